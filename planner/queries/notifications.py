"""What somebody was told: only of plans that the person still stands on."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, bindparam, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from planner.database import rows
from planner.models import Customer, Member, Notification, Person, Plan
from planner.models.kinds import NotificationKind

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class NotificationRow:
    id: int
    plan_id: int
    customer: str
    kind: NotificationKind
    code: str | None
    on: datetime.date
    seen: bool


@dataclass(frozen=True, slots=True)
class News:
    """What was told of one plan on one day."""

    plan_id: int
    customer: str
    on: datetime.date
    rows: tuple[NotificationRow, ...]

    @property
    def is_unseen(self) -> bool:
        return any(not row.seen for row in self.rows)


def still_on_the_plan(
    person_id: InstrumentedAttribute[int], plan_id: InstrumentedAttribute[int]
) -> ColumnElement[bool]:
    """Whether somebody is a member of a plan, or the owner of its customer."""
    is_member = exists().where(
        Member.plan_id == plan_id, Member.person_id == person_id, Member.left_on.is_(None)
    )
    plan, customer = aliased(Plan), aliased(Customer)
    is_owner = exists().where(
        plan.id == plan_id, customer.id == plan.customer_id, customer.owner_id == person_id
    )
    return or_(is_member, is_owner)


def number_unseen(person_id: InstrumentedAttribute[int]) -> ColumnElement[int]:
    """How much somebody has not seen yet, as a part of another statement."""
    return (
        select(func.count())
        .select_from(Notification)
        .where(
            Notification.person_id == person_id,
            ~Notification.seen,
            still_on_the_plan(Notification.person_id, Notification.plan_id),
        )
        .scalar_subquery()
    )


_OF_PERSON = (
    select(
        Notification.id,
        Notification.plan_id,
        Customer.name,
        Notification.kind,
        Notification.code,
        Notification.on,
        Notification.seen,
    )
    .join(Plan, Plan.id == Notification.plan_id)
    .join(Customer, Customer.id == Plan.customer_id)
    .where(
        Notification.person_id == bindparam("person_id"),
        still_on_the_plan(Notification.person_id, Notification.plan_id),
    )
    .order_by(
        Notification.on.desc(), Notification.plan_id, Notification.kind.desc(), Notification.id
    )
    .limit(MOST_SHOWN)
)


def of_person(person: Person) -> list[News]:
    """The newest first, by day and plan; one statement."""
    found = (NotificationRow(*row) for row in rows(_OF_PERSON, person_id=person.id))
    return list(_by_plan(found))


def _by_plan(found: Iterator[NotificationRow]) -> Iterator[News]:
    for (on, plan_id), group in groupby(found, key=lambda row: (row.on, row.plan_id)):
        together = tuple(group)
        yield News(plan_id, together[0].customer, on, together)
