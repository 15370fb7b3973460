"""What was asked for: on a plan, by somebody, and what somebody may answer."""

import datetime
from dataclasses import dataclass

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import aliased

from planner.access import Permission, plans_for
from planner.database import db, from_rows, rows
from planner.models import Activity, Customer, Field, Person, Plan, Request
from planner.models.kinds import PlanStatus, RequestKind, RequestStatus, Role

_MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class RequestRow:
    id: int
    plan_id: int
    person_id: int
    name: str
    role: Role
    field: str | None
    kind: RequestKind
    activity: str | None
    on: datetime.date
    status: RequestStatus
    answered_on: datetime.date | None
    answered_by: str | None
    reason: str | None
    customer: str
    asker_audits: bool

    @property
    def is_pending(self) -> bool:
        return self.status is RequestStatus.PENDING

    @property
    def can_be_withdrawn(self) -> bool:
        """By who has asked: an auditor changes nothing, not even that."""
        return self.is_pending and not self.asker_audits


_asker, _answerer = aliased(Person), aliased(Person)
_NEWEST = (
    select(
        Request.id,
        Request.plan_id,
        Request.person_id,
        _asker.name,
        _asker.role,
        Field.name.label("field"),
        Request.kind,
        Activity.title.label("activity"),
        Request.on,
        Request.status,
        Request.answered_on,
        _answerer.name.label("answered_by"),
        Request.reason,
        Customer.name.label("customer"),
        _asker.is_auditor.label("asker_audits"),
    )
    .join(Plan, Plan.id == Request.plan_id)
    .join(Customer, Customer.id == Plan.customer_id)
    .join(_asker, _asker.id == Request.person_id)
    .outerjoin(Field, Field.id == _asker.field_id)
    .outerjoin(_answerer, _answerer.id == Request.answered_by_id)
    .outerjoin(Activity, Activity.id == Request.activity_id)
    .order_by(Request.id.desc())
    .limit(_MOST_SHOWN)
)
_OF_PLAN = _NEWEST.where(
    Request.plan_id == bindparam("plan_id"),
    or_(
        Request.status == RequestStatus.PENDING,
        Request.person_id == bindparam("reader_id"),
    ),
)


def requests_of_plan(plan_id: int, reader: Person) -> list[RequestRow]:
    """What waits for an answer on a plan, and what `reader` has asked for there; one statement."""
    found = rows(_OF_PLAN, plan_id=plan_id, reader_id=reader.id)
    return from_rows(RequestRow, found)


def requests_asked_by(person: Person) -> list[RequestRow]:
    """The latest requests of a person, with their answers."""
    return _rows(Request.person_id == person.id)


def answerable_by(person: Person) -> list[RequestRow]:
    """What waits for an answer on the plans that `person` steers."""
    return _rows(
        Request.status == RequestStatus.PENDING,
        Request.person_id != person.id,
        Plan.status != PlanStatus.CLOSED,
        plans_for(Permission.STEER, person),
    )


def visible_plans(person: Person, plan_ids: set[int]) -> set[int]:
    """Which of these plans `person` may open."""
    statement = select(Plan.id).join(Customer, Customer.id == Plan.customer_id)
    statement = statement.where(Plan.id.in_(plan_ids), plans_for(Permission.SEE_PLAN, person))
    return set(db.session.scalars(statement))


def _rows(*which: ColumnElement[bool]) -> list[RequestRow]:
    """The newest first."""
    return from_rows(RequestRow, rows(_NEWEST.where(*which)))
