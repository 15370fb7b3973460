"""One real PostgreSQL for the whole test run, and databases in it that are already migrated."""

import atexit
import pickle
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from planner import places
from tests.support import run
from tests.support.databases.migrations import migrate

ROOT = places.PACKAGE.parent
TEMPLATE = "migrated"
# The same order and the same capitals on every machine.
LOCALE = (
    "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
)
PATIENCE = 120.0
"""Seconds for a connection to end what it began; after them a test is said to leave it open."""

_OPEN = """
    SELECT state || ': ' || query FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
"""
# Deletes where there is something to delete: emptying a table anew costs far more than looking.
_EMPTY = """
DO $$
DECLARE
  one text;
  is_filled boolean;
BEGIN
  SET LOCAL lock_timeout = '120s';
  SET LOCAL session_replication_role = replica;  -- in any order, whatever refers to it
  FOR one IN
    SELECT tablename FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> 'alembic_version'
  LOOP
    EXECUTE format('SELECT EXISTS (SELECT FROM %I)', one) INTO is_filled;
    IF is_filled THEN
      EXECUTE format('DELETE FROM %I', one);
    END IF;
  END LOOP;
  PERFORM setval(format('%I', sequencename)::regclass, 1, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END
$$
"""
_VACUUM_EVERY = 50  # what was deleted is still read over until then


def _start() -> str:
    folder = run.folder()
    with (folder / "keeper.log").open("w") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.support.databases.postgres_keeper", str(folder)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            start_new_session=True,
        )
    assert keeper.stdout
    with keeper.stdout:
        address = keeper.stdout.readline().strip()
    if not address:
        raise RuntimeError(f"PostgreSQL did not start: {(folder / 'keeper.log').read_text()}")
    keeper.returncode = 0  # it outlives this process on purpose
    return address


@cache
def _server() -> str:
    return run.once("postgres", _start)


def _url(database: str) -> str:
    return make_url(_server()).set(database=database).render_as_string(hide_password=False)


def _administer(*statements: str) -> None:
    with _connected(_server()) as server:
        server.autocommit = True
        for statement in statements:
            server.execute(statement.encode())


def _connected(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    plain = make_url(address).set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False))


def _make_template() -> str:
    _administer(
        f"DROP DATABASE IF EXISTS {TEMPLATE}",
        f"CREATE DATABASE {TEMPLATE} TEMPLATE template0 {LOCALE}",
    )
    migrate(_url(TEMPLATE))
    return TEMPLATE


@contextmanager
def empty_database(name: str) -> Iterator[str]:
    """The address of a new database without any tables; it goes at the end."""
    _administer(f"CREATE DATABASE {name} TEMPLATE template0 {LOCALE}")
    yield _url(name)
    _administer(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def closed(name: str) -> Iterator[None]:
    """Nobody gets into this database, and whoever was in it is out."""
    _administer(
        f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false",
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",  # noqa: S608 - a name of ours
    )
    yield
    _administer(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")


@contextmanager
def migrated_database(name: str) -> Iterator[str]:
    """The address of a new database with all tables and no rows; it goes at the end."""
    template = run.once("postgres-template", _make_template)
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _url(name)
    _administer(f"DROP DATABASE {name} WITH (FORCE)")


class _Shared:
    """The database that the tests of one process use one after the other."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._times_emptied = 0
        self._made: psycopg.Connection[tuple[Any, ...]] | None = None

    def address(self) -> str:
        """Where it is; it is made when it is asked for first, or when it was spoiled."""
        if self._made is None:
            template = run.once("postgres-template", _make_template)
            _administer(
                f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)",
                f"CREATE DATABASE {self.name} TEMPLATE {template}",
            )
            self._made = _connected(_url(self.name))
            self._made.autocommit = True
            atexit.register(self._made.close)
        return _url(self.name)

    def empty(self) -> None:
        """Take away all rows and begin to count anew; raise where a transaction was left open."""
        connection, self._made = self._made, None
        assert connection is not None
        if still_open := _still_open(connection):
            connection.close()
            raise StillOpenError(still_open)
        connection.execute(_EMPTY)
        self._times_emptied += 1
        if self._times_emptied % _VACUUM_EVERY == 0:
            connection.execute("VACUUM")
        self._made = connection


class StillOpenError(Exception):
    """A test has left a transaction open; it says what was done last in it."""


def _still_open(connection: psycopg.Connection[tuple[Any, ...]]) -> list[str]:
    deadline = time.monotonic() + PATIENCE
    while found := [one for (one,) in connection.execute(_OPEN)]:
        if time.monotonic() > deadline:
            break
        time.sleep(0.01)
    return found


_shared = cache(_Shared)


@contextmanager
def shared_database(name: str) -> Iterator[str]:
    """The address of the database of this process with all tables and no rows."""
    yield _shared(name).address()
    _shared(name).empty()


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
_SEQUENCES = """
    SELECT sequencename, last_value FROM pg_sequences
    WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
_GO_ON = """
    SELECT setval(name::regclass, last_number)
    FROM unnest(%s::text[], %s::bigint[]) AS kept (name, last_number)
"""


@dataclass(frozen=True)
class Copy:
    """The rows of each table that has any, as PostgreSQL writes them, and the last number of each
    sequence that has given one."""

    tables: dict[str, bytes]
    sequences: list[tuple[Any, ...]]


def rows_of(connection: psycopg.Connection[Any]) -> Copy:
    """All that is in the database."""
    with connection.cursor() as cursor:
        tables = [name for (name,) in cursor.execute(_TABLES) if name != "alembic_version"]
        filled = [name for name in tables if _is_filled(cursor, name)]
        rows = {name: _copied(cursor, name) for name in filled}
        return Copy(rows, cursor.execute(_SEQUENCES).fetchall())


def write(connection: psycopg.Connection[Any], kept: Copy) -> None:
    """Write what was kept into an empty database, in a transaction that is not ended here."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for name, rows in kept.tables.items():
            with cursor.copy(f"COPY {name} FROM STDIN (FORMAT BINARY)".encode()) as copy:
                copy.write(rows)
        names, last_numbers = zip(*kept.sequences, strict=True)
        cursor.execute(_GO_ON, [list(names), list(last_numbers)])
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def copy_from(address: str, file: Path) -> None:
    """Keep all that is in the database in a file, to be copied into an empty one by `copy_into`."""
    with _connected(address) as connection:
        file.write_bytes(pickle.dumps(rows_of(connection)))


def copy_into(address: str, file: Path) -> None:
    """Write everything that was kept into an empty database."""
    kept: Copy = pickle.loads(file.read_bytes())  # noqa: S301 - this run has written it
    with _connected(address) as connection:
        write(connection, kept)


def _is_filled(cursor: psycopg.Cursor[Any], table: str) -> bool:
    one = f"SELECT FROM {table} LIMIT 1"
    return cursor.execute(one.encode()).fetchone() is not None


def _copied(cursor: psycopg.Cursor[Any], table: str) -> bytes:
    with cursor.copy(f"COPY {table} TO STDOUT (FORMAT BINARY)".encode()) as copy:
        return b"".join(copy)
