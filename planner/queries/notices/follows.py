"""What somebody follows."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, false, func, null, or_, select
from sqlalchemy.orm import aliased

from planner.access import Permission, activities_beside_plans, plans_for, visible_customers
from planner.database import Base, from_rows, rows
from planner.models import (
    Activity,
    Conversation,
    Customer,
    Deal,
    Follow,
    Goal,
    Member,
    Person,
    Plan,
    PlanStatus,
    Review,
)


@dataclass(frozen=True, slots=True)
class Followed:
    """Whether the reader of a plan follows it, by whatever reason, and its customer."""

    plan: bool
    customer: bool


@dataclass(frozen=True, slots=True)
class FollowRow:
    """Something that somebody follows, and where it is."""

    subject: str
    subject_id: int
    name: str | None
    """What it is called; of a plan and a review there are only days."""
    customer: str
    key: str
    on: datetime.date | None


@dataclass(frozen=True, slots=True)
class OwnPlan:
    """A plan that somebody is on, and whether they follow it, as they do by themselves."""

    id: int
    customer: str
    on: datetime.date
    follows: bool


def follows_plan() -> ColumnElement[bool]:
    """Whether the bound `person_id` follows a plan, as a column of a statement about `Plan`: as
    they have chosen for it, else for its customer, else by being on it."""
    chosen = (_chosen(Plan, Plan.id), _chosen(Customer, Plan.customer_id))
    return func.coalesce(*chosen, _is_on(Plan.id))


def follows_customer() -> ColumnElement[bool]:
    """The same of its customer."""
    return func.coalesce(_chosen(Customer, Plan.customer_id), false())


def _chosen(model: type[Base], identity: Any) -> ColumnElement[bool]:
    follow = aliased(Follow)
    mine = select(~follow.stopped).where(
        follow.person_id == bindparam("person_id"),
        follow.subject == model.__tablename__,
        follow.subject_id == identity,
    )
    return mine.correlate(Plan).scalar_subquery()


def _is_on(plan_id: Any) -> ColumnElement[bool]:
    return (
        exists()
        .where(
            Member.plan_id == plan_id,
            Member.person_id == bindparam("person_id"),
            Member.left_on.is_(None),
        )
        .correlate(Plan)
    )


def is_followed(item: Base, plan_id: int | None, person: Person) -> bool:
    """Whether somebody follows an item of a plan, or a customer that has none; one statement."""
    values = {"person_id": person.id, "subject": item.__tablename__, "subject_id": _id(item)}
    if plan_id is None:
        return bool(rows(_ITEM, **values)[0][0])
    return bool(rows(_ITEM_OF_PLAN, plan_id=plan_id, **values)[0][0])


def _id(item: Any) -> int:
    return int(item.id)


_MINE = (
    select(~Follow.stopped)
    .where(
        Follow.person_id == bindparam("person_id"),
        Follow.subject == bindparam("subject"),
        Follow.subject_id == bindparam("subject_id"),
    )
    .scalar_subquery()
)
_ITEM = select(func.coalesce(_MINE, false()))
_ITEM_OF_PLAN = select(func.coalesce(_MINE, follows_plan())).where(Plan.id == bindparam("plan_id"))


def chosen_by(person: Person) -> list[FollowRow]:
    """What somebody has chosen to follow and still sees, by kind and name; a fixed number of
    statements."""
    return [row for kind in _statements(person) for row in _read(kind, person)]


def _read(statement: Any, person: Person) -> list[FollowRow]:
    return from_rows(FollowRow, rows(statement, person_id=person.id))


def _read_and_followed(person: Person) -> ColumnElement[bool]:
    return and_(*(plans_for(each, person) for each in (Permission.SEE_PLAN, Permission.FOLLOW)))


def _statements(person: Person) -> Iterator[Any]:
    read, on_it = _read_and_followed(person), _is_on(Plan.id)
    yield _columns(Customer, Customer.name, null()).where(visible_customers(person))
    yield _of_plans(Plan, null(), Plan.starts_on).where(read, ~on_it)
    for model, name in _NAMED:
        yield _in_plans(model, name, null()).where(read)
    yield _in_plans(Review, null(), Review.on).where(read)
    seen = or_(read, activities_beside_plans(person))
    yield _in_plans(Activity, Activity.title, null()).where(seen)


_NAMED = ((Goal, Goal.title), (Deal, Deal.title), (Conversation, Conversation.topic))


def _columns(model: Any, name: Any, on: Any) -> Any:
    """What is followed of one kind, for a statement that says where its customer is."""
    return (
        select(
            Follow.subject,
            Follow.subject_id,
            name.label("name"),
            Customer.name.label("customer"),
            Customer.key,
            on.label("on"),
        )
        .select_from(Follow)
        .join(model, model.id == Follow.subject_id)
        .where(
            Follow.person_id == bindparam("person_id"),
            Follow.subject == model.__tablename__,
            ~Follow.stopped,
        )
        .order_by(Customer.name_folded, Follow.subject_id)
    )


def _of_plans(model: Any, name: Any, on: Any) -> Any:
    return _columns(model, name, on).join(Customer, Customer.id == Plan.customer_id)


def _in_plans(model: Any, name: Any, on: Any) -> Any:
    found = _columns(model, name, on).join(Plan, Plan.id == model.plan_id)
    return found.join(Customer, Customer.id == Plan.customer_id)


def followed_plans_of(person: Person) -> list[OwnPlan]:
    """The plans that somebody is on and that are not closed, by customer; one statement."""
    return from_rows(
        OwnPlan, rows(_PLANS_OF.where(_read_and_followed(person)), person_id=person.id)
    )


_PLANS_OF = (
    select(
        Plan.id,
        Customer.name.label("customer"),
        Plan.starts_on.label("on"),
        follows_plan().label("follows"),
    )
    .join(Customer, Customer.id == Plan.customer_id)
    .where(_is_on(Plan.id), Plan.status != PlanStatus.CLOSED)
    .order_by(Customer.name_folded, Plan.starts_on)
)
