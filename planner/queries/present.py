"""What items say now, as bare rows, to compare with what the history says of them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Table, select

from planner.database import Base, db

Key = tuple[str, int]


def rows_of(items: Iterable[Key]) -> dict[Key, dict[str, Any]]:
    """The rows of those that are still there, by table and id; one statement for each table."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for table, identity in items:
        wanted[table].add(identity)
    return {
        (name, row["id"]): dict(row)
        for name, ids in wanted.items()
        for row in _rows(Base.metadata.tables[name], ids)
    }


def _rows(table: Table, ids: set[int]) -> Iterable[Any]:
    return db.session.execute(select(table).where(table.c.id.in_(ids))).mappings()


def list_of(owner: Column[Any], value: Column[Any], ids: Iterable[int]) -> dict[int, list[Any]]:
    """What stands in a list of each of these items, by the columns that say whose and what."""
    statement = select(owner, value).where(owner.in_(list(ids)))
    found: dict[int, list[Any]] = defaultdict(list)
    for whose, what in db.session.execute(statement.order_by(owner, owner.table.c.position)):
        found[whose].append(what)
    return found
