"""What waits to be written in another order than that in which it came."""

import pickle
from collections.abc import Iterator
from typing import Generic, TypeVar

from planner.imports.scratch import spilled
from planner.imports.scratch.spilled import Scratch

_Value = TypeVar("_Value")
_Place = tuple[float, float]


class Waiting(Generic[_Value]):
    """Each has a place of two numbers; of those with the same, the first comes first."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch, self._table = scratch, ""
        self._last: list[tuple[_Place, _Value]] = []

    def add(self, place: _Place, value: _Value) -> None:
        self._last.append((place, value))
        if len(self._last) >= spilled.IN_MEMORY:
            self._spill()

    def take(self) -> Iterator[_Value]:
        """All of them, which are then forgotten."""
        if not self._table:
            waiting, self._last = sorted(self._last, key=lambda each: each[0]), []
            yield from (value for _place, value in waiting)
            return
        self._spill()
        table, self._table = self._table, ""
        for (stored,) in self._scratch.all(
            f"SELECT value FROM {table} ORDER BY first, second, n"  # noqa: S608
        ):
            yield pickle.loads(stored)  # noqa: S301 - written by this process
        self._scratch.do(f"DROP TABLE {table}")

    def _spill(self) -> None:
        if not self._table:
            self._table = self._scratch.table(
                "n INTEGER PRIMARY KEY, first REAL, second REAL, value BLOB)"
            )
        rows = (
            (*place, pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) for place, value in self._last
        )
        self._scratch.put(
            f"INSERT INTO {self._table} (first, second, value) VALUES (?, ?, ?)",  # noqa: S608
            rows,
        )
        self._last = []
