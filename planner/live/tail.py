"""Follows the events by their ids. A read costs one small statement, made in a thread."""

import time
from collections.abc import Callable

from planner.live.gaps import Gaps
from planner.queries import changes, positions
from planner.queries.changes import Change

_LOOK_BACK = 500


class Tail:
    """Tells each event once, also those that are committed later than others with higher ids."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._high = 0
        self._gaps = Gaps()
        self.has_begun = False

    @property
    def position(self) -> int:
        """Everything up to here was told, or will never be."""
        lowest = self._gaps.lowest
        return self._high if lowest is None else lowest - 1

    def begin(self) -> None:
        """From now on; what is missing among the last ids may belong to a running transaction."""
        self._gaps = Gaps()
        newest = positions.newest()
        self._high = max(0, newest - _LOOK_BACK)
        for identity in changes.ids_after(self._high):
            self._reach(identity)
        self.has_begun = True

    def end(self) -> None:
        """Nobody listens any more."""
        self.has_begun = False

    def read(self) -> list[Change]:
        """What was committed since the last time, by id."""
        self._gaps.give_up(self._now())
        found = changes.since(self._high, self._gaps.ranges)
        for change in found:
            if change.id > self._high:
                self._reach(change.id)
            else:
                self._gaps.fill(change.id)
        return found

    def _reach(self, identity: int) -> None:
        self._gaps.add(self._high + 1, identity - 1, self._now())
        self._high = identity
