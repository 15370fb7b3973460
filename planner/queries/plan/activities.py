"""Activities as the plan's page and the pool show them."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, exists, select

from planner import database
from planner.database import db, from_rows
from planner.models import (
    Activity,
    Contract,
    Customer,
    Deal,
    Field,
    Goal,
    Participation,
    Person,
    Plan,
    Request,
)
from planner.models.kinds import (
    ActivityKind,
    ActivityStatus,
    Mode,
    RequestKind,
    RequestStatus,
    Role,
    Side,
)
from planner.queries.plan.comments import number_of

_UNFINISHED = {ActivityStatus.OPEN, ActivityStatus.PLANNED}
_NEVER = datetime.date.max


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """`asked` says that the reader waits for an answer. The customer is only there in the pool, and
    whether the reader may claim it, which there differs from row to row."""

    id: int
    plan_id: int
    mode: Mode
    title: str
    kind: ActivityKind
    status: ActivityStatus
    due_on: datetime.date | None
    done_on: datetime.date | None
    effort_hours: Decimal | None
    customer_facing: bool
    field: str | None
    goal: str | None
    deal_id: int | None
    deal: str | None
    contract: str | None
    assignee_id: int | None
    assignee: str | None
    role: Role | None
    asked: bool
    comments: int
    is_there: bool | None
    """Whether who has it is still with us."""
    customer: str | None = None
    customer_key: str | None = None
    region: str | None = None
    may_claim: bool | None = None

    @property
    def side(self) -> Side | None:
        return self.role.side if self.role else None

    @property
    def is_unfinished(self) -> bool:
        return self.status in _UNFINISHED


@dataclass(frozen=True, slots=True)
class PlanActivities:
    """Those still to be done by the day they are due, and the others, the latest first."""

    unfinished: list[ActivityRow]
    finished: list[ActivityRow]

    def aimed_at(self, deal_id: int) -> list[ActivityRow]:
        return [row for row in (*self.unfinished, *self.finished) if row.deal_id == deal_id]


@dataclass(frozen=True, slots=True)
class Participant:
    name: str
    role: Role

    @property
    def side(self) -> Side | None:
        return self.role.side


def activities_of_plan(plan_id: int, reader: Person) -> PlanActivities:
    """All activities of a plan, in one statement however many they are."""
    return _sorted(rows(_in_plan(), reader, plan_id=plan_id))


def row(activity_id: int, reader: Person) -> ActivityRow:
    """One activity as in a plan's list."""
    return rows(columns().where(Activity.id == activity_id), reader)[0]


def row_with_customer(activity_id: int, reader: Person) -> ActivityRow:
    """One activity as in the pool."""
    statement = columns().add_columns(
        Customer.name.label("customer"), Customer.key.label("customer_key")
    )
    statement = statement.join(Customer, Customer.id == Plan.customer_id)
    return rows(statement.where(Activity.id == activity_id), reader)[0]


def columns() -> Select[*tuple[Any, ...]]:
    """What a row shows, by the names of its attributes, for the reader that `rows` fills in."""
    return (
        select(
            Activity.id,
            Activity.plan_id,
            Plan.mode,
            Activity.title,
            Activity.kind,
            Activity.status,
            Activity.due_on,
            Activity.done_on,
            Activity.effort_hours,
            Activity.customer_facing,
            Field.name.label("field"),
            Goal.title.label("goal"),
            Activity.deal_id,
            Deal.title.label("deal"),
            Contract.title.label("contract"),
            Activity.assignee_id,
            Person.name.label("assignee"),
            Person.role,
            _asked().label("asked"),
            number_of(Activity).label("comments"),
            Person.is_active.label("is_there"),
        )
        .join(Plan, Plan.id == Activity.plan_id)
        .outerjoin(Field, Field.id == Activity.field_id)
        .outerjoin(Goal, Goal.id == Activity.goal_id)
        .outerjoin(Deal, Deal.id == Activity.deal_id)
        .outerjoin(Contract, Contract.id == Activity.contract_id)
        .outerjoin(Person, Person.id == Activity.assignee_id)
    )


def rows(statement: Select[*tuple[Any, ...]], reader: Person, **values: int) -> list[ActivityRow]:
    """The activities that a statement made of `columns` finds, as `reader` sees them."""
    found = database.rows(statement, reader_id=reader.id, **values)
    return from_rows(ActivityRow, found)


@cache
def _in_plan() -> Select[*tuple[Any, ...]]:
    """Built once: putting the statement together takes longer than running it."""
    return columns().where(Activity.plan_id == bindparam("plan_id"))


def _asked() -> ColumnElement[bool]:
    return exists().where(
        Request.activity_id == Activity.id,
        Request.person_id == bindparam("reader_id"),
        Request.kind == RequestKind.CLAIM,
        Request.status == RequestStatus.PENDING,
    )


def participants(activity_id: int) -> list[Participant]:
    """Who of ours takes part beside the assignee."""
    statement = (
        select(Person.name, Person.role)
        .join(Participation, Participation.person_id == Person.id)
        .where(Participation.activity_id == activity_id)
        .order_by(Participation.position)
    )
    return [Participant(name, role) for name, role in db.session.execute(statement)]


def _sorted(found: Iterable[ActivityRow]) -> PlanActivities:
    by_day = sorted(found, key=lambda item: (item.done_on or item.due_on or _NEVER, item.id))
    return PlanActivities(
        unfinished=[item for item in by_day if item.is_unfinished],
        finished=[item for item in reversed(by_day) if not item.is_unfinished],
    )
