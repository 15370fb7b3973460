"""What two lists of words have in common, found in a time that long texts do not blow up."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Any

Block = tuple[int, int, int]
_DEEPEST = 10


class Alignment:
    """Finds common runs of words as patience diff does; `merge3` and `differences` ask it.

    Equal words at both ends belong together, then those that are there only once in either text
    and stand in the same order, then the same again between any two of these. Words that are
    repeated decide nothing, so the time grows with the length and not with its square.
    """

    def __init__(
        self,
        isjunk: object = None,  # noqa: ARG002 - merge3 hands it over as to difflib
        a: Sequence[Any] = (),
        b: Sequence[Any] = (),
        autojunk: bool = True,  # noqa: ARG002 - the same
    ) -> None:
        self.a, self.b = a, b

    def get_matching_blocks(self) -> list[Block]:
        """Runs of equal words as (start in a, start in b, length), closed by an empty one."""
        pairs: list[tuple[int, int]] = []
        self._collect(pairs, (0, len(self.a)), (0, len(self.b)), _DEEPEST)
        return [*_runs(pairs), (len(self.a), len(self.b), 0)]

    def _collect(
        self,
        pairs: list[tuple[int, int]],
        in_a: tuple[int, int],
        in_b: tuple[int, int],
        depth: int,
    ) -> None:
        (start_a, end_a), (start_b, end_b) = in_a, in_b
        while start_a < end_a and start_b < end_b and self.a[start_a] == self.b[start_b]:
            pairs.append((start_a, start_b))
            start_a, start_b = start_a + 1, start_b + 1
        last_a, last_b = end_a, end_b
        while start_a < end_a and start_b < end_b and self.a[end_a - 1] == self.b[end_b - 1]:
            end_a, end_b = end_a - 1, end_b - 1
        anchors = self._anchors((start_a, end_a), (start_b, end_b)) if depth else []
        for at_a, at_b in anchors:
            self._collect(pairs, (start_a, at_a), (start_b, at_b), depth - 1)
            pairs.append((at_a, at_b))
            start_a, start_b = at_a + 1, at_b + 1
        if anchors:
            self._collect(pairs, (start_a, end_a), (start_b, end_b), depth - 1)
        pairs.extend(zip(range(end_a, last_a), range(end_b, last_b), strict=True))

    def _anchors(self, in_a: tuple[int, int], in_b: tuple[int, int]) -> list[tuple[int, int]]:
        """Where the words that either part has only once stand, as far as in the same order."""
        once_in_a, once_in_b = _only_once(self.a, *in_a), _only_once(self.b, *in_b)
        common = [(at, once_in_b[word]) for word, at in once_in_a.items() if word in once_in_b]
        return _longest_rise(common)


def _only_once(words: Sequence[Any], start: int, end: int) -> dict[Any, int]:
    number = Counter(words[start:end])
    return {words[at]: at for at in range(start, end) if number[words[at]] == 1}


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Of pairs that rise on the left the longest row that rises on the right as well."""
    heaps: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for number, (_left, right) in enumerate(pairs):
        place = bisect_left(heaps, right)
        before.append(tops[place - 1] if place else -1)
        heaps[place : place + 1] = [right]
        tops[place : place + 1] = [number]
    row: list[tuple[int, int]] = []
    at = tops[-1] if tops else -1
    while at >= 0:
        row.append(pairs[at])
        at = before[at]
    return row[::-1]


def _runs(pairs: list[tuple[int, int]]) -> list[Block]:
    runs: list[Block] = []
    for at_a, at_b in pairs:
        if runs and (runs[-1][0] + runs[-1][2], runs[-1][1] + runs[-1][2]) == (at_a, at_b):
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((at_a, at_b, 1))
    return runs
