"""Rounding half up, in whole numbers so that nothing is lost on the way."""

from fractions import Fraction


def half_up(number: Fraction) -> int:
    """The nearest whole number; a half goes up. `number` is not negative."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def share_of_hundred(part: int, whole: int) -> int:
    """`part` of `whole` as a number from 0 to 100, rounded half up; 0 of nothing."""
    return half_up(Fraction(100 * part, whole)) if whole else 0
