"""Rows as the history keeps them, and back again: every column, to the last digit."""

import datetime
import enum
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, Connection, Date, Enum, Select, Table, bindparam, insert, select

from planner.actions.history import loose_links
from planner.database import Base, db
from planner.models.item_lists import lists_of, owner_column
from planner.models.types import Amount, Moment

JsonRow = dict[str, Any]


def table_of(item: Base | type[Base]) -> Table:
    return cast(Table, item.__table__)


def identity_of(item: Base) -> int:
    return int(cast(Any, item).id)


def whole(item: Base) -> JsonRow:
    """An item as it is stored, with its lists and what refers to it and stays without it, so that
    `insert_row` makes the same of it."""
    return stored(db.session.connection(), table_of(item), identity_of(item))


def stored(connection: Connection, table: Table, identity: int) -> JsonRow:
    """The same for whoever writes without the models."""
    row = connection.execute(select(table).where(table.c.id == identity)).mappings().one()
    lists = {
        each.name: [_as_json(each, held) for held in found.mappings()]
        for each in lists_of(table)
        for found in (connection.execute(_list_of(each), {"owner_id": identity}),)
    }
    links = loose_links.found(connection, table, identity)
    kept: JsonRow = {"row": _as_json(table, row), "lists": lists}
    return {**kept, "links": links} if links else kept


def rows_of(of: Table, owner_id: int) -> list[Mapping[Any, Any]]:
    """The rows of one item's list, in their order."""
    db.session.flush()
    found = db.session.connection().execute(_list_of(of), {"owner_id": owner_id})
    return [dict(row) for row in found.mappings()]


@cache
def _list_of(of: Table) -> Select[Any]:
    return select(of).where(owner_column(of) == bindparam("owner_id")).order_by(of.c.position)


def referring(column: Column[Any], identity: int) -> list[JsonRow]:
    """The rows of a table that refer to an item in this column, as they are stored."""
    statement = select(column.table).where(column == identity)
    return [_as_json(column.table, row) for row in db.session.execute(statement).mappings()]


def insert_row(table: Table, row: JsonRow) -> None:
    """Write a row that was kept."""
    values = {name: value_of(table.c[name], value) for name, value in row.items()}
    db.session.execute(insert(table), values)


def value_of(column: Column[Any], kept: Any) -> Any:
    """What the column held, of what the history says."""
    if kept is None:
        return None
    match column.type:
        case Amount():
            value: Any = Decimal(str(kept))
        case Date():
            value = datetime.date.fromisoformat(kept)
        case Moment():
            value = datetime.datetime.fromisoformat(kept)
        case Enum(enum_class=kind) if kind is not None:
            value = kind(kept)
        case _:
            value = kept
    return value


def _as_json(table: Table, row: Mapping[Any, Any]) -> JsonRow:
    return {column.name: exact(row[column.name]) for column in table.c}


def exact(value: Any) -> Any:
    """A value as JSON keeps it, to the last digit."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value
