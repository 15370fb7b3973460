"""What is wrong when the database does not work, for people, for logs and for who watches over it.

A mistake of the program itself, such as a statement that cannot be read, is none of these.
"""

import enum
import sqlite3

import psycopg
from sqlalchemy.exc import DBAPIError, TimeoutError as NoConnectionFree


class Trouble(enum.StrEnum):
    """BUSY passes by itself, DISK needs somebody, AWAY is where nothing can be read either."""

    BUSY = "the database is busy"
    DISK = "the disk is full or cannot be written to"
    AWAY = "the database does not answer"


FAILURES = (DBAPIError, NoConnectionFree)
"""What is raised then, among other things."""

_SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_FULL: Trouble.DISK,
    sqlite3.SQLITE_IOERR: Trouble.DISK,
    sqlite3.SQLITE_READONLY: Trouble.DISK,
    sqlite3.SQLITE_CANTOPEN: Trouble.AWAY,
    sqlite3.SQLITE_CORRUPT: Trouble.AWAY,
    sqlite3.SQLITE_NOTADB: Trouble.AWAY,
}
_PRIMARY_CODE = 0xFF  # SQLite tells more in the bits above

# By the beginnings of what PostgreSQL's manual lists in its appendix on error codes; the longest
# stand first.
_POSTGRESQL = {
    "53100": Trouble.DISK,  # disk full
    "58030": Trouble.DISK,  # input or output
    "25006": Trouble.DISK,  # a copy that is only read
    "55P03": Trouble.BUSY,  # a lock cannot be had
    "57014": Trouble.BUSY,  # took too long
    "55000": Trouble.AWAY,  # takes no connections
    "57P": Trouble.AWAY,  # stops or starts
    "08": Trouble.AWAY,  # the connection
    "28": Trouble.AWAY,  # does not let us in
    "3D": Trouble.AWAY,  # no such database
    "40": Trouble.BUSY,  # two transactions that do not go together
    "53": Trouble.BUSY,  # too many connections, too little memory
}


def trouble_of(error: BaseException) -> Trouble | None:
    """Which trouble it is; None for everything else."""
    if isinstance(error, NoConnectionFree):
        return Trouble.BUSY
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        return None if code is None else _SQLITE.get(code & _PRIMARY_CODE)
    if isinstance(cause, psycopg.Error):
        return _of_postgresql(cause)
    return None


def _of_postgresql(cause: psycopg.Error) -> Trouble | None:
    state = cause.sqlstate
    if state is None:  # nobody was there to say what is wrong
        return Trouble.AWAY if isinstance(cause, psycopg.OperationalError) else None
    return next((said for start, said in _POSTGRESQL.items() if state.startswith(start)), None)


def in_a_line(error: BaseException) -> str:
    """What the database has said, without the statement, in which texts of customers stand."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
    return " ".join(str(cause).split())[:500]
