"""What a case of a plan comes to, scenario by scenario: the facts of its rows, put to the rules."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from typing import Any

from planner.after_signature.valuation.calculations import Amounts, Calculation, calculations_of
from planner.after_signature.valuation.facts import (
    BusinessCaseFact,
    ChangeFact,
    FlowFact,
    ScenarioFact,
)
from planner.after_signature.valuation.present_values import discounted, payback, present_value
from planner.after_signature.valuation.rates_of_return import RatesOfReturn, rates_of_return
from planner.after_signature.valuation.sensitivities import (
    Sensitivity,
    break_even_factors,
    sensitivities,
)
from planner.models import BusinessCase, Flow, Scenario


@dataclass(frozen=True)
class Valuation:
    """One scenario with its figures, exact; `labels` are those of its lines, in their order.

    `variation` is in percent.
    """

    title: str | None
    labels: Sequence[str]
    calculation: Calculation
    variation: int

    @property
    def rate(self) -> Fraction:
        return self.calculation.discount_rate

    @property
    def flows(self) -> Amounts:
        return self.calculation.flows

    @cached_property
    def discounted(self) -> Amounts:
        return discounted(self.flows, self.rate)

    @cached_property
    def npv(self) -> Fraction:
        return present_value(self.flows, self.rate)

    @cached_property
    def irr(self) -> RatesOfReturn:
        return rates_of_return(self.flows)

    @cached_property
    def payback(self) -> Fraction | None:
        return payback(self.flows)

    @cached_property
    def discounted_payback(self) -> Fraction | None:
        return payback(self.discounted)

    @property
    def total(self) -> Fraction:
        return self.calculation.total()

    @property
    def one_off(self) -> Fraction:
        return self.calculation.total(one_off=True)

    @property
    def running(self) -> Fraction:
        return self.calculation.total(one_off=False)

    @cached_property
    def cumulated(self) -> Amounts:
        """The sum so far, at the end of each year."""
        return tuple(accumulate(self.flows))

    @cached_property
    def cumulated_discounted(self) -> Amounts:
        return tuple(accumulate(self.discounted))

    @cached_property
    def sensitivities(self) -> list[Sensitivity]:
        return sensitivities(self.calculation, self.variation)

    @cached_property
    def break_even(self) -> list[tuple[str, Fraction | None]]:
        """By label the factor on the amounts of the line at which the case is worth 0."""
        return list(zip(self.labels, break_even_factors(self.calculation), strict=True))


def valuations(case: BusinessCase, variation: int) -> list[Valuation]:
    """The case itself, and then its scenarios in their order."""
    titles = [None, *(scenario.title for scenario in case.scenarios)]
    labels = [flow.label for flow in case.flows]
    return [
        Valuation(title, labels, calculation, variation)
        for title, calculation in zip(titles, calculations_of(fact_of(case)), strict=True)
    ]


def fact_of(case: BusinessCase) -> BusinessCaseFact:
    return BusinessCaseFact(
        key=case.key,
        discount_rate=case.discount_rate,
        flows=flow_facts(case.flows),
        scenarios=tuple(_scenario(scenario) for scenario in case.scenarios),
    )


def flow_facts(flows: Iterable[Flow]) -> tuple[FlowFact, ...]:
    return tuple(
        FlowFact(decimals(flow.amounts), flow.key, flow.kind.value if flow.kind else None)
        for flow in flows
    )


def _scenario(scenario: Scenario) -> ScenarioFact:
    changes = tuple(_change(change) for change in scenario.changes)
    return ScenarioFact(scenario.key, changes, scenario.discount_rate)


def _change(change: dict[str, Any]) -> ChangeFact:
    factor = change.get("factor")
    return ChangeFact(
        change["flow"],
        None if factor is None else Decimal(str(factor)),
        decimals(change.get("amounts", ())),
    )


def decimals(amounts: Iterable[float]) -> tuple[Decimal, ...]:
    """As they were typed: the text of a float is its shortest form."""
    return tuple(Decimal(str(amount)) for amount in amounts)
