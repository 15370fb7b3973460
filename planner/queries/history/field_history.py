"""What has become of a field since somebody read it, from the history of the thing it is of."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, inspect, or_, select

from planner.database import Base, db, from_row, from_rows
from planner.insights.versions import version
from planner.models import Event, EventType, Person

_MOST = 2000
# What lost in a conflict was never the value.
_NO_CHANGES = (EventType.CONFLICT_RESOLVED,)


@dataclass(frozen=True, slots=True)
class FieldEvent:
    """An event with who caused it; `actor` is None for the command line."""

    id: int
    at: datetime.datetime
    type: str
    actor_id: int | None
    actor: str | None
    subject: str
    subject_id: int | None
    changes: dict[str, list[Any]]
    submission: str | None


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """What happened to one field since it had a version, the newest first.

    `is_known` says whether it ever had that version; `original` is what it was then.
    """

    is_known: bool
    original: Any
    changes: list[FieldEvent]


def field_events_of_item(item: Base) -> list[FieldEvent]:
    """What happened to an item, the newest first."""
    return _read(_EVENTS.where(_own(item)))


def of_settings() -> list[FieldEvent]:
    """What the organisation decided for itself, the newest first."""
    return _read(_EVENTS.where(Event.type == EventType.SETTING_CHANGED))


def by_form(item: Base | None, submission: str, person_id: int) -> list[FieldEvent]:
    """What somebody has saved already with one and the same form, of an item or of the settings."""
    of_what = Event.type == EventType.SETTING_CHANGED if item is None else _own(item)
    by_it = and_(Event.submission == submission, Event.actor_id == person_id)
    return _read(_EVENTS.where(of_what, by_it))


def of_item_and_parts(item: Base, after: int) -> list[FieldEvent]:
    """What happened to an item and to what would go with it, after the event of that id."""
    return _read(_EVENTS.where(_whole(item), Event.id > after))


def last_of_type(item: Base, happened: EventType) -> FieldEvent | None:
    """The last time that this happened to an item."""
    found = _read(_EVENTS.where(_own(item), Event.type == happened))
    return found[0] if found else None


def last_of(item: Base) -> int:
    """The id of the last event of an item and of what would go with it; 0 if there is none."""
    statement = select(Event.id).where(_whole(item)).order_by(Event.id.desc()).limit(1)
    return db.session.scalar(statement) or 0


@dataclass(frozen=True, slots=True)
class Deletion:
    """That a thing was deleted, with what it was called and all that it held."""

    event_id: int
    at: datetime.datetime
    actor: str | None
    subject: str
    subject_id: int
    name: str
    plan_id: int | None
    customer_id: int | None
    held: dict[str, list[Any]]


def deletion_of(table: str, identity: int) -> Deletion | None:
    """When and by whom the thing with this id was deleted, if it ever was."""
    row = db.session.execute(_DELETIONS, {"table": table, "identity": identity}).first()
    return from_row(Deletion, row) if row else None


def since(history: Sequence[FieldEvent], field: str, began: str) -> ChangedSince:
    """What happened to a field since it had the version that somebody began from."""
    changes: list[FieldEvent] = []
    for event in history:
        is_first = event.type.endswith(".created")
        # What is empty from the beginning is not told.
        old, new = event.changes.get(field, (None, None))
        if field in event.changes or is_first:
            if version(new) == began:
                return ChangedSince(True, new, changes)
            changes.append(event)
            if version(old) == began:
                return ChangedSince(True, old, changes)
        if is_first:
            break  # what came before was of another thing that had the same id
    return ChangedSince(False, None, changes)


def since_form(
    history: Sequence[FieldEvent], field: str, began: str, own: Sequence[FieldEvent]
) -> ChangedSince:
    """The same for a form with which `own` were saved, the newest first: what others changed since
    the form was made; `original` is what stood in it then."""
    identities = {event.id for event in own}
    first = min(identities)
    before = since([event for event in history if event.id <= first], field, began)
    later = [event for event in history if event.id > first and field in event.changes]
    changes = [event for event in (*later, *before.changes) if event.id not in identities]
    return ChangedSince(before.is_known, before.original, changes)


def _own(item: Base) -> ColumnElement[bool]:
    identity = inspect(item).identity or (None,)
    return and_(Event.subject == item.__tablename__, Event.subject_id == identity[0])


def _whole(item: Base) -> ColumnElement[bool]:
    parts = [
        and_(Event.subject == table, Event.subject_id.in_(identities))
        for table, identities in _parts(item)
    ]
    return or_(_own(item), *parts)


def _parts(item: Base) -> Iterator[tuple[str, list[int]]]:
    """What has a history of its own and would be deleted with the item."""
    for relation in inspect(item).mapper.relationships:
        if relation.cascade.delete_orphan and relation.uselist:
            parts = getattr(item, relation.key)
            identities = [part.id for part in parts if hasattr(part, "id")]
            if identities:
                yield parts[0].__tablename__, identities


_EVENTS = (
    select(
        Event.id,
        Event.at,
        Event.type,
        Event.actor_id,
        Person.name.label("actor"),
        Event.subject,
        Event.subject_id,
        Event.changes,
        Event.submission,
    )
    .outerjoin(Person, Person.id == Event.actor_id)
    .where(Event.type.not_in(_NO_CHANGES))
    .order_by(Event.id.desc())
    .limit(_MOST)
)


_DELETIONS = (
    select(
        Event.id.label("event_id"),
        Event.at,
        Person.name.label("actor"),
        Event.subject,
        Event.subject_id,
        Event.subject_name.label("name"),
        Event.plan_id,
        Event.customer_id,
        Event.changes.label("held"),
    )
    .outerjoin(Person, Person.id == Event.actor_id)
    .where(
        Event.subject == bindparam("table"),
        Event.subject_id == bindparam("identity"),
        Event.type.endswith(".deleted"),
    )
    .order_by(Event.id.desc())
    .limit(1)
)


def _read(statement: Select[Any]) -> list[FieldEvent]:
    return from_rows(FieldEvent, db.session.execute(statement))
