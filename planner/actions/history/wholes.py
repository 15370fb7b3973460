"""Deleting something with all that hangs on it, so that all of it can come back.

Each part that has a history leaves an event with its row, those on which others hang last: taken
back in the other order, each finds what it belongs to. What has none is kept with what it was of.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Column, inspect

from planner.actions.history import acts, events
from planner.actions.history.consequences import links_to
from planner.actions.history.row_json import identity_of, referring
from planner.database import Base, db
from planner.models import Contact, Person, Presence
from planner.models.item_lists import LISTS
from planner.models.mixins import OfCustomer
from planner.nouns import OF_TABLE

_Identity = tuple[str, int]


def remove(item: Base, *, by: Person) -> None:
    """Delete an item and its parts; nobody is told of each part."""
    with acts.as_a_whole():
        for each in reversed([item, *_parts_of(item)]):
            _record(each, by=by)
    db.session.delete(item)
    db.session.flush()
    db.session.expire_all()


def _parts_of(item: Base) -> list[Base]:
    """All that goes with an item and has a history, first that on which others hang."""
    found: dict[_Identity, Base] = {}
    waiting = [item]
    while waiting:
        for part in _next(waiting.pop()):
            if found.setdefault(_identity(part), part) is part and part not in waiting:
                waiting.append(part)
    return sorted(found.values(), key=_rank)


def _next(item: Base) -> Iterator[Base]:
    for link in links_to(item.__tablename__):
        if link.goes_too and _leaves_events(link.table.name):
            yield from link.items_of(item)


def _identity(item: Base) -> _Identity:
    return item.__tablename__, identity_of(item)


def _leaves_events(table: str) -> bool:
    return table in OF_TABLE and "deleted" in OF_TABLE[table].happened


def _rank(item: Base) -> tuple[int, int, int]:
    """What belongs to the customer comes first, since the lists of talks name contacts."""
    order = 0 if isinstance(item, OfCustomer) else 1 + _order()[item.__tablename__]
    return order, _bosses(item), identity_of(item)


@cache
def _order() -> dict[str, int]:
    return {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


def _bosses(item: Base) -> int:
    """How many stand above a contact."""
    above: list[Base] = []
    while isinstance(item, Contact) and item.reports_to is not None and item not in above:
        above.append(item)
        item = item.reports_to
    return len(above)


def _record(item: Base, *, by: Person) -> None:
    event = events.record("deleted", item, by=by)
    beside = {column.table.name: referring(column, identity_of(item)) for column in _beside(item)}
    if event is not None and event.kept is not None and any(beside.values()):
        event.kept = {**event.kept, "beside": {name: held for name, held in beside.items() if held}}


def _beside(item: Base) -> list[Column[Any]]:
    """The columns by which what has no history would go with the item."""
    table = inspect(type(item)).local_table
    return [
        key.parent
        for each in Base.metadata.sorted_tables
        for key in each.foreign_keys
        if key.column.table is table and key.ondelete == "CASCADE" and _is_beside(each.name)
    ]


def _is_beside(table: str) -> bool:
    """Lists are kept with their items; who is on a page right now is nothing to keep."""
    return not _leaves_events(table) and table not in (*LISTS, Presence.__tablename__)
