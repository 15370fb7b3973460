"""How far the work on files has come: a small file beside them, which every process can read.

The database cannot say it: what an import writes there is seen by nobody before its end.
"""

import json
import os
import time
from pathlib import Path
from typing import NamedTuple

_FILE = ".steps.json"
_SECONDS = 0.5
"""It is written no more often."""


class Step(NamedTuple):
    """`of` is the number of rows, 0 as long as it is not known."""

    done: int = 0
    of: int = 0


class Steps:
    """Written by who does the work. That it cannot be written stops nothing."""

    def __init__(self, folder: Path, of: int = 0) -> None:
        self._path = folder / _FILE
        self._done, self._of, self._last = 0, of, 0.0
        self._write()

    def expect(self, of: int) -> None:
        self._of = of
        self._write()

    def advance(self, count: int) -> None:
        self._done += count
        if time.monotonic() - self._last > _SECONDS:
            self._write()

    def _write(self) -> None:
        self._last = time.monotonic()
        new = self._path.with_suffix(".new")
        try:
            handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w") as file:
                json.dump(Step(self._done, self._of), file)
            new.replace(self._path)
        except OSError:
            return


def step_of(folder: Path) -> Step:
    """How far it has come; nothing is said before it begins."""
    try:
        done, of = json.loads((folder / _FILE).read_text())
    except (OSError, ValueError):
        return Step()
    return Step(min(done, of), of)
