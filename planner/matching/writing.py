"""Customers whose whole name is written almost like another one, wherever the words part."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator

from planner.matching.companies import Company
from planner.matching.edits import similarity
from planner.matching.names import Name

ALMOST_THE_SAME = 0.85
"""So alike two names are written, at least, that one may be the other with slips."""

RAREST, CLOSEST_WRITING = 8, 4
_LENGTH = 3


class Writing:
    """Finds names by groups of three letters, of which the rarest tell most."""

    def __init__(self, customers: Iterable[Company]) -> None:
        self._written: dict[str, tuple[str, str]] = {}
        self._having: dict[str, list[str]] = defaultdict(list)
        for customer in customers:
            written = written_as(customer.parts)
            self._written[customer.key] = written
            for group in groups_of(written):
                self._having[group].append(customer.key)

    def like(self, name: Name) -> Iterator[tuple[str, float]]:
        """The customers who are written almost so, with how alike they are."""
        written = written_as(name)
        known = [group for group in groups_of(written) if group in self._having]
        shared: dict[str, float] = defaultdict(float)
        for group in heapq.nsmallest(RAREST, known, key=lambda group: len(self._having[group])):
            having = self._having[group]
            for key in having:
                shared[key] += 1 / len(having)
        for key in heapq.nlargest(CLOSEST_WRITING, shared, key=shared.__getitem__):
            pairs = zip(written, self._written[key], strict=True)
            alike = max(similarity(mine, theirs) for mine, theirs in pairs)
            if alike >= ALMOST_THE_SAME:
                yield key, alike


def written_as(name: Name) -> tuple[str, str]:
    """The core in one word, in both spellings."""
    first, second = ("".join(core) for core in name.cores)
    return first, second


def groups_of(written: tuple[str, str]) -> set[str]:
    """The groups of three letters in either spelling, those at the ends with blanks."""
    return {
        padded[place : place + _LENGTH]
        for padded in (f"  {spelled} " for spelled in set(written))
        for place in range(len(padded) - _LENGTH + 1)
    }
