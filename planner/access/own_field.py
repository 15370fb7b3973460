"""What somebody outside a plan sees of it, because it lies in the own field."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, select

from planner import clock
from planner.database import db
from planner.models import Activity, Customer, Event, EventType, Person, Plan, Potential
from planner.models.kinds import ActivityStatus, PlanStatus, PotentialStatus

_REMEMBERED = datetime.timedelta(days=7)


def _field_of(person: Person) -> int | None:
    """The field that somebody on the specialist side answers for."""
    return person.field_id if person.is_specialist_side else None


def waits_for(person: Person, activity: Activity) -> bool:
    """Whether a specialist-side person sees this activity because it waits in the own field."""
    field_id = _field_of(person)
    return (
        field_id is not None
        and activity.field_id == field_id
        and activity.status is ActivityStatus.OPEN
        and activity.plan.is_open
    )


def waiting_in_own_field(person: Person) -> ColumnElement[bool]:
    """The same rule as `waits_for` for many activities, as a condition on `Activity`."""
    field_id = _field_of(person)
    if field_id is None:
        return false()
    return and_(
        Activity.status == ActivityStatus.OPEN,
        Activity.field_id == field_id,
        Activity.plan_id.in_(select(Plan.id).where(Plan.status != PlanStatus.CLOSED)),
    )


def waited_for(person: Person, activity: Activity) -> bool:
    """Whether an activity that somebody claimed lately may still stand on this person's screen.

    Who asks for it too late is told who was faster, and nothing else of it.
    """
    field_id = _field_of(person)
    if field_id is None or activity.field_id != field_id:
        return False
    if activity.claimed_on is not None:
        return activity.claimed_on >= clock.today() - _REMEMBERED
    return activity.status is ActivityStatus.CANCELLED and _is_fresh(_cancelled_at(activity.id))


def waited_for_deleted(
    person: Person, deleted_at: datetime.datetime, held: Mapping[str, Sequence[Any]]
) -> bool:
    """The same for one that was deleted; `held` is what it held, as its event keeps it."""
    field, status = held.get("field", [None])[0], held.get("status", [None])[0]
    return (
        field is not None
        and field["id"] == _field_of(person)
        and status == ActivityStatus.OPEN
        and _is_fresh(deleted_at)
    )


def _cancelled_at(activity_id: int) -> datetime.datetime | None:
    return db.session.scalar(
        select(Event.at)
        .where(
            Event.subject == Activity.__tablename__,
            Event.subject_id == activity_id,
            Event.type == EventType.ACTIVITY_CANCELLED,
        )
        .order_by(Event.id.desc())
        .limit(1)
    )


def _is_fresh(moment: datetime.datetime | None) -> bool:
    return moment is not None and moment >= clock.now() - _REMEMBERED


def has_potential_for(person: Person) -> ColumnElement[bool]:
    """The customers with potential in the field of a specialist-side `person`."""
    return exists().where(
        Potential.customer_id == Customer.id,
        Potential.field_id == person.field_id,
        Potential.status != PotentialStatus.REJECTED,
        Potential.annual_value > 0,
    )


def has_potential_at(customer: Customer, person: Person) -> bool:
    """The same for one customer."""
    if _field_of(person) is None:
        return False
    condition = and_(Customer.id == customer.id, has_potential_for(person))
    return db.session.scalar(select(exists().where(condition))) or False
