"""Whether a change that began from an older version may go on: field by field, as on the page."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from planner.api.problems import Problem
from planner.api.reading import Item
from planner.database import db
from planner.models import Event, EventType
from planner.planfiles.shapes import Shape

ANY = "*"


def check_versions(
    shape: Shape, item: Item, patch: Mapping[str, Any] | None, began: int | str
) -> None:
    """Raise Problem where what is sent was changed since the version that it began from.

    Without a `patch` the whole item is meant. `*` takes what is there as it is.
    """
    if began in (ANY, item.version.number):
        return
    since = changed_since(shape, item, began) if isinstance(began, int) else set(item.said)
    fields = since if patch is None else since & set(patch)
    conflicts = {
        name: {"yours": None if patch is None else patch[name], "theirs": item.said.get(name)}
        for name in sorted(fields)
        if patch is None or patch[name] != item.said.get(name)
    }
    if conflicts or (patch is None and began != item.version.number):
        raise Problem("version", conflicts=conflicts)


def changed_since(shape: Shape, item: Item, version: int) -> set[str]:
    """The names of what later events have changed, of the item and as a whole of its parts."""
    own = select(Event.changes).where(
        Event.subject == shape.list,
        Event.subject_id == item.stored.id,
        Event.id > version,
        Event.type != EventType.CONFLICT_RESOLVED,
    )
    found = {name for changes in db.session.scalars(own) for name in changes}
    parts = {child.list for child in shape.children if child.list in shape.names}
    if not found and parts:
        return parts
    return {each for name in found for each in (name, name.partition("_")[0])} | (
        parts if item.version.number not in _own_ids(shape, item) else set()
    )


def _own_ids(shape: Shape, item: Item) -> set[int]:
    own = select(Event.id).where(Event.subject == shape.list, Event.subject_id == item.stored.id)
    return set(db.session.scalars(own))
