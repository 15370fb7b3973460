"""What an import did: how many things of each noun it made and changed, and what was odd."""

import enum
from collections import Counter
from dataclasses import dataclass, field

from planner.database import Base
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.imports.findings import Finding, Findings, Places
from planner.imports.scratch import Scratch
from planner.imports.writing.placed import Placed
from planner.imports.writing.progress import Advance

FIRST = 3
"""So many rows of each fate are remembered."""


class Fate(enum.StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MERGED = "merged"


@dataclass
class Outcome:
    """Collects while records are written. Nouns are called as their tables."""

    read: tuple[Finding, ...] = ()
    places: Places = field(default_factory=lambda: Places(Scratch()))
    """Where rows were left out or changed in meaning, in reading or in writing."""
    problems: list[str] = field(default_factory=list)
    rows: Counter[tuple[str, str, Fate]] = field(default_factory=Counter)
    """How many rows of each file brought something of a noun that had this fate."""
    firsts: dict[tuple[str, str, Fate], list[str]] = field(default_factory=dict)
    """The places of the first of them."""
    advance: Advance = lambda _count: None
    """Is told of each row that has its fate."""
    _placed: Placed = field(default_factory=Placed)
    _counts: Counter[tuple[str, Fate]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.noted = Findings(self.places)

    def add(self, noun: type[Base], fate: Fate, count: int = 1, *, place: str = "") -> None:
        """Count things of a noun; `place` is the row that one stands for, if it is a row's."""
        self._counts[noun.__tablename__, fate] += count
        # A row may name two of a noun, as a seller and the lead.
        if place and self._placed.add(noun.__tablename__, place):
            key = place.rpartition(":")[0], noun.__tablename__, fate
            self.rows[key] += 1
            if self.rows[key] <= FIRST:
                self.firsts.setdefault(key, []).append(place)
            self.advance(1)

    def has_fate(self, noun: str, place: str) -> bool:
        """Whether something of a noun came of a row."""
        return self._placed.has(noun, place)

    def count(self, noun: str, fate: Fate) -> int:
        return self._counts[noun, fate]

    @property
    def nouns(self) -> list[str]:
        """The nouns that occur, in the order in which they were written."""
        return list(dict.fromkeys(noun for noun, _fate in self._counts))

    @property
    def has_anything(self) -> bool:
        """Whether there was anything that is read."""
        return any(self._counts.values())

    @property
    def changes_anything(self) -> bool:
        return any(
            self._counts[key] for key in self._counts if key[1] in (Fate.CREATED, Fate.CHANGED)
        )

    @property
    def findings(self) -> list[Finding]:
        """What was odd in the export and at writing it, the gravest kinds first."""
        order = list(Dirt)
        return sorted((*self.read, *self.noted.all()), key=lambda one: order.index(one.kind))

    def refuse_if_problems(self) -> None:
        """Raise ExportError with all problems that there were."""
        if self.problems:
            raise ExportError(self.problems)
