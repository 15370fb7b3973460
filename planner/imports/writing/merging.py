"""Which values of an export are news, and which were changed here by people since."""

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from planner.actions.editing import Values
from planner.actions.history.events import plain
from planner.database import Base, db
from planner.imports.dirt import Dirt
from planner.imports.writing.journal import NOON
from planner.imports.writing.outcome import Outcome
from planner.models import Event


@dataclass
class LastSaid:
    """What the export said last, by the names that events give to columns."""

    values: dict[str, Any] = field(default_factory=dict)
    customer_id: int | None = None


def news(
    subject: Base, values: Values, outcome: Outcome, before: LastSaid | None = None
) -> dict[str, Any]:
    """What of `values` is to be written to `subject`.

    A value that differs is news when the export said something else the last time. Otherwise it
    was changed here, which is noted and left as it is. What was said `before` is asked for unless
    it is given.
    """
    differing = _differing(subject, values)
    said = (before or said_about(subject)).values if differing else {}
    fresh = {}
    for column, value in differing.items():
        if said.get(column.removesuffix("_id")) == plain(value):
            noun = subject.__tablename__
            outcome.noted.add(Dirt.CHANGED_HERE, f"{noun}: {column.removesuffix('_id')}")
        else:
            fresh[column] = value
    return fresh


def _differing(subject: Base, values: Values) -> dict[str, Any]:
    return {
        key: value
        for key, value in values.items()
        if not _says_the_same(getattr(subject, key), value)
    }


def _says_the_same(here: Any, there: Any) -> bool:
    """Line ends, and letters with accents put together in another way, are no news."""
    if isinstance(here, str) and isinstance(there, str):
        return _as_compared(here) == _as_compared(there)
    return bool(here == there)


def _as_compared(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


def said_about(subject: Any) -> LastSaid:
    """What earlier imports wrote about a thing: all that made it, and changes without an actor
    or for a day (at noon sharp), since people act at a moment and under their names."""
    return _said_about(subject.__tablename__, [subject.id]).get(subject.id, LastSaid())


def said_before(about: Sequence[tuple[Any, Values]]) -> dict[int, LastSaid]:
    """The same for all things of one noun of which something else is said now, in one statement."""
    ids = [subject.id for subject, values in about if _differing(subject, values)]
    found = _said_about(about[0][0].__tablename__, ids) if ids else {}
    return {identity: found.get(identity, LastSaid()) for identity in ids}


def _said_about(table: str, ids: Sequence[int]) -> dict[int, LastSaid]:
    statement = (
        select(Event)
        .where(Event.subject == table, Event.subject_id.in_(ids))
        .order_by(Event.subject_id, Event.id)
    )
    found: dict[int, LastSaid] = defaultdict(LastSaid)
    for event in db.session.scalars(statement):
        identity = event.subject_id or 0
        # A database may give the number of what was deleted to something new.
        if event.type.endswith(".created"):
            found[identity] = LastSaid()
        elif event.actor_id is not None and event.at.timetz() != NOON:
            continue
        said = found[identity]
        said.customer_id = event.customer_id
        said.values |= {name: _identity(pair[1]) for name, pair in event.changes.items()}
    return found


def _identity(value: Any) -> Any:
    return value["id"] if isinstance(value, dict) else value
