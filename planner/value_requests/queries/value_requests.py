"""What value specialists are asked for: on a plan, by somebody, and what waits for somebody."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select
from sqlalchemy.orm import aliased

from planner.database import from_rows, rows
from planner.models import Customer, Person, Plan, RequestStatus, Role, ValueRequest
from planner.models.kinds import PlanStatus
from planner.queries.plan import comments

_MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ValueRequestRow:
    """`person` is who is asked, None for any value specialist."""

    id: int
    plan_id: int
    customer: str
    asked_by_id: int
    asked_by: str
    asked_by_role: Role
    person_id: int | None
    person: str | None
    text: str
    on: datetime.date
    status: RequestStatus
    answered_on: datetime.date | None
    answered_by: str | None
    reason: str | None
    comments: int

    @property
    def is_pending(self) -> bool:
        return self.status is RequestStatus.PENDING


_asker, _asked, _answerer = aliased(Person), aliased(Person), aliased(Person)
_NEWEST = (
    select(
        ValueRequest.id,
        ValueRequest.plan_id,
        Customer.name.label("customer"),
        ValueRequest.asked_by_id,
        _asker.name.label("asked_by"),
        _asker.role.label("asked_by_role"),
        ValueRequest.person_id,
        _asked.name.label("person"),
        ValueRequest.text,
        ValueRequest.on,
        ValueRequest.status,
        ValueRequest.answered_on,
        _answerer.name.label("answered_by"),
        ValueRequest.reason,
        comments.number_of(ValueRequest).label("comments"),
    )
    .join(Plan, Plan.id == ValueRequest.plan_id)
    .join(Customer, Customer.id == Plan.customer_id)
    .join(_asker, _asker.id == ValueRequest.asked_by_id)
    .outerjoin(_asked, _asked.id == ValueRequest.person_id)
    .outerjoin(_answerer, _answerer.id == ValueRequest.answered_by_id)
    .order_by(ValueRequest.id.desc())
    .limit(_MOST_SHOWN)
)
_OF_PLAN = _NEWEST.where(ValueRequest.plan_id == bindparam("plan_id"))


def value_requests_of_plan(plan_id: int) -> list[ValueRequestRow]:
    """The newest first, with their answers."""
    return from_rows(ValueRequestRow, rows(_OF_PLAN, plan_id=plan_id))


def value_requests_waiting_for(person: Person) -> list[ValueRequestRow]:
    """What a value specialist may take: what they are asked for, and what anybody may take."""
    if person.role is not Role.VALUE_SPECIALIST:
        return []
    to_me = or_(ValueRequest.person_id == person.id, ValueRequest.person_id.is_(None))
    return _rows(
        ValueRequest.status == RequestStatus.PENDING, Plan.status != PlanStatus.CLOSED, to_me
    )


def answered_by(person: Person) -> list[ValueRequestRow]:
    return _rows(ValueRequest.answered_by_id == person.id)


def _rows(*which: ColumnElement[Any]) -> list[ValueRequestRow]:
    return from_rows(ValueRequestRow, rows(_NEWEST.where(*which)))
