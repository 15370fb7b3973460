"""What happened on what somebody sees, in order."""

import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, or_, select

from planner.access import Permission, plans_for, visible_customers
from planner.api.resources import ALL
from planner.database import db
from planner.models import Customer, Event, Person, Plan
from planner.nouns import types_of
from planner.queries.history.settled import last_settled

_STRETCH: Final = 5_000
TYPES: Final = types_of(
    sorted(
        {shape.noun for shape in ALL} | {child.noun for shape in ALL for child in shape.children}
    )
)
"""Of events on what has a resource, or is a part of what has one."""


def seen_by(person: Person) -> ColumnElement[bool]:
    """The events on what somebody sees, on `Event`."""
    plans = select(Plan.id).join(Plan.customer).where(plans_for(Permission.SEE_PLAN, person))
    customers = select(Customer.id).where(visible_customers(person))
    return or_(
        Event.plan_id.in_(plans), and_(Event.plan_id.is_(None), Event.customer_id.in_(customers))
    )


def following(person: Person, after: int, limit: int) -> tuple[list[dict[str, Any]], int]:
    """The next events after the one of that number, at most so many; and up to which number it
    has been looked, from which to go on."""
    last = _settled(after)
    statement = (
        select(Event, Person.key, Customer.key, Plan.starts_on)
        .outerjoin(Person, Person.id == Event.actor_id)
        .outerjoin(Customer, Customer.id == Event.customer_id)
        .outerjoin(Plan, Plan.id == Event.plan_id)
        .where(
            Event.id > after,
            Event.id <= last,
            Event.type.in_(TYPES),
            seen_by(person),
        )
        .order_by(Event.id)
        .limit(limit)
    )
    rows = db.session.execute(statement).all()
    found = [_told(*row) for row in rows]
    return found, found[-1]["id"] if len(found) == limit else last


def _settled(after: int) -> int:
    """Up to which number nothing can come in between any more."""
    numbers = select(Event.id, Event.at).where(Event.id > after).order_by(Event.id)
    rows = db.session.execute(numbers.limit(_STRETCH))
    return last_settled(((number, at) for number, at in rows), after)


def _told(
    event: Event, actor: str | None, customer: str | None, starts_on: datetime.date | None
) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "at": event.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "actor": actor,
        "customer": customer,
        "plan": starts_on.isoformat() if starts_on else None,
        "resource": event.subject,
        "subject": event.subject_id,
        "name": event.subject_name,
        "changes": event.changes,
    }
