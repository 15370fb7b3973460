"""What a reader noticed: each kind of dirt with how often it occurs, examples and what was done."""

import re
from collections import Counter
from dataclasses import dataclass

from planner.imports.dirt import TREATMENTS, Dirt, Handling, Treatment
from planner.imports.scratch import Groups, Scratch

_CHANGED_IN_MEANING = (Handling.LEFT_OUT, Handling.ASSUMED, Handling.CORRECTED)
_PLACE = re.compile(r".+?:\d+(?= |$)")
_ORDER = {kind: position for position, kind in enumerate(Dirt)}
EXAMPLES = 5
"""So many places are named for each finding; the count covers all of them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`count` things of one kind; `about` tells which, `examples` name the first as `file:line`."""

    kind: Dirt
    about: str
    count: int
    examples: tuple[str, ...]

    @property
    def treatment(self) -> Treatment:
        return TREATMENTS[self.kind]

    def __str__(self) -> str:
        _, what, how = self.treatment
        about = f" ({self.about})" if self.about else ""
        where = f"; {', '.join(self.examples)}" if self.examples else ""
        more = " …" if self.count > len(self.examples) > 0 else ""
        return f"{self.count:,} × {what}{about}: {how}{where}{more}"


class Places:
    """Every row that was left out or changed in meaning, with the kinds of why."""

    def __init__(self, scratch: Scratch) -> None:
        self._kinds: Groups[Dirt] = Groups(scratch)

    def note(self, kind: Dirt, place: str) -> None:
        """`place` begins with `file:line`; what has no row is nowhere."""
        if TREATMENTS[kind].handling in _CHANGED_IN_MEANING and (found := _PLACE.match(place)):
            self._kinds.add(found[0], kind)

    def kinds_at(self, place: str) -> list[Dirt]:
        """The kinds at `file:line`, the gravest first."""
        return sorted(self._kinds.of(place), key=_ORDER.__getitem__)


class Findings:
    """Collects while an export is read."""

    def __init__(self, places: Places | None = None) -> None:
        self.places = places or Places(Scratch())
        self._counts: Counter[tuple[Dirt, str]] = Counter()
        self._examples: dict[tuple[Dirt, str], list[str]] = {}

    def add(self, kind: Dirt, about: str = "", *, place: str = "", count: int = 1) -> None:
        """Note one thing of a kind, or some. Those with the same `about` are counted together."""
        self._counts[kind, about] += count
        examples = self._examples.setdefault((kind, about), [])
        if place:
            self.places.note(kind, place)
            if len(examples) < EXAMPLES:
                examples.append(place)

    def all(self) -> tuple[Finding, ...]:
        """Every finding, in the order of the kinds (the gravest first), the most frequent first."""
        found = (
            Finding(kind, about, count, tuple(examples))
            for ((kind, about), count), examples in zip(
                self._counts.items(), self._examples.values(), strict=True
            )
        )
        return tuple(sorted(found, key=lambda one: (_ORDER[one.kind], -one.count, one.about)))
