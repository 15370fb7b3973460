"""What the charts of a case show; each stands beside a table with the same figures."""

from typing import Any

from planner.after_signature.numbers import MONEY
from planner.after_signature.valuation.sensitivities import RATE_LINE
from planner.business_cases.queries.valuations import Valuation
from planner.business_cases.views.explained import as_decimal, in_money
from planner.words import gettext


def tornado(of: Valuation, currency: str) -> dict[str, Any]:
    """What each line and the rate do to the value, the largest swing first."""
    return {
        "middle": float(as_decimal(of.npv, MONEY)),
        "names": {"down": gettext("lower"), "up": gettext("higher")},
        "bars": [
            {
                "name": line_name(of, each.line),
                "down": float(as_decimal(each.down, MONEY)),
                "up": float(as_decimal(each.up, MONEY)),
                "texts": {"down": in_money(each.down, currency), "up": in_money(each.up, currency)},
            }
            for each in of.sensitivities
        ],
    }


def line_name(of: Valuation, line: str) -> str:
    """`flow:2` by its label."""
    if line == RATE_LINE:
        return gettext("Discount rate")
    return of.labels[int(line.partition(":")[2])]


def course(of: Valuation, currency: str) -> dict[str, Any]:
    """The sum so far at the end of each year, as it is paid and discounted."""
    series = {
        gettext("Sum so far"): of.cumulated,
        gettext("Sum so far, discounted"): of.cumulated_discounted,
    }
    return {
        "names": [gettext("Year %(year)s", year=year) for year in range(len(of.flows))],
        "series": [
            {
                "name": name,
                "values": [float(as_decimal(each, MONEY)) for each in sums],
                "texts": [in_money(each, currency) for each in sums],
            }
            for name, sums in series.items()
        ],
    }
