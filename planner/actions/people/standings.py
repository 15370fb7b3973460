"""Keeping what somebody was, so that the past stays as it was when they turn to something else."""

from typing import Any

from sqlalchemy import inspect, select

from planner import clock
from planner.database import db
from planner.models import EarlierStanding, Person

_KEPT = ("role", "field_id", "unit")


def keep(person: Person) -> None:
    """Write down what the person was until yesterday, for changes that are not flushed yet.

    Of several changes on one day the first says what held before that day.
    """
    attributes = inspect(person).attrs
    before: dict[str, Any] = {}
    for name in _KEPT:
        history = attributes[name].history
        before[name] = history.deleted[0] if history.deleted else getattr(person, name)
    if any(before[name] != getattr(person, name) for name in _KEPT):
        keep_values(person.id, before)


def keep_values(person_id: int, before: dict[str, Any]) -> None:
    """The same where the columns and their values until today are known."""
    today = clock.today()
    known = select(EarlierStanding.id).where(
        EarlierStanding.person_id == person_id, EarlierStanding.until == today
    )
    with db.session.no_autoflush:
        if db.session.scalar(known) is None:
            db.session.add(EarlierStanding(person_id=person_id, until=today, **before))
