"""A table of what is known of things by their keys."""

import pickle
from collections.abc import Iterator
from typing import Generic, TypeVar

from planner.imports.scratch import spilled
from planner.imports.scratch.spilled import Scratch

_Value = TypeVar("_Value")


class Known(Generic[_Value]):
    """Keys are texts or numbers; none is None."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch, self._table = scratch, ""
        self._last: dict[str | int, _Value] = {}

    def __setitem__(self, key: str | int, value: _Value) -> None:
        self._last[key] = value
        if len(self._last) >= spilled.IN_MEMORY:
            self._spill()

    def __contains__(self, key: str | int) -> bool:
        return key in self._last or self._stored(key) is not None

    def get(self, key: str | int) -> _Value | None:
        if key in self._last:
            return self._last[key]
        stored = self._stored(key)
        return None if stored is None else self._value(stored)

    def __getitem__(self, key: str | int) -> _Value:
        if key in self._last:
            return self._last[key]
        stored = self._stored(key)
        if stored is None:
            raise KeyError(key)
        return self._value(stored)

    def add(self, key: str | int, value: _Value) -> bool:
        """Whether it is new; what is there already stays."""
        if key in self:
            return False
        self[key] = value
        return True

    def items(self) -> Iterator[tuple[str | int, _Value]]:
        """All of them, those that were put in first before the others."""
        if self._table:
            statement = f"SELECT key, value FROM {self._table} ORDER BY n"  # noqa: S608
            for key, stored in self._scratch.all(statement):
                if key not in self._last:
                    yield key, self._value(stored)
        yield from self._last.items()

    def values(self) -> Iterator[_Value]:
        """What is known, in the same order."""
        return (value for _key, value in self.items())

    def _stored(self, key: str | int) -> bytes | None:
        if not self._table:
            return None
        found = self._scratch.one(
            f"SELECT value FROM {self._table} WHERE key = ?",  # noqa: S608
            key,
        )
        return None if found is None else found[0]

    def _value(self, stored: bytes) -> _Value:
        value: _Value = pickle.loads(stored)  # noqa: S301 - written by this process
        return value

    def _spill(self) -> None:
        if not self._table:
            # Without a type, so that a text and a number stay what they are.
            self._table = self._scratch.table("n INTEGER PRIMARY KEY, key UNIQUE, value BLOB)")
        rows = (
            (key, pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) for key, value in self._last.items()
        )
        self._scratch.put(
            f"INSERT INTO {self._table} (key, value) VALUES (?, ?)"  # noqa: S608
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            rows,
        )
        self._last = {}
