"""One real PostgreSQL for the whole test run, and new databases in it that are already migrated."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from tests.support import run
from tests.support.migrations import migrate

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATE = "migrated"
# The same order and the same capitals on every machine.
LOCALE = (
    "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
)


def _start() -> str:
    folder = run.folder()
    with (folder / "keeper.log").open("w") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.support.postgres_keeper", str(folder)],
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
    address = make_url(_server()).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as server:
        for statement in statements:
            server.execute(statement.encode())


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
def migrated_database(name: str) -> Iterator[str]:
    """The address of a new database with all tables and no rows; it goes at the end."""
    template = run.once("postgres-template", _make_template)
    _administer(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _url(name)
    _administer(f"DROP DATABASE {name} WITH (FORCE)")
