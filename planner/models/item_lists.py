"""Which tables hold the lists of items (who takes part, what was decided), and how they do."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Table

from planner.database import Base

# What a list of an item is called in the history, by the table that holds it.
LISTS: dict[str, str] = {
    "acquaintances": "known_by",
    "attendances": "attendees",
    "decisions": "decisions",
    "entry_contacts": "contacts",
    "entry_participations": "participants",
    "participations": "participants",
    "planning_participations": "participants",
}


@cache
def owner_column(table: Table) -> Column[Any]:
    """The column of a list's table that says whose list it is."""
    return next(column for column in table.primary_key if column.foreign_keys)


@cache
def content_columns(of: Table) -> Sequence[Column[Any]]:
    """What stands in a list beside whose it is and in which order."""
    return [c for c in of.c if c.name != "position" and c is not owner_column(of)]


@cache
def lists_of(table: Table) -> Sequence[Table]:
    """The tables of the lists that an item of `table` has; asked for every row of an import."""
    if "id" not in table.c:
        return []
    known = (Base.metadata.tables[name] for name in LISTS)
    return [each for each in known if owner_column(each).references(table.c.id)]
