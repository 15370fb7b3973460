"""What goes with nothing else and loses only its reference when an item goes.

A lead stays when the customer goes that it was of, since it says what somebody outside has sent.
The reference is kept with what was deleted, and is there again once that comes back.
"""

from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, select, update

from planner.database import Base, db

LooseLinks = dict[str, dict[str, list[int]]]
"""The ids of the rows that refer to an item, by table and column."""


@cache
def columns_to(table: Table) -> tuple[Column[Any], ...]:
    """By which rows refer to items of this table that outlast them."""
    return tuple(
        key.parent
        for each in Base.metadata.sorted_tables
        if _outlasts(each)
        for key in each.foreign_keys
        if key.column is table.c.get("id") and key.ondelete == "SET NULL"
    )


def _outlasts(table: Table) -> bool:
    """Whether its rows are part of nothing that could be deleted with them."""
    return "id" in table.c and all(key.ondelete != "CASCADE" for key in table.foreign_keys)


def found(connection: Connection, table: Table, identity: int) -> LooseLinks:
    """What refers to an item that is about to go."""
    links: LooseLinks = {}
    for column in columns_to(table):
        rows = select(column.table.c.id).where(column == identity).order_by(column.table.c.id)
        if ids := list(connection.scalars(rows)):
            links.setdefault(column.table.name, {})[column.name] = ids
    return links


def tie(links: LooseLinks, identity: int) -> None:
    """Let refer to the item again what refers to nothing else by now."""
    for name, columns in links.items():
        table = Base.metadata.tables[name]
        for column, ids in columns.items():
            is_loose = table.c.id.in_(ids) & table.c[column].is_(None)
            db.session.execute(update(table).where(is_loose).values({column: identity}))
