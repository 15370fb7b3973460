"""The version of an item is the number of its last event, or of its parts' last one."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, select

from planner.database import db
from planner.models import Event
from planner.planfiles.shapes import Shape
from planner.planfiles.stored import Contents, Stored, chunks


class Version(NamedTuple):
    """`number` is 0, and there is no time, for what was never told of."""

    number: int
    at: datetime.datetime | None


NONE = Version(0, None)


def of_items(shape: Shape, items: Iterable[Stored], contents: Contents) -> dict[int, Version]:
    """The versions of items of one kind, by their ids."""
    listed = list(items)
    found = _last(shape.list, [item.id for item in listed])
    for child in shape.children:
        if child.list not in shape.names:
            continue
        parts = {part.id: item.id for item in listed for part in contents.items(child, item.id)}
        for part_id, version in _last(child.list, parts).items():
            owner = parts[part_id]
            found[owner] = max(found.get(owner, NONE), version, key=lambda each: each.number)
    return found


def _last(table: str, ids: Iterable[int]) -> dict[int, Version]:
    found: dict[int, Version] = {}
    for some in chunks(ids, 500):
        last = (
            select(func.max(Event.id))
            .where(Event.subject == table, Event.subject_id.in_(some))
            .group_by(Event.subject_id)
        )
        rows = select(Event.subject_id, Event.id, Event.at).where(Event.id.in_(last))
        found |= {owner or 0: Version(number, at) for owner, number, at in db.session.execute(rows)}
    return found
