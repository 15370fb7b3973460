"""The file into which an import puts what is too much for the memory."""

import errno
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count
from typing import Any

IN_MEMORY = 2_000
"""So many things each list or table of an import holds before they go to the file."""
_PAGES = -16_000  # KB of the file that SQLite keeps in memory


class Scratch:
    """One for each import; it is only made once something is put into it."""

    def __init__(self) -> None:
        self._numbers = count(1)

    @cached_property
    def _connection(self) -> sqlite3.Connection:
        connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = {_PAGES}"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN")  # it never ends: nobody else ever reads it
        return connection

    def table(self, columns: str) -> str:
        """The name of a new table with these columns, as SQL says them."""
        name = f"scratch_{next(self._numbers)}"
        self._connection.execute(f"CREATE TABLE {name} ({columns}")
        return name

    def put(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Raises OSError if the disk does not take them."""
        try:
            self._connection.executemany(statement, rows)
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC, str(error)) from error

    def one(self, statement: str, *values: Any) -> Any:
        """The first row, or None."""
        return self._connection.execute(statement, values).fetchone()

    def all(self, statement: str, *values: Any) -> Iterator[Any]:
        """All rows, without holding them; what is read must not be written to meanwhile."""
        return iter(self._connection.execute(statement, values))

    def do(self, statement: str) -> None:
        self._connection.execute(statement)
