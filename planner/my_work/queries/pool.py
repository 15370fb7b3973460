"""The pool: open activities across customers, and customers where nobody covers the own field."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select

from planner.access import Permission, allows, field_standings, own_field, own_plans_for
from planner.database import from_rows
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Activity, Customer, Member, Person, Plan, Potential, Request, Team
from planner.models.kinds import (
    ActivityStatus,
    PlanStatus,
    PotentialStatus,
    RequestKind,
    RequestStatus,
)
from planner.queries.plan.activities import ActivityRow, columns, rows
from planner.queries.web.customer_filter import CustomerFilter, narrowed
from planner.queries.web.paging import ListPage, read_page

POOL_PAGE = 50
_SOONEST_FIRST = (Activity.due_on.is_(None), Activity.due_on, Activity.id)
_Owner = Person.__table__.alias("owner")


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFilter(CustomerFilter):
    """`field_id` is that of the activity. Each list has its page."""

    field_id: int | None = None
    due_until: datetime.date | None = None
    page: Page = FIRST_PAGE
    customers_page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A customer with potential in the reader's field, and nobody of that field on its plan."""

    key: str
    name: str
    city: str | None
    region: str | None
    currency: str
    potential: Decimal
    asked_on: datetime.date | None


def pool_activities(reader: Person, wanted: PoolFilter) -> ListPage[ActivityRow]:
    """The open activities that `reader` may claim or sees on the own plans, soonest due first."""
    found = read_page(
        _waiting(reader, wanted), _SOONEST_FIRST, wanted.page, POOL_PAGE, reader_id=reader.id
    )
    return found.turned(lambda rows: from_rows(ActivityRow, rows))


def all_activities(reader: Person, wanted: PoolFilter) -> list[ActivityRow]:
    """The same, whatever the page."""
    return rows(_waiting(reader, wanted).order_by(*_SOONEST_FIRST), reader)


def _waiting(reader: Person, wanted: PoolFilter) -> Select[*tuple[Any, ...]]:
    statement = (
        columns()
        .add_columns(
            Customer.name.label("customer"),
            Customer.key.label("customer_key"),
            Team.region,
            _may_claim(reader).label("may_claim"),
        )
        .join(Customer, Customer.id == Plan.customer_id)
        .outerjoin(_Owner, _Owner.c.id == Customer.owner_id)
        .outerjoin(Team, Team.id == _Owner.c.team_id)
        .where(
            Activity.status == ActivityStatus.OPEN,
            Plan.status != PlanStatus.CLOSED,
            or_(_in_own_field(reader), own_plans_for(Permission.SEE_ACTIVITY, reader)),
        )
    )
    if wanted.field_id is not None:
        statement = statement.where(Activity.field_id == wanted.field_id)
    if wanted.due_until is not None:
        statement = statement.where(Activity.due_on <= wanted.due_until)
    return statement.where(*narrowed(wanted))


def _in_own_field(reader: Person) -> ColumnElement[bool]:
    sees = allows(Permission.SEE_ACTIVITY, field_standings(reader))
    return own_field.waiting_in_own_field(reader) if sees else false()


def _may_claim(reader: Person) -> ColumnElement[bool]:
    claims = allows(Permission.CLAIM, field_standings(reader))
    in_field = own_field.waiting_in_own_field(reader) if claims else false()
    return or_(in_field, own_plans_for(Permission.CLAIM, reader))


def uncovered(reader: Person, wanted: PoolFilter) -> ListPage[Uncovered]:
    """Customers whose plan could do with somebody of the reader's field, largest first."""
    potential = _potential_in_field_of(reader)
    statement: Select[*tuple[Any, ...]] = (
        select(
            Customer.key,
            Customer.name,
            Customer.city,
            Team.region,
            Customer.currency,
            potential.c.value.label("potential"),
            _asked_on(reader).label("asked_on"),
        )
        .join(potential, potential.c.customer_id == Customer.id)
        .outerjoin(_Owner, _Owner.c.id == Customer.owner_id)
        .outerjoin(Team, Team.id == _Owner.c.team_id)
        .where(own_field.has_potential_for(reader), _has_open_plan(), ~_covered_by_field_of(reader))
        .where(*narrowed(wanted))
    )
    order = (potential.c.value.desc(), Customer.name_folded, Customer.id)
    found = read_page(statement, order, wanted.customers_page, POOL_PAGE)
    return found.turned(lambda rows: from_rows(Uncovered, rows))


def _potential_in_field_of(reader: Person) -> Any:
    """What the field is worth at each customer, all its potentials there taken together."""
    return (
        select(Potential.customer_id, func.sum(Potential.annual_value).label("value"))
        .where(Potential.field_id == reader.field_id, Potential.status != PotentialStatus.REJECTED)
        .group_by(Potential.customer_id)
        .subquery()
    )


def _has_open_plan() -> ColumnElement[bool]:
    return exists().where(Plan.customer_id == Customer.id, Plan.status != PlanStatus.CLOSED)


def _covered_by_field_of(reader: Person) -> ColumnElement[bool]:
    return exists().where(
        Plan.customer_id == Customer.id,
        Plan.status != PlanStatus.CLOSED,
        Member.plan_id == Plan.id,
        Member.left_on.is_(None),
        Person.id == Member.person_id,
        Person.field_id == reader.field_id,
    )


def _asked_on(reader: Person) -> Any:
    """The day on which the reader asked to join and waits for an answer since."""
    return (
        select(func.max(Request.on))
        .join(Plan, Plan.id == Request.plan_id)
        .where(
            and_(Plan.customer_id == Customer.id, Plan.status != PlanStatus.CLOSED),
            Request.person_id == reader.id,
            Request.kind == RequestKind.JOIN,
            Request.status == RequestStatus.PENDING,
        )
        .scalar_subquery()
    )
