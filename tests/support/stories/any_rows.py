"""Rows of any values in every table: what has to hold whatever a table holds is tried on them."""

import datetime
from contextlib import suppress
from decimal import Decimal
from random import Random
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Enum,
    Integer,
    LargeBinary,
    String,
    Table,
    select,
    text,
)
from sqlalchemy.exc import IntegrityError

from planner.database import Base
from planner.models.types import Amount

TEXTS = ["Ö'\"\\", "two\nlines\r\n", "👩‍💻 ﬁ", '{"a": null}', " blanks ", "", "%s :x -- ;"]
FIRST = 900_001
ROWS = 3
TRIES = 300


def fill_all_tables(connection: Connection, chance: Random) -> None:
    """Put rows into each table of an empty database; the first has nothing where that may be."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))  # rows refer to later ones
    for table in Base.metadata.sorted_tables:
        for number in range(ROWS):
            _add_row(connection, table, number, chance)


def _add_row(connection: Connection, table: Table, number: int, chance: Random) -> None:
    """Try until the values keep to what the table demands of them."""
    for _ in range(TRIES - 1):
        with suppress(IntegrityError), connection.begin_nested():
            connection.execute(table.insert(), _row(connection, table, number, chance))
            return
    connection.execute(table.insert(), _row(connection, table, number, chance))


def _row(connection: Connection, table: Table, number: int, chance: Random) -> dict[str, Any]:
    return {
        column.name: None
        if column.nullable and (number == 0 or chance.random() < 0.2)
        else _value(connection, column, number, chance)
        for column in table.columns
    }


def _value(connection: Connection, column: Column[Any], number: int, chance: Random) -> Any:
    for key in column.foreign_keys:
        if key.column.table is column.table:
            return FIRST + (number + 1) % ROWS
        there = connection.scalars(select(key.column).order_by(key.column)).all()
        # Where two columns refer to the same, they need not be the same one.
        return chance.choice(there) if _refers_twice(column.table, key.column) else there[number]
    kind = column.type
    if isinstance(kind, Integer):
        return FIRST + number if column.primary_key else chance.choice([number, number + 1, FIRST])
    if isinstance(kind, Enum):
        return chance.choice(list(kind.enum_class or kind.enums))
    if isinstance(kind, String):
        return f"{number} {chance.choice(TEXTS)}"[: kind.length]
    return _value_of(kind, chance)


def _refers_twice(table: Table, to: Column[Any]) -> bool:
    return len([key for key in table.foreign_keys if key.column is to]) > 1


def _value_of(kind: object, chance: Random) -> Any:
    if isinstance(kind, Boolean):
        return chance.random() < 0.5
    if isinstance(kind, Date):
        return datetime.date(2026, 1, 1) + datetime.timedelta(chance.randrange(400))
    if isinstance(kind, Amount):
        return Decimal(chance.randrange(1, 4000)) / 100
    if isinstance(kind, LargeBinary):
        return chance.randbytes(300)
    if isinstance(kind, JSON):
        return {"a": [None, 1.5, chance.choice(TEXTS)]}
    assert isinstance(getattr(kind, "impl", kind), DateTime), kind
    return datetime.datetime.fromtimestamp(chance.random() * 2e9, datetime.UTC)
