"""Which rows are the same person.

Two are, with the same address of the profile or the same e-mail; or with the same name and the same
core of the company, unless both have an address. Chains count: who is the same as a third is the
same.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from planner.matching.connections import KnownPerson, profile_address
from planner.matching.names import name_of, spellings

Sign = tuple[Hashable, ...]
"""Something that tells who somebody is."""


def people_among(rows: Sequence[KnownPerson]) -> list[int]:
    """For each row the number of the person; equal numbers are one person."""
    found = _Persons(len(rows))
    for those in _by_sign(rows).values():
        found.join(those)
    for those in _by_name(rows).values():
        if any(not profile_address(rows[place].url) for place in those):
            found.join(those)
    return [found.number_of(place) for place in range(len(rows))]


def _by_sign(rows: Sequence[KnownPerson]) -> dict[Sign, list[int]]:
    """The places of the rows by their addresses and e-mails."""
    found: dict[Sign, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for kind, text in (
            ("url", profile_address(row.url)),
            ("email", row.email.strip().casefold()),
        ):
            if text:
                found[kind, text].append(place)
    return found


def _by_name(rows: Sequence[KnownPerson]) -> dict[Sign, list[int]]:
    """The places of the rows by name and company, in either spelling."""
    found: dict[Sign, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for sign in _names(row):
            found[sign].append(place)
    return found


def _names(row: KnownPerson) -> Iterator[Sign]:
    cores = name_of(row.company).cores
    for spelling, name in enumerate(spellings(row.name)):
        words = tuple(name.split())
        if words and cores[spelling]:
            yield spelling, words, cores[spelling]


class _Persons:
    """Rows that are joined to persons (union-find)."""

    def __init__(self, rows: int) -> None:
        self._leads_to = list(range(rows))

    def number_of(self, row: int) -> int:
        while self._leads_to[row] != row:
            self._leads_to[row] = self._leads_to[self._leads_to[row]]
            row = self._leads_to[row]
        return row

    def join(self, rows: Sequence[int]) -> None:
        first = self.number_of(rows[0])
        for row in rows[1:]:
            self._leads_to[self.number_of(row)] = first
