"""Customers that were deleted, as far as the history knows what they were."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from planner.database import db
from planner.models import Customer, Event, EventType, Member, MergedCustomer, Person, Plan

_MOST = 200


def latest() -> Sequence[Event]:
    """The latest deletions, the newest first, but for those that were taken back."""
    deletions = select(Event).where(Event.type == EventType.CUSTOMER_DELETED)
    found = db.session.scalars(deletions.order_by(Event.id.desc()).limit(_MOST)).all()
    return [event for event in found if _is_gone(event)]


def of_key(key: str) -> Event | None:
    """The deletion of a customer that had this key, if it is gone still."""
    return next((event for event in latest() if event.changes["key"][0] == key), None)


def deletion_of_customer(customer_id: int | None) -> Event | None:
    """The deletion of a customer by its number, if it is gone still."""
    statement = select(Event).where(
        Event.type == EventType.CUSTOMER_DELETED, Event.subject_id == customer_id
    )
    event = db.session.scalar(statement.order_by(Event.id.desc()).limit(1))
    return event if event is not None and _is_gone(event) else None


def owner_then(deletion: Event) -> Person | None:
    """Whose it was."""
    said = deletion.changes.get("owner", [None])[0]
    return db.session.get(Person, said["id"]) if said else None


def had_plans(deletion: Event) -> bool:
    """Whether plans went with it, or passed from it to the one into which it was merged."""
    return bool(_subjects(deletion, Plan.__tablename__))


def merged_into(deletion: Event) -> Customer | None:
    """The customer that stays for it, where it was merged."""
    merged = _subjects(deletion, MergedCustomer.__tablename__)
    found = (db.session.get(MergedCustomer, event.subject_id) for event in merged)
    return next((each.customer for each in found if each is not None), None)


def members_then(deletion: Event) -> set[int]:
    """Who was on one of its plans, by their ids."""
    members = [e for e in _subjects(deletion, Member.__tablename__) if e.type.endswith(".deleted")]
    return {event.changes["person"][0]["id"] for event in members if "left_on" not in event.changes}


def _subjects(deletion: Event, table: str) -> Sequence[Event]:
    of_act = or_(Event.id == deletion.act, Event.act_id == deletion.act)
    return db.session.scalars(select(Event).where(of_act, Event.subject == table)).all()


def _is_gone(deletion: Event) -> bool:
    """Whether nothing brought it back: that would be its newest event."""
    newest = select(Event.id).where(
        Event.subject == deletion.subject, Event.subject_id == deletion.subject_id
    )
    return db.session.scalar(newest.order_by(Event.id.desc()).limit(1)) == deletion.id
