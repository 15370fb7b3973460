"""SQLite lets one transaction write at a time; here the others wait for their turn.

SQLite itself looks again after ever longer pauses, up to a tenth of a second. Of two processes that
write all the time one then hardly gets its turn: with transactions of 4 ms the longest wait is a
second and more, where looking again each millisecond makes it a twentieth of that.
"""

import sqlite3
from time import monotonic, sleep
from typing import cast

from sqlalchemy import Connection

_LOOK_AGAIN = 0.001  # seconds
_KIND = 0xFF
"""The part of SQLite's codes of errors that says of which kind they are."""


def begin_writing(connection: Connection) -> None:
    """Begin a transaction as soon as no other one writes; after the connection's patience, or for
    any other trouble, it fails as every statement does."""
    sqlite = cast(sqlite3.Connection, connection.connection.dbapi_connection)
    cursor = sqlite.cursor()
    (patience,) = cursor.execute("PRAGMA busy_timeout").fetchone()  # in milliseconds
    last = monotonic() + patience / 1000
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        while _others_write(cursor) and monotonic() < last:
            sleep(_LOOK_AGAIN)
        if not sqlite.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")
        cursor.close()


def _others_write(cursor: sqlite3.Cursor) -> bool:
    """Begin, unless somebody else writes just now."""
    try:
        cursor.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & _KIND == sqlite3.SQLITE_BUSY
    return False
