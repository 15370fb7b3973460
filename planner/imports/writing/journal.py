"""The events of what is on plans and belongs to customers, written together at the end."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import insert

from planner import clock
from planner.actions import search_entries
from planner.actions.history.event_names import name_of
from planner.actions.history.events import Changes
from planner.actions.history.row_json import table_of
from planner.actions.maturity import changed_plans
from planner.database import db
from planner.imports.scratch import Scratch, Waiting, chunks
from planner.models import Event, EventType
from planner.models.mixins import LINE_LENGTH

NOON = time(12, tzinfo=UTC)
_AT_ONCE = 1000
_EVENTS = table_of(Event)


class Subject(NamedTuple):
    """What an event tells of; what belongs to a customer and outlasts plans has no plan."""

    table: str
    id: int
    name: str
    customer_id: int
    plan_id: int | None = None


def subject_of(item: Any) -> Subject:
    """That of a model which has been flushed."""
    plan = getattr(item, "plan", None)
    customer_id = plan.customer_id if plan else item.customer_id
    return Subject(
        item.__tablename__, item.id, name_of(item), customer_id, plan.id if plan else None
    )


class Journal:
    """Events are written in the order in which things happened, as history is read."""

    def __init__(self, scratch: Scratch) -> None:
        self.now = clock.now()
        self._waiting: Waiting[dict[str, Any]] = Waiting(scratch)

    def noon(self, day: date) -> datetime:
        """The moment for something of which only the day is known; never on a day to come."""
        return datetime.combine(min(day, clock.today()), NOON)

    def note(
        self,
        happened: EventType | str,
        subject: Subject,
        changes: Changes,
        *,
        at: datetime | None = None,
        by: int | None = None,
    ) -> None:
        """Keep an event for `write`. Without `at` it is now, and by nobody: at a moment people act
        here, and what others did is told as of a day. `by` is somebody's id."""
        moment = at or self.now
        self._waiting.add(
            (moment.timestamp(), 0), self._row(str(happened), subject, changes, moment, by, at)
        )

    def _row(
        self,
        happened: str,
        subject: Subject,
        changes: Changes,
        moment: datetime,
        by: int | None,
        at: datetime | None,
    ) -> dict[str, Any]:
        return {
            "at": moment,
            "type": happened,
            "actor_id": by if at else None,
            "customer_id": subject.customer_id,
            "plan_id": subject.plan_id,
            "subject": subject.table,
            "subject_id": subject.id,
            "subject_name": subject.name[:LINE_LENGTH],
            "changes": changes,
        }

    def write_at_once(self, happened: str, told: Iterator[tuple[Subject, Changes]]) -> None:
        """Events of now, before those that wait."""
        rows = (self._row(happened, of, changes, self.now, None, None) for of, changes in told)
        self._write(rows)

    def write(self) -> None:
        self._write(self._waiting.take())

    def _write(self, rows: Iterator[dict[str, Any]]) -> None:
        """Some at a time, since the database's library holds each row thrice while it sends it."""
        for some in chunks(rows, _AT_ONCE):
            db.session.connection().execute(insert(_EVENTS), some)
            changed_plans.note_all(some)
            search_entries.note_all(some)
