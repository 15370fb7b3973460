"""How often the same was there."""

from planner.imports.scratch.known import Known
from planner.imports.scratch.spilled import Scratch


class Counted:
    def __init__(self, scratch: Scratch) -> None:
        self._counts: Known[int] = Known(scratch)

    def next(self, said: str) -> int:
        """The number of this one among those that are alike, from 1."""
        number = (self._counts.get(said) or 0) + 1
        self._counts[said] = number
        return number
