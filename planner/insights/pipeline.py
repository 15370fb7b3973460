"""What planned and won deals add up to, and how far that carries a target."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

_WHOLE_PERCENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PipelineSum:
    """Money of one currency: `planned` is not weighted, `weighted` is by each deal's probability.

    `plans` and `wins` say of how many deals it was made.
    """

    planned: Decimal = Decimal(0)
    weighted: Decimal = Decimal(0)
    plans: int = 0
    won: Decimal = Decimal(0)
    wins: int = 0

    def __add__(self, other: "PipelineSum") -> "PipelineSum":
        return PipelineSum(
            self.planned + other.planned,
            self.weighted + other.weighted,
            self.plans + other.plans,
            self.won + other.won,
            self.wins + other.wins,
        )

    @property
    def expected(self) -> Decimal:
        """What has been won, and what may be expected of what is planned."""
        return self.won + self.weighted

    @property
    def deals(self) -> int:
        return self.plans + self.wins


ByCurrency = Mapping[str, PipelineSum]


def added_by_currency(parts: Iterable[ByCurrency]) -> dict[str, PipelineSum]:
    """Each currency for itself, in the order of their names."""
    found: dict[str, PipelineSum] = {}
    for part in parts:
        for currency, amount in part.items():
            found[currency] = found.get(currency, PipelineSum()) + amount
    return dict(sorted(found.items()))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A target against what was won and is planned in its scope, all in the target's currency."""

    target: Decimal
    found: PipelineSum

    @property
    def gap(self) -> Decimal:
        """What is missing; below zero where more is expected than was wanted."""
        return self.target - self.found.expected

    @property
    def share(self) -> Decimal | None:
        """How much of the target is expected, in whole percents; of nothing there is no share."""
        if not self.target:
            return None
        return (self.found.expected / self.target).quantize(_WHOLE_PERCENT)
