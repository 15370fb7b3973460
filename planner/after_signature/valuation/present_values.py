"""Present values and paybacks.

Year 0 is undiscounted, the others count at their ends (Brealey, Myers, Allen, *Principles of
Corporate Finance*); in a spreadsheet that is `=CF0+NPV(r;CF1:CFN)`.
"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from planner.after_signature.valuation.calculations import Amounts


def discounted(flows: Sequence[Fraction], rate: Fraction) -> Amounts:
    """The present value of each year's amount."""
    factor = 1 / (1 + rate)
    return tuple(amount * factor**year for year, amount in enumerate(flows))


def present_value(flows: Sequence[Fraction], rate: Fraction) -> Fraction:
    return sum(discounted(flows, rate), Fraction(0))


def payback(flows: Sequence[Fraction]) -> Fraction | None:
    """The years after which the sum so far is never negative again, counted linearly inside a
    year; 0 if it never is, None if it is at the end."""
    sums = list(accumulate(flows))
    negative = [year for year, so_far in enumerate(sums) if so_far < 0]
    if not negative:
        return Fraction(0)
    last = negative[-1]
    if last == len(sums) - 1:
        return None
    return last + -sums[last] / flows[last + 1]
