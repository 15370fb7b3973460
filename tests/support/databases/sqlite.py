"""SQLite databases that are already migrated."""

import atexit
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from tests.support import run
from tests.support.databases.migrations import migrate, migrations

PATIENCE = 120.0
# Also sqlite_sequence: the ids that were given. The index of the search empties itself.
_TABLES = """
    SELECT name FROM sqlite_schema
    WHERE type = 'table' AND name <> 'alembic_version' AND name NOT LIKE 'search_index%'
"""


def _make_template() -> str:
    done = run.kept("migrated", migrations()) / "migrated.sqlite"
    if not done.exists():
        file = run.folder() / "migrated.sqlite"
        file.unlink(missing_ok=True)
        migrate(f"sqlite:///{file}")
        # Only the one file is copied, so nothing may be left in the journal beside it.
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(file, done.with_suffix(".new"))
        done.with_suffix(".new").replace(done)
    return str(done)


def empty_database(folder: Path) -> str:
    """The address of a database in this folder without any tables."""
    return f"sqlite:///{folder / 'planner.sqlite'}"


def migrated_database(folder: Path) -> str:
    """The address of a new database in this folder with all tables and no rows."""
    shutil.copyfile(run.once("sqlite-template", _make_template), folder / "planner.sqlite")
    return empty_database(folder)


class _Shared:
    """The database that the tests of one process use one after the other.

    The connection that empties it stays open: to read all tables' definitions anew, and to delete
    from each what is in none of them, took ten times as long as the rest.
    """

    def __init__(self, name: str) -> None:
        self.file = run.folder() / f"{name}.sqlite"
        self._made: sqlite3.Connection | None = None

    def address(self) -> str:
        """Where it is; it is made when it is asked for first, or when it was spoiled."""
        if self._made is None:
            shutil.copyfile(run.once("sqlite-template", _make_template), self.file)
            self._made = sqlite3.connect(self.file, timeout=PATIENCE, isolation_level=None)
            self._made.execute("PRAGMA synchronous = OFF")
            atexit.register(self._made.close)
        return f"sqlite:///{self.file}"

    def empty(self) -> None:
        """Take away all rows and begin to count anew; raise where somebody still writes."""
        database, self._made = self._made, None
        assert database is not None
        try:
            _empty(database)
        except sqlite3.OperationalError:
            database.close()
            for part in self.file.parent.glob(f"{self.file.name}*"):
                part.unlink()
            raise
        self._made = database


_shared = cache(_Shared)


@contextmanager
def shared_database(name: str) -> Iterator[str]:
    """The address of the database of this process with all tables and no rows.

    Who still writes into it makes the end fail: it waits for the lock for PATIENCE seconds.
    """
    yield _shared(name).address()
    _shared(name).empty()


def _empty(database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    for (table,) in database.execute(_TABLES).fetchall():
        if database.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608 - our names
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - the database's own names
    database.execute("DROP TABLE IF EXISTS sqlite_stat1")  # how the tables were filled
    database.execute("COMMIT")


def rows_of(database: sqlite3.Connection) -> dict[str, list[tuple[Any, ...]]]:
    """All that is in the database by its tables, as it is stored there."""
    tables = [name for (name,) in database.execute(_TABLES) if name != "sqlite_sequence"]
    found = {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608 - our names
    return {table: rows for table, rows in found.items() if rows}


def write(database: sqlite3.Connection, kept: dict[str, list[tuple[Any, ...]]]) -> None:
    """Write what was kept into an empty database, in a transaction that somebody else has begun."""
    database.execute("PRAGMA defer_foreign_keys = ON")  # in any order, whatever refers to it
    for table, rows in kept.items():
        places = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608 - our names


def copy_from(address: str, file: Path) -> None:
    """Keep all that is in the database in a file, to be copied into others by `copy_into`."""
    with (
        closing(sqlite3.connect(make_url(address).database or "")) as database,
        closing(sqlite3.connect(file)) as kept,
    ):
        database.backup(kept)


def copy_into(address: str, file: Path) -> None:
    """Make everything in the database what it was when it was kept."""
    with (
        closing(sqlite3.connect(make_url(address).database or "")) as database,
        closing(sqlite3.connect(f"{file.as_uri()}?immutable=1", uri=True)) as kept,
    ):
        database.execute("PRAGMA synchronous = OFF")
        kept.backup(database)
