"""Which rows are somebody's own, and which only say what they did; said by the foreign keys."""

from collections import Counter
from typing import Any

from sqlalchemy import Column, Table, func, select

from planner.database import Base, db
from planner.models import Contact, ImportedItem, Person

_NOT_THEIRS = frozenset({"earlier_standings", "entry_contacts"})
"""Of what the database deletes with the row: on which side somebody was, and which talks there
were, is what happened."""
_THEIRS = frozenset({ImportedItem.__tablename__})
"""Of what it would not delete: as what another program knows somebody."""


def table_of_item(item: Person | Contact) -> Table:
    return Base.metadata.tables[item.__tablename__]


def columns_leading_to(table: Table) -> list[Column[Any]]:
    """The columns of other tables that refer to this one, those of parts of others first."""
    return [
        column
        for other in reversed(Base.metadata.sorted_tables)
        for column in other.columns
        if other is not table and any(key.column.table is table for key in column.foreign_keys)
    ]


def goes(column: Column[Any]) -> bool:
    """Whether a row that refers to somebody in this column is about nobody else."""
    table = column.table.name
    with_row = any(key.ondelete == "CASCADE" for key in column.foreign_keys)
    return table in _THEIRS or (with_row and table not in _NOT_THEIRS)


def kept_of(item: Person | Contact) -> Counter[str]:
    """How many rows of each table still say that it was one and the same who did it."""
    counts: Counter[str] = Counter()
    for column in columns_leading_to(table_of_item(item)):
        if not goes(column):
            number = select(func.count()).select_from(column.table).where(column == item.id)
            counts[column.table.name] += db.session.scalar(number) or 0
    return +counts
