"""How much the value depends on each line and on the rate, and where it turns."""

from collections.abc import Iterator
from fractions import Fraction

from planner.after_signature.numbers import MONEY, printed_money, printed_rate, rounded_figure
from planner.after_signature.valuation.calculations import Calculation
from planner.after_signature.valuation.present_values import present_value
from planner.rating.value import value

RATE_LINE = "discount_rate"


@value
class Sensitivity:
    """The value with a line (or the rate) lower and higher by the variation."""

    line: str
    down: Fraction
    up: Fraction

    @property
    def swing(self) -> Fraction:
        """The difference, rounded: by it they are put in order."""
        return rounded_figure(abs(self.up - self.down), MONEY)

    def as_json(self) -> dict[str, object]:
        return {
            "line": self.line,
            "down": printed_money(self.down),
            "up": printed_money(self.up),
            "swing": printed_money(self.swing),
        }


def sensitivities(calculation: Calculation, percent: int) -> list[Sensitivity]:
    """The value with each line, and with the rate, so many percent lower and higher.

    The largest swing comes first; of equal ones the lines in their order, and the rate last.
    """
    return sorted(_sensitivities(calculation, Fraction(percent, 100)), key=lambda each: -each.swing)


def _sensitivities(calculation: Calculation, variation: Fraction) -> Iterator[Sensitivity]:
    flows, r = calculation.flows, calculation.discount_rate
    value_now = present_value(flows, r)
    for index, line in enumerate(calculation.lines):
        change = present_value(line.amounts, r) * variation
        yield Sensitivity(f"flow:{index}", value_now - change, value_now + change)
    lower, higher = r * (1 - variation), r * (1 + variation)
    yield Sensitivity(RATE_LINE, present_value(flows, lower), present_value(flows, higher))


def break_even_factors(calculation: Calculation) -> list[Fraction | None]:
    """For each line the factor on its amounts at which the value is 0; None for an empty one."""
    r = calculation.discount_rate
    value_now = present_value(calculation.flows, r)
    of_lines = [present_value(line.amounts, r) for line in calculation.lines]
    return [1 - value_now / of_line if of_line else None for of_line in of_lines]


def break_even_as_json(calculation: Calculation) -> list[dict[str, object]]:
    return [
        {"line": f"flow:{index}", "factor": printed_rate(factor)}
        for index, factor in enumerate(break_even_factors(calculation))
    ]
