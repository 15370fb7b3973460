"""What a reader noticed: each kind of dirt with how often it occurs, examples and what was done."""

from collections import Counter
from dataclasses import dataclass, field

from planner.imports.dirt import TREATMENTS, Dirt, Treatment

EXAMPLES = 5
"""So many places are named for each finding; the count covers all of them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`count` things of one kind; `about` tells which, `examples` name the first as `file:line`."""

    kind: Dirt
    about: str
    count: int
    examples: tuple[str, ...]
    places: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """All of them."""

    @property
    def treatment(self) -> Treatment:
        return TREATMENTS[self.kind]

    def __str__(self) -> str:
        _, what, how = self.treatment
        about = f" ({self.about})" if self.about else ""
        where = f"; {', '.join(self.examples)}" if self.examples else ""
        more = " …" if self.count > len(self.examples) > 0 else ""
        return f"{self.count:,} × {what}{about}: {how}{where}{more}"


class Findings:
    """Collects while an export is read."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[Dirt, str]] = Counter()
        self._places: dict[tuple[Dirt, str], list[str]] = {}

    def add(self, kind: Dirt, about: str = "", *, place: str = "") -> None:
        """Note one thing of a kind. Those with the same `about` are counted together."""
        self._counts[kind, about] += 1
        places = self._places.setdefault((kind, about), [])
        if place:
            places.append(place)

    def all(self) -> tuple[Finding, ...]:
        """Every finding, in the order of the kinds (the gravest first), the most frequent first."""
        order = {kind: position for position, kind in enumerate(Dirt)}
        found = (
            Finding(kind, about, count, tuple(places[:EXAMPLES]), tuple(places))
            for ((kind, about), count), places in zip(
                self._counts.items(), self._places.values(), strict=True
            )
        )
        return tuple(sorted(found, key=lambda one: (order[one.kind], -one.count, one.about)))
