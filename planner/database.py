"""The database: one declarative base, and what each of the two engines needs to behave alike."""

import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields
from functools import cache
from itertools import count
from operator import itemgetter
from typing import Any, TypeVar, cast

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    Executable,
    MetaData,
    Select,
    event,
    false,
    lambda_stmt,
    literal_column,
)
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute

from planner.write_turns import begin_writing

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

_PATIENCE, _LOOK_AGAIN = 60.0, 0.05  # seconds
_STATEMENTS = 1000
"""How many statements a connection keeps prepared: all that the program has."""

# A transaction that will write takes SQLite's write lock at once: one that only upgrades later
# fails without waiting when somebody else has written in between.
_only_reading: ContextVar[bool] = ContextVar("only_reading", default=False)


class Base(DeclarativeBase):
    """What every model inherits."""

    metadata = MetaData(naming_convention=NAMING)


# Pages are rendered after the commit; without this they would load everything again.
db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})


@contextmanager
def only_reading() -> Iterator[None]:
    """Transactions inside do not ask for the write lock."""
    token = _only_reading.set(True)
    try:
        yield
    finally:
        _only_reading.reset(token)


def read_only(value: bool) -> None:
    """Say for the rest of this context (a request) whether its transactions only read."""
    _only_reading.set(value)


def ends_with_commit() -> bool:
    """Whether a transaction that only reads is to be ended so, as in PostgreSQL: after a ROLLBACK
    psycopg prepares all statements anew, and planning those of a page takes longer than making it.
    """
    session = db.session()
    is_read = not (session.new or session.dirty or session.deleted)
    return is_read and session.in_transaction() and session.get_bind().dialect.name == "postgresql"


def engine_options(url: str, patience: float = _PATIENCE) -> dict[str, Any]:
    """What `create_engine` needs for this address; SQLite's lock is waited for so many seconds."""
    if url.startswith("sqlite"):
        kept = {"timeout": patience, "cached_statements": _STATEMENTS}
        return {"connect_args": kept, "pool_size": 16, "max_overflow": 48}
    # PostgreSQL's just-in-time compiler makes small statements slower, never faster.
    return {
        "connect_args": {"options": "-c jit=off -c timezone=utc"},
        "pool_pre_ping": True,
        "pool_size": 8,
        "max_overflow": 24,
    }


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, _record: object) -> None:
    if isinstance(connection, psycopg.Connection):
        connection.prepared_max = _STATEMENTS
    elif isinstance(connection, sqlite3.Connection):
        _prepare_sqlite(connection)


def _prepare_sqlite(connection: sqlite3.Connection) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    _keep_a_log_beside(cursor)
    # FULL: an acknowledged change survives a power cut, not only a crash of the program.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA cache_size = -32000")
    cursor.close()


def _keep_a_log_beside(cursor: sqlite3.Cursor) -> None:
    """So that reading goes on while somebody writes. SQLite does not wait by itself for others who
    do this at the same time to a new database."""
    last = time.monotonic() + _PATIENCE
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > last:
                raise
            time.sleep(_LOOK_AGAIN)
        else:
            return


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """What only reads sees one state of everything, whatever others change meanwhile."""
    reads = _only_reading.get()
    if connection.dialect.name != "sqlite":
        level = psycopg.IsolationLevel.REPEATABLE_READ if reads else None
        cast(Any, connection.connection.dbapi_connection).isolation_level = level
    elif reads:
        connection.exec_driver_sql("BEGIN")
    else:
        begin_writing(connection)


def rows(statement: Executable, **values: object) -> Sequence[Any]:
    """The rows of a statement that was built once, with values for its `bindparam`s.

    Building a statement of fifteen columns anew takes seven times as long as this.
    """
    return db.session.connection().execute(statement, values).all()


def named(statement: Select[*tuple[Any, ...]]) -> Executable:
    """A statement that was built once, under a name of its own.

    Else what SQLAlchemy has compiled of it is looked for by all of its parts, which for the long
    ones of every request takes half as long as the database itself.
    """
    name = next(_NAMES)
    return lambda_stmt(
        lambda: statement,
        track_on=[name],
        track_bound_values=False,
        track_closure_variables=False,
    )


_NAMES = count()


def is_among(column: InstrumentedAttribute[Any], words: Collection[str]) -> ColumnElement[bool]:
    """Whether it is one of these words, which are the program's own and are written out.

    A list that is filled in when the statement runs costs more than the rest of a small one.
    """
    if not all(word.replace(".", "_").isidentifier() for word in words):
        raise ValueError(f"{words} are no words of the program.")
    if not words:
        return false()
    return column.in_([literal_column(f"'{word}'") for word in words])


def columns_of(model: type[Base]) -> Sequence[Column[Any]]:
    """All columns of a model, so that a row of them can be read as one of it: under its names."""
    return list(Base.metadata.tables[model.__tablename__].columns)


_Found = TypeVar("_Found")


def from_rows(kind: Callable[..., _Found], found: Iterable[Any]) -> list[_Found]:
    """The rows of a statement as dataclasses, whose fields its columns are labelled as."""
    listed = list(found)
    values = _values_of(kind, listed[0]._fields) if listed else tuple
    return [kind(*values(row)) for row in listed]


def from_row(kind: Callable[..., _Found], row: Any) -> _Found:
    """The same of one row."""
    return kind(*_values_of(kind, row._fields)(row))


def maker(kind: Callable[..., _Found], found: Sequence[Any]) -> Callable[..., _Found]:
    """Makes a dataclass of one of these rows, and of values for the fields after the last for
    which there is a column: `make(row, comments=[])`."""
    values = _values_of(kind, found[0]._fields) if found else tuple

    def make(row: Any, **more: Any) -> _Found:
        return kind(*values(row), **more)

    return make


@cache
def _values_of(kind: Any, columns: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """Takes from rows with these columns what the first fields of a dataclass are, in their order.

    Found out once for each statement: done for every row, it takes twice as long.
    """
    names = [field.name for field in fields(kind)]
    there = [name for name in names if name in columns]
    if len(there) < 2 or there != names[: len(there)]:  # noqa: PLR2004 - of one, it takes no tuple
        raise TypeError(f"{kind.__name__} needs {names}, and the statement has {columns}.")
    return itemgetter(*map(columns.index, there))


def refresh_statistics() -> None:
    """Tell SQLite how its tables are filled, so that it takes the right index.

    PostgreSQL does that by itself. Meant for the start of the server and the end of an import.
    """
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
