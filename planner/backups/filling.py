"""Fills empty tables with the rows of a backup."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, ForeignKeyConstraint, Table, inspect, select, text
from sqlalchemy.schema import DropTable

from planner.backups import BackupRefused
from planner.backups.numbers import set_numbers
from planner.backups.reading import Backup
from planner.backups.values import Read, keep_nothing_apart_from_null, reader
from planner.backups.writing import tables_of

_AT_ONCE = 1000
_MIGRATIONS = "alembic_version"


def keep_others_out(connection: Connection) -> None:
    """Let nobody change anything until this transaction ends; on SQLite it begins like that."""
    tables = [connection.dialect.identifier_preparer.quote(t.name) for t in tables_of(connection)]
    if connection.dialect.name == "postgresql" and tables:
        connection.execute(text("SET LOCAL lock_timeout = '30s'"))
        connection.execute(text(f"LOCK TABLE {', '.join(tables)}"))


def has_no_rows(connection: Connection) -> bool:
    """Whether the database has none of the program's rows; it may have the tables."""
    return all(
        connection.execute(select(1).select_from(table).limit(1)).first() is None
        for table in tables_of(connection)
    )


def drop_tables(connection: Connection) -> None:
    """Take the program's tables away, in this transaction."""
    for table in reversed(tables_of(connection)):
        connection.execute(DropTable(table))
    if inspect(connection).has_table(_MIGRATIONS):
        connection.execute(text(f"DROP TABLE {_MIGRATIONS}"))


def fill(connection: Connection, backup: Backup, *, step: Callable[[], None]) -> None:
    """Write all rows into the tables, which must be those of the backup's migration and empty.

    Raise BackupRefused if they are not. `step` is called for every row.
    """
    tables = tables_of(connection)
    if {table.name for table in tables} != set(backup.manifest.tables):
        raise BackupRefused("the backup's tables are not those of its migration.")
    with _in_any_order(connection, tables):
        for table in tables:
            _fill(connection, table, backup, step)
    set_numbers(connection, tables, backup.manifest.numbers)


def _fill(connection: Connection, table: Table, backup: Backup, step: Callable[[], None]) -> None:
    make = _row_maker(table, connection.dialect.name)
    rows = backup.rows(table.name)
    try:
        while some := [make(row) for row in islice(rows, _AT_ONCE)]:
            connection.execute(table.insert(), some)
            for _ in some:
                step()
    except (ValueError, TypeError, ArithmeticError) as error:
        raise BackupRefused(f"a row of {table.name} cannot be read: {error}.") from error


def _row_maker(table: Table, dialect: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    readers: dict[str, Read] = {}
    for column in table.columns:
        keep_nothing_apart_from_null(column)
        if read := reader(column, dialect):
            readers[column.name] = read
    names = set(table.columns.keys())

    def make(row: dict[str, Any]) -> dict[str, Any]:
        if row.keys() != names:
            raise BackupRefused(f"a row of {table.name} has other columns than its migration.")
        for name, read in readers.items():
            if row[name] is not None:
                row[name] = read(row[name])
        return row

    return make


@contextmanager
def _in_any_order(connection: Connection, tables: list[Table]) -> Iterator[None]:
    """Let a row refer to a later one of the same table until all are there.

    On SQLite foreign keys are off while tables are made anew, and are looked through at the end.
    """
    own = [key for table in tables for key in _to_itself(table)]
    if connection.dialect.name == "sqlite":
        yield
        if connection.execute(text("PRAGMA foreign_key_check")).first():
            raise BackupRefused("rows of the backup refer to others that it does not have.")
        return
    _alter(connection, own, "DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
    _alter(connection, own, "NOT DEFERRABLE")


def _to_itself(table: Table) -> list[ForeignKeyConstraint]:
    return [key for key in table.foreign_key_constraints if key.referred_table is table]


def _alter(connection: Connection, keys: list[ForeignKeyConstraint], how: str) -> None:
    quoted = connection.dialect.identifier_preparer.quote
    for key in keys:
        table, name = quoted(key.table.name), quoted(str(key.name))
        connection.execute(text(f"ALTER TABLE {table} ALTER CONSTRAINT {name} {how}"))
