"""Ids that were skipped: their transactions may still be committed, for about a minute.

Longer only where the database says that somebody has been writing since before they were skipped.
"""

from dataclasses import dataclass

LASTS = 60.0
"""Seconds after which a missing id counts as never to come: what took it was rolled back."""

MOST_GAPS = 300
"""More gaps than this are not asked for at once; the oldest are given up first."""


@dataclass(frozen=True, slots=True)
class _Gap:
    first: int
    last: int
    until: float


class Gaps:
    """Ranges of ids, in order, each with the moment at which it is given up."""

    def __init__(self) -> None:
        self._open: list[_Gap] = []

    def add(self, first: int, last: int, now: float) -> None:
        """Nothing from `first` to `last` has come yet; nothing at all if there are none between."""
        if first <= last:
            self._open = [*self._open, _Gap(first, last, now + LASTS)][-MOST_GAPS:]

    def fill(self, identity: int) -> None:
        """This one has come; what lies on both sides of it is still missing."""
        for place, gap in enumerate(self._open):
            if gap.first <= identity <= gap.last:
                sides = ((gap.first, identity - 1), (identity + 1, gap.last))
                parts = [_Gap(first, last, gap.until) for first, last in sides if first <= last]
                self._open[place : place + 1] = parts
                return

    def are_due(self, now: float) -> bool:
        """Whether some would be given up if nobody had been writing for long."""
        return any(gap.until <= now for gap in self._open)

    def give_up(self, now: float, oldest_writer: float | None = None) -> None:
        """Those whose time is over. The `oldest_writer` has been writing for so many seconds: what
        took an id was writing before somebody else's higher id was seen."""
        began = now if oldest_writer is None else now - oldest_writer
        self._open = [gap for gap in self._open if gap.until > now or began <= gap.until - LASTS]

    @property
    def ranges(self) -> list[tuple[int, int]]:
        """The first and the last id of each."""
        return [(gap.first, gap.last) for gap in self._open]

    @property
    def lowest(self) -> int | None:
        """The first id that may still come."""
        return self._open[0].first if self._open else None
