"""What names and numbers stand for."""

from planner.imports.scratch import spilled
from planner.imports.scratch.spilled import Scratch

_TWO = ""


class Fits:
    """What fits two things fits none."""

    def __init__(self, scratch: Scratch) -> None:
        self._scratch, self._table = scratch, ""
        self._last: dict[str, str] = {}

    def add(self, said: str, key: str) -> None:
        if not said:
            return
        before = self._last.get(said)
        self._last[said] = key if before in (None, key) else _TWO
        if len(self._last) >= spilled.IN_MEMORY:
            self._spill()

    def find(self, said: str) -> str | None:
        """The key of the only thing that fits."""
        return self._found(said) or None

    def is_ambiguous(self, said: str) -> bool:
        return self._found(said) == _TWO

    def _found(self, said: str) -> str | None:
        found = self._last.get(said)
        if not self._table or found == _TWO:
            return found
        row = self._scratch.one(f"SELECT key FROM {self._table} WHERE said = ?", said)  # noqa: S608
        if row is None or found is None:
            return found if row is None else str(row[0])
        return found if row[0] == found else _TWO

    def _spill(self) -> None:
        if not self._table:
            self._table = self._scratch.table("said TEXT PRIMARY KEY, key TEXT) WITHOUT ROWID")
        self._scratch.put(
            f"INSERT INTO {self._table} (said, key) VALUES (?, ?) ON CONFLICT (said)"  # noqa: S608
            f" DO UPDATE SET key = CASE WHEN key = excluded.key THEN key ELSE '{_TWO}' END",
            self._last.items(),
        )
        self._last = {}
