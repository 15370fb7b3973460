"""The events of plans and what is on them, written together at the end."""

import json
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import insert

from planner import clock
from planner.actions import search_entries
from planner.actions.history.event_names import name_of
from planner.actions.history.events import Changes
from planner.actions.maturity import changed_plans
from planner.database import db
from planner.models import (
    Activity,
    Contact,
    Conversation,
    Deal,
    Entry,
    Event,
    EventType,
    Member,
    Person,
    Plan,
)
from planner.models.mixins import LINE_LENGTH

NOON = time(12, tzinfo=UTC)
_AT_ONCE = 1000


class Journal:
    """Events are written in the order in which things happened, as history is read."""

    def __init__(self) -> None:
        self.now = clock.now()
        self._rows: list[dict[str, Any]] = []

    def noon(self, day: date) -> datetime:
        """The moment for something of which only the day is known; never on a day to come."""
        return datetime.combine(min(day, clock.today()), NOON)

    def note(
        self,
        happened: EventType | str,
        subject: Plan | Member | Deal | Activity | Conversation | Entry,
        changes: Changes,
        *,
        plan: Plan,
        at: datetime | None = None,
        by: Person | None = None,
    ) -> None:
        """Keep an event for `write`. The subject has been flushed; without `at` it is now, and by
        nobody: at a moment people act here, and what others did is told as of a day."""
        self._rows.append(
            {
                "at": at or self.now,
                "type": happened,
                "actor_id": by.id if by and at else None,
                "customer_id": plan.customer_id,
                "plan_id": plan.id,
                "subject": subject.__tablename__,
                "subject_id": subject.id,
                "subject_name": name_of(subject)[:LINE_LENGTH],
                "changes": _packed(changes),
            }
        )

    def note_of_customer(
        self,
        happened: str,
        subject: Contact,
        changes: Changes,
        *,
        at: datetime | None = None,
    ) -> None:
        """The same for what belongs to a customer and outlasts plans."""
        self._rows.append(
            {
                "at": at or self.now,
                "type": happened,
                "actor_id": None,
                "customer_id": subject.customer_id,
                "plan_id": None,
                "subject": subject.__tablename__,
                "subject_id": subject.id,
                "subject_name": name_of(subject)[:LINE_LENGTH],
                "changes": _packed(changes),
            }
        )

    def write(self) -> None:
        """Some at a time, since the database's library holds each row thrice while it sends it."""
        waiting, self._rows = sorted(self._rows, key=lambda row: row["at"]), []
        waiting.reverse()  # so that what is written can be let go of
        while waiting:
            some = [
                {**row, "changes": json.loads(row["changes"])}
                for row in waiting[: -_AT_ONCE - 1 : -1]
            ]
            del waiting[-_AT_ONCE:]
            db.session.execute(insert(Event), some)
            changed_plans.note_all(some)
            search_entries.note_all(some)


def _packed(changes: Changes) -> bytes:
    """In a tenth of the room, until it is written."""
    return json.dumps(changes, ensure_ascii=False, separators=(",", ":")).encode()
