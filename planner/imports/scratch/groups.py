"""Lists of things that belong to the same."""

import pickle
from collections import defaultdict
from typing import Generic, TypeVar

from planner.imports.scratch import spilled
from planner.imports.scratch.spilled import Scratch

_Value = TypeVar("_Value")


class Groups(Generic[_Value]):
    def __init__(self, scratch: Scratch) -> None:
        self._scratch, self._table = scratch, ""
        self._last: dict[str, list[_Value]] = defaultdict(list)
        self._count = 0

    def add(self, key: str, value: _Value) -> None:
        self._last[key].append(value)
        self._count += 1
        if self._count >= spilled.IN_MEMORY:
            self._spill()

    def of(self, key: str) -> list[_Value]:
        """In the order in which they were added."""
        found = self._last.get(key, [])
        if not self._table:
            return found
        statement = f"SELECT value FROM {self._table} WHERE key = ? ORDER BY n"  # noqa: S608
        stored = self._scratch.all(statement, key)
        return [*(pickle.loads(each) for (each,) in stored), *found]  # noqa: S301 - written here

    def _spill(self) -> None:
        if not self._table:
            self._table = self._scratch.table(
                "key TEXT, n INTEGER, value BLOB, PRIMARY KEY (key, n)) WITHOUT ROWID"
            )
            self._first = 0
        rows = []
        for key, values in self._last.items():
            for value in values:
                self._first += 1
                rows.append((key, self._first, pickle.dumps(value, pickle.HIGHEST_PROTOCOL)))
        self._scratch.put(f"INSERT INTO {self._table} VALUES (?, ?, ?)", rows)  # noqa: S608
        self._last, self._count = defaultdict(list), 0
