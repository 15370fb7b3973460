"""A list that is read from its beginning, however long it is."""

import pickle
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Generic, TypeVar

from planner.imports.scratch import spilled
from planner.imports.scratch.spilled import Scratch

_Value = TypeVar("_Value")
CHUNK = 500
"""So many things are looked up and written by one statement."""


class Kept(Generic[_Value], Collection[_Value]):
    def __init__(self, scratch: Scratch) -> None:
        self._scratch, self._table = scratch, ""
        self._last: list[_Value] = []
        self._count = 0

    def append(self, value: _Value) -> None:
        self._last.append(value)
        self._count += 1
        if len(self._last) >= spilled.IN_MEMORY:
            self._spill()

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[_Value]:
        """Some are read at a time, so that more can be put in meanwhile."""
        last = 0
        while self._table and (some := self._read(last)):
            for number, value in some:
                last = number
                yield pickle.loads(value)  # noqa: S301 - written by this process
        yield from self._last

    def __contains__(self, value: object) -> bool:
        return any(each == value for each in self)

    def _read(self, after: int) -> list[tuple[int, bytes]]:
        statement = f"SELECT n, value FROM {self._table} WHERE n > ? ORDER BY n LIMIT ?"  # noqa: S608
        return list(self._scratch.all(statement, after, CHUNK))

    def _spill(self) -> None:
        if not self._table:
            self._table = self._scratch.table("n INTEGER PRIMARY KEY, value BLOB)")
        rows = ((pickle.dumps(value, pickle.HIGHEST_PROTOCOL),) for value in self._last)
        self._scratch.put(f"INSERT INTO {self._table} (value) VALUES (?)", rows)  # noqa: S608
        self._last = []


def chunks(values: Iterable[_Value], size: int | None = None) -> Iterator[list[_Value]]:
    """The values, some at a time."""
    waiting = iter(values)
    while some := list(islice(waiting, size or CHUNK)):
        yield some
