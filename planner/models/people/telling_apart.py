"""What people of one name are called, so that nobody takes one for the other."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person with what can be added to the name, the shortest and plainest first; None for what
    is not known."""

    id: int
    name: str
    additions: tuple[str | None, ...]


def told_apart(people: Sequence[Somebody]) -> dict[int, str]:
    """By id: the name, and behind it the first addition that no other of that name has.

    Where none of them tells all apart, as many are added as it takes, at last a number.
    """
    by_name: dict[str, list[Somebody]] = defaultdict(list)
    for somebody in people:
        by_name[somebody.name.casefold()].append(somebody)
    found = {}
    for same in by_name.values():
        additions = _additions(same) if len(same) > 1 else [""]
        for somebody, addition in zip(same, additions, strict=True):
            found[somebody.id] = f"{somebody.name} ({addition})" if addition else somebody.name
    return found


def _additions(same: Sequence[Somebody]) -> list[str]:
    kinds = list(zip(*(somebody.additions for somebody in same), strict=True))
    for kind in kinds:
        if None not in kind and len(set(kind)) == len(same):
            return [str(text) for text in kind]
    joined: list[str] = ["" for _each in same]
    for kind in kinds:
        joined = [", ".join(filter(None, (a, b))) for a, b in zip(joined, kind, strict=True)]
        if len(set(joined)) == len(same):
            return joined
    counts: Counter[str] = Counter()
    numbered = []
    for text in joined:
        counts[text] += 1
        numbered.append(f"{text}, {counts[text]}" if text else str(counts[text]))
    return numbered
