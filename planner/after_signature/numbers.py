"""Figures for printing: exact until here, and rounded half away from zero."""

from decimal import Decimal
from fractions import Fraction

MONEY, RATE, YEARS = 2, 4, 2
"""Places behind the point: of money, of rates, shares and factors, of years."""

ExactFigure = Fraction | Decimal | int


def rounded_figure(figure: ExactFigure, places: int) -> Fraction:
    """The figure rounded to so many places, a half away from zero."""
    scaled = abs(Fraction(figure)) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if figure >= 0 else -whole, 10**places)


def printed(figure: ExactFigure | None, places: int) -> int | float | None:
    """The rounded figure as JSON writes it: whole numbers without a point; None stays None."""
    if figure is None:
        return None
    number = rounded_figure(figure, places)
    return number.numerator if number.denominator == 1 else float(number)


def printed_money(figure: ExactFigure | None) -> int | float | None:
    return printed(figure, MONEY)


def printed_rate(figure: ExactFigure | None) -> int | float | None:
    return printed(figure, RATE)


def years(figure: ExactFigure | None) -> int | float | None:
    return printed(figure, YEARS)
