"""The lines of a case or a scenario, ready to be valued."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from planner.after_signature.valuation.facts import (
    BusinessCaseFact,
    ChangeFact,
    FlowFact,
    ScenarioFact,
)

BASE = "base"

Amounts = tuple[Fraction, ...]
"""Amounts by year, year 0 first."""


@dataclass(frozen=True)
class Line:
    amounts: Amounts
    is_one_off: bool

    @property
    def total(self) -> Fraction:
        return sum(self.amounts, Fraction(0))


@dataclass(frozen=True)
class Calculation:
    """One scenario: its lines, each filled up with 0 to the last year, and its rate."""

    scenario: str
    discount_rate: Fraction
    lines: tuple[Line, ...]

    @cached_property
    def flows(self) -> Amounts:
        """The sum of the lines in each year."""
        return tuple(sum(year, Fraction(0)) for year in zip(*self._amounts, strict=True))

    def total(self, *, one_off: bool | None = None) -> Fraction:
        """The undiscounted sum of all lines, or of those of one kind."""
        lines = (line for line in self.lines if one_off in (None, line.is_one_off))
        return sum((line.total for line in lines), Fraction(0))

    @property
    def _amounts(self) -> list[Amounts]:
        return [line.amounts for line in self.lines]


def calculations_of(case: BusinessCaseFact) -> Iterator[Calculation]:
    """The case itself as `base`, and then its scenarios in their order."""
    yield _calculation(case, ScenarioFact(BASE))
    for scenario in case.scenarios:
        yield _calculation(case, scenario)


def _calculation(case: BusinessCaseFact, scenario: ScenarioFact) -> Calculation:
    changes = {change.flow: change for change in scenario.changes}
    lines = [_amounts(flow, changes.get(flow.key or "")) for flow in case.flows]
    years = max(map(len, lines))
    stated = scenario.discount_rate
    rate = case.discount_rate if stated is None else stated
    return Calculation(
        scenario.key,
        Fraction(rate),
        tuple(
            Line(_filled(amounts, years), flow.is_one_off)
            for amounts, flow in zip(lines, case.flows, strict=True)
        ),
    )


def _amounts(flow: FlowFact, change: ChangeFact | None) -> list[Fraction]:
    """The amounts of a flow in a scenario; its kind stays what it is in the case."""
    if change is None:
        return [Fraction(amount) for amount in flow.amounts]
    if change.factor is None:
        return [Fraction(amount) for amount in change.amounts]
    return [Fraction(amount) * Fraction(change.factor) for amount in flow.amounts]


def _filled(amounts: Sequence[Fraction], years: int) -> Amounts:
    return (*amounts, *[Fraction(0)] * (years - len(amounts)))
