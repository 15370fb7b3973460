"""What others ask of somebody who need not be on a plan for it: the value of an offer, and to be
introduced where somebody knows people."""

import datetime
from dataclasses import dataclass

from sqlalchemy import or_, select

from planner.access import Permission, Standing, allows, general_standings
from planner.database import db, from_rows, rows
from planner.models import (
    Customer,
    Introduction,
    Person,
    Plan,
    RequestStatus,
    ValueRequest,
)
from planner.models.kinds import PlanStatus
from planner.queries.people import introductions

_MOST = 6


@dataclass(frozen=True, slots=True)
class ValueToShow:
    id: int
    customer: str
    by: str
    text: str
    on: datetime.date


def value_to_show(person: Person) -> list[ValueToShow]:
    """What a value specialist is asked for, or any of them may take; the longest waiting first."""
    there = {*general_standings(person), Standing.ASKED_VALUE_SPECIALIST}
    if Standing.VALUE_SPECIALIST not in there or not allows(Permission.ANSWER_VALUE_REQUEST, there):
        return []
    statement = (
        select(
            ValueRequest.id,
            Customer.name.label("customer"),
            Person.name.label("by"),
            ValueRequest.text,
            ValueRequest.on,
        )
        .join(Plan, Plan.id == ValueRequest.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .join(Person, Person.id == ValueRequest.asked_by_id)
        .where(
            ValueRequest.status == RequestStatus.PENDING,
            Plan.status != PlanStatus.CLOSED,
            or_(ValueRequest.person_id == person.id, ValueRequest.person_id.is_(None)),
        )
        .order_by(ValueRequest.on, ValueRequest.id)
        .limit(_MOST)
    )
    return from_rows(ValueToShow, rows(statement))


def introductions_asked_of(person: Person) -> list[datetime.date]:
    """On which days introductions were asked for where somebody knows people, as long as they have
    not answered; who asks, and where, the own page says."""
    statement = select(Introduction.on).where(introductions.waits_for(person.id))
    return list(db.session.scalars(statement.order_by(Introduction.on, Introduction.id)))
