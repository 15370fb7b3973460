"""What goes when an item goes, and what no longer refers to it: found in the tables themselves.

The database would see to all of it without a word; the history must not miss any of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Table, select

from planner.actions.history import event_names, events, item_lists, loose_links
from planner.actions.history.row_json import identity_of, table_of
from planner.actions.plan import comments
from planner.database import Base, db
from planner.models import Person
from planner.models.item_lists import LISTS, owner_column


@dataclass(frozen=True, slots=True)
class Link:
    """A column that refers to items of some table."""

    column: Column[Any]
    goes_too: bool
    """Whether what refers to the item is deleted with it, or stays without the reference."""

    @property
    def table(self) -> Table:
        return self.column.table

    def items_of(self, item: Base) -> list[Base]:
        """The items that refer to this one in the column."""
        model = event_names.model_of(self.table.name)
        statement = select(model).where(self.column == identity_of(item))
        return list(db.session.scalars(statement.order_by(self.table.c.id)))


@cache
def links_to(table: str) -> tuple[Link, ...]:
    """Everything that has a history of its own and refers to items of this table."""
    keys = [
        key
        for each in Base.metadata.sorted_tables
        for key in each.foreign_keys
        if key.column.table.name == table and event_names.has_history(each)
    ]
    return tuple(Link(key.parent, key.ondelete == "CASCADE") for key in keys)


@cache
def named_in_lists(table: str) -> tuple[Column[Any], ...]:
    """The columns by which lists of other items name items of this table."""
    return tuple(
        key.parent
        for name in LISTS
        for key in Base.metadata.tables[name].foreign_keys
        if key.column.table.name == table
        and key.parent is not owner_column(Base.metadata.tables[name])
    )


def record(item: Base, *, by: Person) -> list[Base]:
    """Tell of all that the deletion of `item` brings with it; call it before deleting.

    Returns what stays without it, which is to be loaded anew after the deletion.
    """
    changed: list[Base] = []
    for link in links_to(item.__tablename__):
        for other in link.items_of(item):
            if link.goes_too:
                _record_gone(other, by=by)
                continue
            # What cannot be taken back by itself is kept with the deletion, and comes with it.
            if link.column not in loose_links.columns_to(table_of(item)):
                setattr(other, link.column.key, None)
                _record_changed(other, None, by=by)
            changed.append(other)
    for owner, changes in lists_without(item):
        _record_changed(owner, changes, by=by)
        changed.append(owner)
    return changed


def _record_gone(other: Base, *, by: Person) -> None:
    comments.delete_all_of(other, by=by)
    record(other, by=by)
    events.record("deleted", other, by=by)


def _record_changed(other: Base, changes: events.Changes | None, *, by: Person) -> None:
    events.record("updated", other, by=by, changes=changes)


def lists_without(item: Base) -> Iterator[tuple[Base, events.Changes]]:
    """Who has the item in a list, with the list before and after."""
    for column in named_in_lists(item.__tablename__):
        of = column.table
        identity = identity_of(item)
        owners = select(owner_column(of)).where(column == identity).distinct()
        model = event_names.model_of(next(iter(owner_column(of).foreign_keys)).column.table.name)
        for owner_id in db.session.scalars(owners.order_by(owner_column(of))).all():
            without = item_lists.said(of, owner_id, but={column.key: identity})
            changes = {item_lists.list_name_of(of): [item_lists.said(of, owner_id), without]}
            yield db.session.get_one(model, owner_id), changes
