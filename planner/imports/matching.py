"""Finds things by names that people typed."""

import unicodedata
from typing import NamedTuple


def fold_name(name: str) -> str:
    """A name without blanks and case: `GTX Pro`, `gtx pro` and `GTXPro` are the same."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


class Match(NamedTuple):
    key: str
    name: str
    exact: bool


class Names:
    """The names of a list, each with its key."""

    def __init__(self) -> None:
        self._exact: dict[str, Match] = {}
        self._folded: dict[str, list[Match]] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._exact

    def add(self, name: str, key: str) -> None:
        match = Match(key, name, exact=True)
        self._exact[name] = match
        self._folded.setdefault(fold_name(name), []).append(match._replace(exact=False))

    def find(self, name: str) -> Match | None:
        """The one spelled just so, else the only one that is so without blanks and case."""
        if name in self._exact:
            return self._exact[name]
        alike = self._folded.get(fold_name(name), [])
        return alike[0] if len(alike) == 1 else None
