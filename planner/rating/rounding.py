"""Rounding half up, in whole numbers so that nothing is lost on the way."""


def half_up(part: int, whole: int) -> int:
    """The whole number nearest to `part / whole`; a half goes up. Neither is negative."""
    return (2 * part + whole) // (2 * whole)


def share_of_hundred(part: int, whole: int) -> int:
    """`part` of `whole` as a number from 0 to 100, rounded half up; 0 of nothing."""
    return half_up(100 * part, whole) if whole else 0
