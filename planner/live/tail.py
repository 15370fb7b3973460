"""Follows the events by their ids. A read costs one small statement, made in a thread."""

import time
from collections.abc import Callable

from planner.live.gaps import Gaps
from planner.queries.history import changes
from planner.queries.history.changes import Change
from planner.queries.live import positions

_LOOK_BACK = 500


class Tail:
    """Tells each event once, also those that are committed later than others with higher ids."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._high = 0
        self._gaps = Gaps()
        self._asked: tuple[float, float | None] | None = None
        self.has_begun = False

    @property
    def position(self) -> int:
        """Everything up to here was told, or will never be."""
        lowest = self._gaps.lowest
        return self._high if lowest is None else lowest - 1

    def begin(self) -> None:
        """From now on; what is missing among the last ids may belong to a running transaction."""
        self._gaps, self._asked = Gaps(), None
        self._high = max(0, min(positions.newest() - _LOOK_BACK, positions.position()))
        for identity in changes.ids_after(self._high):
            self._reach(identity)
        self.has_begun = True

    def end(self) -> None:
        """Nobody listens any more."""
        self.has_begun = False

    def read(self) -> list[Change]:
        """What was committed since the last time, by id."""
        found = changes.changes_since(self._high, self._gaps.ranges)
        for change in found:
            if change.id > self._high:
                self._reach(change.id)
            else:
                self._gaps.fill(change.id)
        self._give_up()
        return found

    def _give_up(self) -> None:
        """What was missing when somebody was last asked for who still writes: whoever had ended by
        then was read just now, if not before."""
        if self._asked is not None:
            self._gaps.give_up(*self._asked)
        now = self._now()
        self._asked = (now, positions.oldest_writer()) if self._gaps.are_due(now) else None

    def _reach(self, identity: int) -> None:
        self._gaps.add(self._high + 1, identity - 1, self._now())
        self._high = identity
