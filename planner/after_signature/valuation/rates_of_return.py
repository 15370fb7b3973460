"""Internal rates of return: all of them, counted before they are computed.

A rate i above -1 is one where the present value changes its sign. Written with q = 1 + i, the
present value is a polynomial in q, of which the positive roots are sought. Lorie and Savage's oil
pump has two; where the value only touches 0 there is none.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from planner.after_signature.numbers import RATE, rounded_figure
from planner.after_signature.valuation.polynomials import (
    RootCounter,
    polynomial,
    sign_changing_part,
    value_at,
)
from planner.rating.value import value

_FINE = Fraction(1, 4 * 10**RATE)
"""Within so little there is at most one place at which the rounding changes."""


class NoRate(StrEnum):
    """Why there is no single rate."""

    NO_SIGN_CHANGE = "no_sign_change"
    SEVERAL = "several"
    NONE = "none"


@value
class RatesOfReturn:
    """All rates, rounded and ascending; `reason` is None where there is exactly one."""

    rates: tuple[Fraction, ...]
    reason: NoRate | None

    @property
    def rate(self) -> Fraction | None:
        return self.rates[0] if self.reason is None else None


def rates_of_return(flows: Sequence[Fraction]) -> RatesOfReturn:
    """The rates of amounts by year, correct to the 4th place."""
    if not _changes_sign(flows):
        return RatesOfReturn((), NoRate.NO_SIGN_CHANGE)
    rates = tuple(_rates(flows))
    if len(rates) == 1:
        return RatesOfReturn(rates, None)
    return RatesOfReturn(rates, NoRate.SEVERAL if rates else NoRate.NONE)


def _changes_sign(flows: Sequence[Fraction]) -> bool:
    signs = [amount > 0 for amount in flows if amount]
    return any(one != other for one, other in pairwise(signs))


def _rates(flows: Sequence[Fraction]) -> Iterator[Fraction]:
    counter = RootCounter(sign_changing_part(polynomial(_without_last_zeros(flows))))
    for low, high in counter.intervals(Fraction(0), counter.bound):
        yield _rounded_root(counter, low, high)


def _without_last_zeros(flows: Sequence[Fraction]) -> Sequence[Fraction]:
    """Years without amounts at the end make roots at q = 0, which is no rate."""
    last = max(year for year, amount in enumerate(flows) if amount)
    return flows[: last + 1]


def _rounded_root(counter: RootCounter, low: Fraction, high: Fraction) -> Fraction:
    """The rate of the only root above `low` and not above `high`."""
    while high - low > _FINE:
        middle = (low + high) / 2
        if counter.between(low, middle):
            high = middle
        else:
            low = middle
    below, above = rounded_figure(low - 1, RATE), rounded_figure(high - 1, RATE)
    if below == above:
        return above
    edge = 1 + (below + above) / 2
    if value_at(counter.of, edge) == 0:
        return rounded_figure(edge - 1, RATE)
    return below if counter.between(low, edge) else above
