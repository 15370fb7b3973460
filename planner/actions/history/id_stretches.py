"""Ids of rows as stretches without a gap, since a table gives them one after the other."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator


class Numbers:
    """A set of ids that takes little room while they come in order."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._stretches = [list(each) for each in sorted(stretches)]

    def __contains__(self, number: int) -> bool:
        at = bisect_right(self._stretches, number, key=lambda each: each[0]) - 1
        return at >= 0 and number <= self._stretches[at][1]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The stretches, each with its first and its last id."""
        return ((first, last) for first, last in self._stretches)

    def each(self) -> Iterator[int]:
        """Every id, in their order."""
        return (number for first, last in self for number in range(first, last + 1))

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self)

    def add(self, number: int) -> None:
        newest = self._stretches[-1] if self._stretches else None
        if newest is not None and newest[0] <= number <= newest[1] + 1:  # as most come
            newest[1] = max(newest[1], number)
            return
        at = bisect_right(self._stretches, number, key=lambda each: each[0])
        before = self._stretches[at - 1] if at else None
        if before is not None and number <= before[1] + 1:
            before[1] = max(before[1], number)
        else:
            self._stretches.insert(at, [number, number])

    def without(self, taken: Iterable[int]) -> "Numbers":
        """The same but for some, each of which ends a stretch and begins another."""
        left: list[tuple[int, int]] = []
        gone = sorted(set(taken))
        for first, last in self:
            start = first
            for number in gone[bisect_right(gone, first - 1) : bisect_right(gone, last)]:
                if number > start:
                    left.append((start, number - 1))
                start = number + 1
            if start <= last:
                left.append((start, last))
        return Numbers(left)
