"""One event taken back: what it made goes, what it deleted comes, what it changed is as before."""

from typing import Any

from sqlalchemy import Column, Table, select

from planner.actions.errors import Refused
from planner.actions.history import (
    consequences,
    event_names,
    events,
    item_lists,
    loose_links,
    undelete,
)
from planner.actions.history.acts import undone
from planner.actions.history.moving import take_history_along
from planner.actions.history.row_json import identity_of, table_of, value_of
from planner.actions.plan import comments
from planner.database import Base, db
from planner.models import Activity, Event, EventType, Person
from planner.models.event import EventVerb
from planner.models.kinds import ActivityStatus

_MADE = ("created", "joined")
_REVERSED: dict[str, EventVerb] = {
    EventType.ACTIVITY_FINISHED: "reopened",
    EventType.ACTIVITY_CANCELLED: "reopened",
    EventType.ACTIVITY_CLAIMED: "released",
    EventType.ACTIVITY_RELEASED: "assigned",
}
_REOPENED: dict[ActivityStatus, EventVerb] = {
    ActivityStatus.DONE: "finished",
    ActivityStatus.CANCELLED: "cancelled",
}


def undo_event(event: Event, *, by: Person) -> None:
    """Take back one event; raise Refused when others have changed since what it changed."""
    verb = event.type.rpartition(".")[2]
    if verb == "deleted":
        undelete.undelete(event, by=by)
    elif verb in _MADE:
        _take_away(event, by=by)
    else:
        _set_back(event, by=by)


def _take_away(event: Event, *, by: Person) -> None:
    item = find(event)
    now = events.all_of(item)
    for field, (_nothing, value) in event.changes.items():
        if not _is(table_of(item), field, now.get(field, [None, None])[1], value):
            raise _changed_since(event, field)
    _refuse_used(event, item)
    comments.delete_all_of(item, by=by)
    events.record("deleted", item, by=by)
    db.session.delete(item)
    db.session.flush()


def _refuse_used(event: Event, item: Base) -> None:
    """What others have built on it would be lost with it.

    What was deleted once before may go again without what stays: that is tied to it as before.
    """
    loose = loose_links.columns_to(table_of(item)) if event.undoes_id is not None else ()
    for link in consequences.links_to(item.__tablename__):
        if link.column in loose:
            continue
        for other in link.items_of(item):
            identity = identity_of(other)
            user = _newest_of(other.__tablename__, identity)
            raise _touched_by(user, event_names.name_of(other)) if user else _changed_since(event)
    for owner, _changes in consequences.lists_without(item):
        user = _newest_of(owner.__tablename__, identity_of(owner))
        raise _touched_by(user, event_names.name_of(owner)) if user else _changed_since(event)


def _set_back(event: Event, *, by: Person) -> None:
    item = find(event)
    changes = {name: [new, old] for name, (old, new) in event.changes.items()}
    table = table_of(item)
    for field, (new, _old) in changes.items():
        if not _is(table, field, present(item, field), new):
            raise _changed_since(event, field)
    for field, (_new, old) in changes.items():
        put(item, field, old)
    db.session.flush()
    db.session.refresh(item)
    if "customer" in changes:
        take_history_along(item)
    events.record(_opposite(event, item), item, by=by, changes=changes)


def present(item: Base, field: str) -> Any:
    """What an item says now, as the history says it."""
    table = table_of(item)
    of = item_lists.named(table, field)
    if of is not None:
        return item_lists.said(of, identity_of(item))
    column = event_names.column_of(table, field)
    if column is None:
        raise Refused("This cannot be undone from the history.")
    value = getattr(item, column.key)
    target = event_names.target_of(column)
    return event_names.reference(target, value) if target else events.plain(value)


def put(item: Base, field: str, value: Any) -> None:
    """Let an item say what the history says."""
    table = table_of(item)
    of = item_lists.named(table, field)
    column = event_names.column_of(table, field)
    if of is not None:
        item_lists.replace(of, identity_of(item), value or [])
    elif column is not None:
        setattr(item, column.key, kept(column, value))


def kept(column: Column[Any], value: Any) -> Any:
    """What the column is to hold for what the history says; what it refers to must be there."""
    target = event_names.target_of(column)
    if target is None or value is None:
        return value_of(column, value)
    identity = event_names.found(target, value)
    if identity is None:
        name = value["name"] if isinstance(value, dict) else value
        raise Refused("“%(what)s” is not there any more. Bring that back first.", what=name)
    return identity


def find(event: Event) -> Base:
    """What the event is about, as it is now, kept from others until the commit."""
    item: Base | None = db.session.get(
        event_names.model_of(event.subject),
        event.subject_id,
        populate_existing=True,
        with_for_update={"key_share": True},
    )
    if item is None:
        raise _changed_since(event)
    return item


def _is(table: Table, field: str, one: Any, other: Any) -> bool:
    if item_lists.named(table, field) is not None:
        return item_lists.is_same_list(one, other)
    if isinstance(one, dict) and isinstance(other, dict):
        return bool(one["id"] == other["id"])
    return bool(one == other)


def _opposite(event: Event, item: Base) -> EventVerb:
    if event.type == EventType.ACTIVITY_REOPENED and isinstance(item, Activity):
        return _REOPENED.get(item.status, "updated")
    return _REVERSED.get(event.type, "updated")


def _changed_since(event: Event, field: str | None = None) -> Refused:
    """The refusal that names who has changed this (or just a field of it) after the event."""
    later = _later(event, field) or (_later(event, None) if field else None)
    if later is None:
        return Refused("“%(what)s” has changed since; it stays as it is.", what=event.subject_name)
    return _touched_by(later, event.subject_name)


def _touched_by(later: Event, what: str) -> Refused:
    """The refusal that names whose later change would be lost."""
    name = later.actor.name if later.actor else "—"
    if later.type.endswith(".deleted"):
        return Refused("%(name)s has deleted “%(what)s” since.", name=name, what=what)
    return Refused(
        "%(name)s has changed “%(what)s” since; it stays as it is.", name=name, what=what
    )


def _newest_of(table: str, identity: int) -> Event | None:
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
