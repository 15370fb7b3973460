"""Whether what an act left still stands, and who has changed it since."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import select

from planner.actions.acts import undone
from planner.actions.errors import Refused
from planner.actions.event_names import verb_of
from planner.database import db
from planner.models import Event, EventType, Person
from planner.nouns import OF_TABLE


class Happened(Protocol):
    """An event, or a row of the history."""

    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...


def is_by_oneself(act: Sequence[Happened]) -> bool:
    """Whether nobody but the one who did it takes it back."""
    agreed = any(event.type == EventType.MEMBER_AGREED for event in act)
    return agreed or all(verb_of(event.type) in OF_TABLE[event.subject].by_oneself for event in act)


def refuse_foreign_hand(act: Sequence[Event], by: Person) -> None:
    """Nobody signs, agrees, asks or says anything in the place of somebody else, nor takes it back
    for them."""
    if is_by_oneself(act) and act[0].actor_id != by.id:
        name = act[0].actor.name if act[0].actor else "—"
        raise Refused("Only %(name)s can take this back.", name=name)


def changed_since(event: Event, field: str | None = None) -> Refused:
    """The refusal that names who has changed this (or just a field of it) after the event."""
    later = _later(event, field) or (_later(event, None) if field else None)
    if later is None:
        return Refused("“%(what)s” has changed since; it stays as it is.", what=event.subject_name)
    return touched_by(later, event.subject_name)


def touched_by(later: Event, what: str) -> Refused:
    """The refusal that names whose later change would be lost."""
    name = later.actor.name if later.actor else "—"
    if later.type.endswith(".deleted"):
        return Refused("%(name)s has deleted “%(what)s” since.", name=name, what=what)
    return Refused(
        "%(name)s has changed “%(what)s” since; it stays as it is.", name=name, what=what
    )


def newest_of(table: str, identity: int) -> Event | None:
    """The last thing that happened to an item, before the undo that is going on."""
    statement = select(Event).where(Event.subject == table, Event.subject_id == identity)
    found = db.session.scalars(statement.order_by(Event.id.desc()))
    return next((event for event in found if not _is_of_this_undo(event)), None)


def _is_of_this_undo(event: Event) -> bool:
    return undone() is not None and event.undoes_id == undone()


def _later(event: Event, field: str | None) -> Event | None:
    statement = select(Event).where(
        Event.subject == event.subject,
        Event.subject_id == event.subject_id,
        Event.id > event.id,
    )
    for later in db.session.scalars(statement.order_by(Event.id.desc())):
        if later.act == event.act or _is_of_this_undo(later):
            continue
        if field is None or field in later.changes:
            return later
    return None
