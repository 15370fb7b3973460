"""The figures of a case in words, each with the formula by which it came about.

The formulas are those of section "Business cases" of the rules, with the numbers put in; a formula
of many years is cut in the middle, since the table beside it has them all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from planner.after_signature.numbers import MONEY, RATE, YEARS, rounded_figure
from planner.after_signature.valuation.present_values import present_value
from planner.after_signature.valuation.rates_of_return import NoRate
from planner.business_cases.queries.valuations import Valuation
from planner.views.web.templating import money, number, percent
from planner.words import gettext, ngettext

_MOST_PARTS = 25
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Figure:
    """`key` is its name in programs; `why` says why there is no single figure."""

    key: str
    name: str
    said: str
    formulas: Sequence[str]
    why: str = ""


def figures(of: Valuation, currency: str) -> list[Figure]:
    """All figures of one scenario, the most telling first."""
    return [
        _npv(of, currency),
        _irr(of),
        _payback("payback", gettext("Payback"), of.flows, of.cumulated, of.payback),
        _payback(
            "discounted_payback",
            gettext("Discounted payback"),
            of.discounted,
            of.cumulated_discounted,
            of.discounted_payback,
        ),
        _sum("total", gettext("Total of all years"), of, of.total, currency, one_off=None),
        _sum("one_off", gettext("One-off"), of, of.one_off, currency, one_off=True),
        _sum("running", gettext("Running"), of, of.running, currency, one_off=False),
    ]


def in_money(figure: Fraction, currency: str) -> str:
    return money(as_decimal(figure, MONEY), currency)


def as_decimal(figure: Fraction, places: int) -> Decimal:
    """Rounded half away from zero, for printing."""
    rounded = rounded_figure(figure, places)
    return Decimal(rounded.numerator) / Decimal(rounded.denominator)


def in_percent(rate: Fraction) -> str:
    return percent(as_decimal(rate, RATE))


def in_years(figure: Fraction | None) -> str:
    """3.25 years; none where it is never."""
    if figure is None:
        return gettext("never")
    count = as_decimal(figure, YEARS)
    return ngettext("%(count)s year", "%(count)s years", int(count == 1) or 2, count=number(count))


def _npv(of: Valuation, currency: str) -> Figure:
    formula = f"{_present_value(of.flows, of.rate)} = {_amount(of.npv)}"
    return Figure("npv", gettext("Net present value"), in_money(of.npv, currency), [formula])


def _irr(of: Valuation) -> Figure:
    rates = of.irr.rates
    said = " · ".join(in_percent(rate) for rate in rates) or gettext("none")
    formulas = [f"{_present_value(of.flows, rate)} ≈ 0" for rate in rates]
    why = _WHY[of.irr.reason]() if of.irr.reason else ""
    return Figure("irr", gettext("Internal rate of return"), said, formulas, why)


_WHY = {
    NoRate.NO_SIGN_CHANGE: lambda: gettext(
        "There is no rate: the years are all costs, or all gains."
    ),
    NoRate.SEVERAL: lambda: gettext(
        "Costs and gains change more than once, so that more than one rate is right and none says"
        " whether the offer pays. The net present value does."
    ),
    NoRate.NONE: lambda: gettext(
        "There is no rate: the net present value is above 0 at any rate, or below 0 at any."
    ),
}


def _payback(
    key: str,
    name: str,
    flows: Sequence[Fraction],
    sums: Sequence[Fraction],
    figure: Fraction | None,
) -> Figure:
    said = in_years(figure)
    if figure is None:
        last = _amount(sums[-1])
        formula = gettext("At the end the sum is still %(sum)s.", sum=last)
    elif figure == 0:
        formula = gettext("The sum is never below 0.")
    else:
        year = max(year for year, so_far in enumerate(sums) if so_far < 0)
        missing, gained = _amount(-sums[year]), _amount(flows[year + 1])
        formula = f"{year} + {missing} ÷ {gained} = {number(as_decimal(figure, YEARS))}"
    return Figure(key, name, said, [formula])


def _sum(
    key: str, name: str, of: Valuation, figure: Fraction, currency: str, *, one_off: bool | None
) -> Figure:
    lines = zip(of.labels, of.calculation.lines, strict=True)
    totals = [
        f"{label} {_amount(line.total)}"
        for label, line in lines
        if one_off in (None, line.is_one_off)
    ]
    parts = " + ".join(_cut(totals)) or "0"
    return Figure(key, name, in_money(figure, currency), [f"{parts} = {_amount(figure)}"])


def _present_value(flows: Sequence[Fraction], rate: Fraction) -> str:
    """−40,000 + 8,000 ÷ 1.08 + 9,200 ÷ 1.08²; years without an amount are left out."""
    growth = number(as_decimal(1 + rate, RATE))
    parts = list(_discounted_parts(flows, growth))
    return " ".join(_cut(parts)) or "0"


def _discounted_parts(flows: Sequence[Fraction], growth: str) -> Iterator[str]:
    is_first = True
    for year, amount in enumerate(flows):
        if amount:
            sign = ("− " if amount < 0 else "") if is_first else ("− " if amount < 0 else "+ ")
            power = "" if year < 2 else str(year).translate(_RAISED)  # noqa: PLR2004 - a first power is not written
            yield f"{sign}{_amount(abs(amount))}" + (f" ÷ {growth}{power}" if year else "")
            is_first = False


def _cut(parts: list[str]) -> list[str]:
    half = _MOST_PARTS // 2
    return parts if len(parts) <= _MOST_PARTS else [*parts[:half], "…", *parts[-half:]]


def _amount(figure: Fraction) -> str:
    return number(as_decimal(figure, MONEY)).replace("-", "−")


def turning_points(of: Valuation) -> list[tuple[str, str, str]]:
    """By line the factor at which the case is worth nothing, and the formula with the numbers."""
    rows = zip(of.break_even, of.calculation.lines, strict=True)
    return [(label, *_turning(of, factor, line.amounts)) for (label, factor), line in rows]


def _turning(
    of: Valuation, factor: Fraction | None, amounts: Sequence[Fraction]
) -> tuple[str, str]:
    if factor is None:
        return gettext("none"), gettext("The line is worth 0 itself.")
    worth = _amount(present_value(amounts, of.rate))
    said = number(as_decimal(factor, RATE))
    return said, f"1 − {_amount(of.npv)} ÷ {worth} = {said}"
