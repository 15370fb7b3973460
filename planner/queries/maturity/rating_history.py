"""The course of a plan's rating over time, from what was stored."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from planner.database import db
from planner.models import Event, StoredRating
from planner.rating import Age


@dataclass(frozen=True, slots=True)
class AgeChange:
    """A day on which the age changed; without a cause only days had passed."""

    on: datetime.date
    age: Age
    movement: str | None
    cause_id: int | None
    cause: str | None
    cause_name: str | None
    cause_subject: str | None
    cause_subject_id: int | None


def turns(
    plan_id: int, until: datetime.date, *, visible_on: datetime.date | None = None
) -> list[AgeChange]:
    """The changes of age up to a day, the oldest first, in one statement.

    With `visible_on` only those that a lead may see on that day.
    """
    statement = (
        select(
            StoredRating.on,
            StoredRating.age,
            StoredRating.movement,
            Event.id,
            Event.type,
            Event.subject_name,
            Event.subject,
            Event.subject_id,
        )
        .outerjoin(Event, Event.id == StoredRating.cause_event_id)
        .where(StoredRating.plan_id == plan_id, StoredRating.on <= until)
        .order_by(StoredRating.on)
    )
    if visible_on is not None:
        statement = statement.where(StoredRating.visible_to_leads_on <= visible_on)
    found = (AgeChange(row[0], Age(row[1]), *row[2:]) for row in db.session.execute(statement))
    return list(_changes(found))


def _changes(found: Iterator[AgeChange]) -> Iterator[AgeChange]:
    """A rating is stored as well when only its symptoms change; those are no turns."""
    age: Age | None = None
    for turn in found:
        if turn.age is not age:
            yield turn
        age = turn.age


def stored_on(
    plan_id: int, day: datetime.date, *, visible_on: datetime.date
) -> StoredRating | None:
    """The rating that was valid at the end of a day, as far as a lead may see it."""
    statement = (
        select(StoredRating)
        .where(
            StoredRating.plan_id == plan_id,
            StoredRating.on <= day,
            StoredRating.visible_to_leads_on <= visible_on,
        )
        .order_by(StoredRating.on.desc())
        .limit(1)
    )
    return db.session.scalar(statement)
