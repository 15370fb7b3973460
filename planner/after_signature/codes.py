"""What a rule finds, with the very items that made it true."""

from collections.abc import Iterable, Iterator

from planner.rating.evidence import Evidence
from planner.rating.value import value


@value
class CodeFound:
    """A rule that holds; `evidence` is sorted and without repeats, and may be empty."""

    code: str
    evidence: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        return {"code": self.code, "evidence": list(self.evidence)}


def codes_found(rules: Iterable[tuple[str, Evidence]]) -> tuple[CodeFound, ...]:
    """Those of the rules that hold, in their order; the evidence of the others is None."""
    return tuple(_found(rules))


def _found(rules: Iterable[tuple[str, Evidence]]) -> Iterator[CodeFound]:
    for code, evidence in rules:
        if evidence is not None:
            yield CodeFound(code, tuple(sorted(set(evidence))))
