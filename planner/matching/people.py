"""Which rows are the same person.

Two are, with the same address of the profile or the same e-mail; or with the same name and the same
core of the company, unless both have an address. Chains count: who is the same as a third is the
same.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence

from planner.matching.connections import KnownPerson, profile_address
from planner.matching.names import name_of, spellings

Sign = tuple[Hashable, ...]
"""Something that tells who somebody is."""


def people_among(rows: Sequence[KnownPerson]) -> list[int]:
    """For each row the number of the person; equal numbers are one person."""
    return Alike(rows).people_in(range(len(rows)))


class Alike:
    """Which of the rows share a sign; most share none."""

    def __init__(self, rows: Sequence[KnownPerson]) -> None:
        self._rows = rows
        self._by_sign = _shared(_by_sign(rows))
        self._by_name = _shared(_by_name(rows))

    def people_in(self, places: range) -> list[int]:
        """For each row of a part the number of the person, as if there were no other rows."""
        found = _Persons(places)
        for those in self._by_sign:
            found.join([place for place in those if place in places])
        for those in self._by_name:
            inside = [place for place in those if place in places]
            if any(not profile_address(self._rows[place].url) for place in inside):
                found.join(inside)
        return [found.number_of(place) for place in places]


def _shared(groups: dict[Sign, list[int]]) -> list[list[int]]:
    return [places for places in groups.values() if len(places) > 1]


def _by_sign(rows: Sequence[KnownPerson]) -> dict[Sign, list[int]]:
    """The places of the rows by their addresses and e-mails."""
    found: dict[Sign, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.url and (address := profile_address(row.url)):
            found["url", address].append(place)
        if row.email and (email := row.email.strip().casefold()):
            found["email", email].append(place)
    return found


def _by_name(rows: Sequence[KnownPerson]) -> dict[Sign, list[int]]:
    """The places of the rows by name and company, in either spelling, where the name is shared: to
    take the names of companies apart takes longest, and most people are alone with theirs."""
    spelled = [_spelled(row.name) for row in rows]
    times = _times(spelled)
    found: dict[Sign, list[int]] = defaultdict(list)
    for place, names in enumerate(spelled):
        if times[names[0]] > 1 or times[names[1]] > 1:
            for spelling, core in enumerate(name_of(rows[place].company).cores):
                if names[spelling] and core:
                    found[spelling, names[spelling], core].append(place)
    return found


def _times(spelled: Iterable[tuple[str, str]]) -> Counter[str]:
    """How many rows have a name, in whichever spelling."""
    times: Counter[str] = Counter()
    for first, second in spelled:
        times[first] += 1
        if first is not second:
            times[second] += 1
    return times


def _spelled(name: str) -> tuple[str, str]:
    """The words of a name, in both spellings; one text where they are equal."""
    first, second = (" ".join(each.split()) for each in spellings(name))
    return first, first if first == second else second


class _Persons:
    """Rows that are joined to persons (union-find)."""

    def __init__(self, rows: Iterable[int]) -> None:
        self._leads_to = {row: row for row in rows}

    def number_of(self, row: int) -> int:
        while self._leads_to[row] != row:
            self._leads_to[row] = self._leads_to[self._leads_to[row]]
            row = self._leads_to[row]
        return row

    def join(self, rows: Sequence[int]) -> None:
        if len(rows) > 1:
            first = self.number_of(rows[0])
            for row in rows[1:]:
                self._leads_to[self.number_of(row)] = first
