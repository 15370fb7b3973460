"""Many rows into a database: a thousand of each are invented, the rest the database copies."""

import datetime
from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, insert, select, text

from planner.database import db, refresh_statistics
from tools.bench import invented
from tools.bench.invented import Rows

BASE = 1000
SHARED = ("teams", "fields", "people")  # not copied with the plans
Invent = Callable[[int, datetime.date], Rows]


def fill(engine: Engine, number: int, today: datetime.date, invent: Invent = invented.rows) -> None:
    """Fill a new database with so many of what `invent` makes, a plan or a customer.

    More than a thousand means whole thousands.
    """
    rows = invent(min(number, BASE), today)
    counts = {table: len(items) for table, items in rows.items()}
    with engine.begin() as connection:
        for table in db.metadata.sorted_tables:
            if table.name in rows:
                for columns in {tuple(sorted(row)) for row in rows[table.name]}:
                    alike = [row for row in rows[table.name] if tuple(sorted(row)) == columns]
                    connection.execute(insert(table), alike)
    for copy in range(1, number // BASE):
        with engine.begin() as connection:
            _copy(connection, copy, counts)
    _refresh_statistics(engine)


def _copy(connection: Connection, number: int, counts: dict[str, int]) -> None:
    """One more copy of the first plans, with ids that go on where the last copy ended."""
    for table in db.metadata.sorted_tables:
        if table.name not in counts or table.name in SHARED:
            continue
        first = next(iter(table.primary_key.columns))
        most = counts[_referred_to(first) or table.name]
        values = [_copied(column, number, counts) for column in table.columns]
        statement = select(*values).where(first <= most)
        connection.execute(insert(table).from_select(list(table.columns), statement))


def _copied(column: "Column[Any]", number: int, counts: dict[str, int]) -> "ColumnElement[Any]":
    table = _referred_to(column)
    if column.name == "id" and table is None:
        table = column.table.name
    if table in counts and table not in SHARED:
        return column + number * counts[table]
    return column + f"-{number}" if _is_customer_key(column) else column


def _referred_to(column: "Column[Any]") -> str | None:
    """The table that the column refers to."""
    keys = [key.column.table for key in column.foreign_keys]
    return keys[0].name if keys and isinstance(keys[0], Table) else None


def _is_customer_key(column: "Column[Any]") -> bool:
    return column.name == "key" and column.table.name == "customers"


def _refresh_statistics(engine: Engine) -> None:
    """What a server in use has, which does that when it starts or by itself."""
    refresh_statistics()
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
