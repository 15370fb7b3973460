"""`planner database`: the tables and their migrations."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

import click
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask.cli import with_appcontext
from sqlalchemy import Connection, func, select

from planner import places
from planner.database import db

_LOCK = 7_203_001
"""The number of PostgreSQL's lock for migrations: any that nothing else in the database uses."""
_PATIENCE = 10 * 60 * 1000
"""Milliseconds for which SQLite's lock is waited for: migrations of much data take their time."""


@click.group()
def database() -> None:
    """The database's tables."""


@database.command()
@with_appcontext
def upgrade() -> None:
    """Bring the tables to this version of the program."""
    upgrade_to_head()
    click.echo("The database is up to date.", err=True)


def upgrade_to_head() -> None:
    """Make the migrations that are missing, all in one transaction."""
    run_migrations(lambda configuration: command.upgrade(configuration, "head"))


def run_migrations(run: Callable[[Config], object]) -> None:
    """Let `run` make or take back migrations on a connection of its own, all of them or none.

    Whoever does so at the same time waits until this is done, and finds what is left to do.
    """
    with db.engine.connect() as connection, _tables_can_be_made_anew(connection):
        _wait_for_others(connection)
        configuration = _configuration()
        configuration.attributes["connection"] = connection
        run(configuration)
        connection.commit()


def _wait_for_others(connection: Connection) -> None:
    """Begin a transaction that nobody else is in; it ends with the commit."""
    if connection.dialect.name == "sqlite":
        sqlite = cast(sqlite3.Connection, connection.connection.driver_connection)
        sqlite.execute(f"PRAGMA busy_timeout = {_PATIENCE}")
        connection.exec_driver_sql("SELECT 1")
    else:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))


@contextmanager
def _tables_can_be_made_anew(connection: Connection) -> Iterator[None]:
    """On SQLite, dropping a table takes away what refers to it, unless foreign keys are off."""
    if connection.dialect.name != "sqlite":
        yield
        return
    sqlite = cast(sqlite3.Connection, connection.connection.driver_connection)
    sqlite.execute("PRAGMA foreign_keys = OFF")  # has no effect inside a transaction
    try:
        yield
    finally:
        connection.rollback()
        sqlite.execute("PRAGMA foreign_keys = ON")


def is_up_to_date() -> bool:
    """Whether the tables are those of this version."""
    heads = set(ScriptDirectory.from_config(_configuration()).get_heads())
    with db.engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == heads


def migration_of_tables() -> str:
    """The last migration that was made."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def known_migrations() -> set[str]:
    """All that this version of the program can make."""
    return {one.revision for one in ScriptDirectory.from_config(_configuration()).walk_revisions()}


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(places.MIGRATIONS).replace("%", "%%"))
    return configuration
