"""What the history tells of what stands in calendars."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from planner import clock
from planner.database import Base, db
from planner.feeds.queries.dated import DAYS_AHEAD, DAYS_BACK, DAYS_KEPT, LastChange
from planner.models import Event, EventType
from planner.queries.plan.contract_terms import TERMS

_AT_ONCE = 1000
_BEFORE_HISTORY = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
_OF_CONTRACTS = frozenset(
    {*(column.key for column in TERMS), "title", "renews", "terminated_on", "terminated_to"}
)
RELEVANT: Mapping[str, frozenset[str]] = {
    "activities": frozenset({"title", "due_on", "done_on", "status", "assignee", "participants"}),
    "contracts": _OF_CONTRACTS,
    "deals": frozenset({"title", "expected_on", "decided_on", "status"}),
    "goals": frozenset({"title", "due_on", "status"}),
    "plans": frozenset({"status"}),
    "reviews": frozenset({"on", "status"}),
}
"""By table, the fields on which day, title and state rest."""


class DayEvent(NamedTuple):
    """An event, as far as a calendar asks for it."""

    subject_id: int
    at: datetime.datetime
    type: str
    changes: dict[str, list[Any]]

    @property
    def is_deletion(self) -> bool:
        return self.type.endswith(".deleted")


_TOLD = select(Event.subject_id, Event.at, Event.type, Event.changes).order_by(Event.id)


def kept_since() -> datetime.datetime:
    """What was off before then is told no more; the same all day long."""
    return clock.beginning_of(clock.today() - DAYS_KEPT)


def first_kept() -> int:
    """The number of the first event since then. There is no index on the time of events, and their
    numbers rise with it."""
    since = kept_since()
    low, high = 1, (db.session.scalar(select(func.max(Event.id))) or 0) + 1
    while low < high:
        middle = (low + high) // 2
        at = select(Event.at).where(Event.id >= middle).order_by(Event.id).limit(1)
        found = db.session.scalar(at)
        if found is not None and found < since:
            low = middle + 1
        else:
            high = middle
    return low


def in_reach(day: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[bool]:
    """Whether a day is one of those that a feed is about."""
    return day.between(clock.today() - DAYS_BACK, clock.today() + DAYS_AHEAD)


def touched(model: type[Base], first: int) -> ColumnElement[bool]:
    """Whether something was changed lately, whatever its day is now."""
    of_table = Event.subject == model.__tablename__
    identity: Any = model.__table__.c.id
    found: ColumnElement[bool] = identity.in_(
        select(Event.subject_id).where(of_table, Event.id >= first)
    )
    return found


def lately(table: str, first: int, which: ColumnElement[bool]) -> list[DayEvent]:
    """The relevant events since `first` of a table that meet a condition on `Event`, in order."""
    asked = _TOLD.where(Event.subject == table, Event.id >= first, which)
    return _relevant(table, db.session.execute(asked))


def histories(table: str, identities: Collection[int]) -> dict[int, list[DayEvent]]:
    """The relevant events of these, each in order."""
    found: dict[int, list[DayEvent]] = defaultdict(list)
    wanted = sorted(identities)
    for start in range(0, len(wanted), _AT_ONCE):
        of_some = Event.subject_id.in_(wanted[start : start + _AT_ONCE])
        for event in lately(table, 0, of_some):
            found[event.subject_id].append(event)
    return found


def _relevant(table: str, found: Iterable[Any]) -> list[DayEvent]:
    fields = RELEVANT[table]
    return [
        DayEvent(*row)
        for row in found
        if row.type != EventType.CONFLICT_RESOLVED and not fields.isdisjoint(row.changes)
    ]


def last_change(*told: Sequence[DayEvent]) -> LastChange:
    """What was told of something, and of what it depends on, added up."""
    times = [event.at for events in told for event in events]
    return LastChange(len(times), max(times, default=_BEFORE_HISTORY))


def is_in_reach(day: datetime.date | None) -> bool:
    """The same rule as `in_reach` for one day."""
    return day is not None and -DAYS_BACK <= day - clock.today() <= DAYS_AHEAD


def day_lost(events: Iterable[DayEvent], field: str) -> datetime.date | None:
    """The day in a field that was told until lately, of what has none now, or one out of reach."""
    days = [
        datetime.date.fromisoformat(event.changes[field][0])
        for event in events
        if event.at >= kept_since() and event.changes.get(field, [None])[0]
    ]
    return next((day for day in reversed(days) if is_in_reach(day)), None)
