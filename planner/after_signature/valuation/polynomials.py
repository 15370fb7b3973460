"""Where a polynomial changes its sign, found exactly.

A polynomial is its whole-number coefficients, the highest power first. Roots are counted before
they are sought (Sturm), so that none is missed and none is made up.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm

Polynomial = tuple[int, ...]


def polynomial(coefficients: Sequence[Fraction]) -> Polynomial:
    """With whole numbers instead of fractions, which has the same roots."""
    common = lcm(*(each.denominator for each in coefficients))
    return _primitive([int(each * common) for each in coefficients])


def _primitive(coefficients: Sequence[int]) -> Polynomial:
    """Without leading zeros and without a common divisor; the sign stays."""
    first = next((n for n, each in enumerate(coefficients) if each), len(coefficients))
    rest = coefficients[first:]
    divisor = gcd(*rest) or 1
    return tuple(each // divisor for each in rest)


def value_at(of: Polynomial, place: Fraction) -> int:
    """A number with the sign of the polynomial's value there."""
    found, power = 0, 1
    for coefficient in of:
        found = found * place.numerator + coefficient * power
        power *= place.denominator
    return found


def derivative(of: Polynomial) -> Polynomial:
    degree = len(of) - 1
    return _primitive([each * (degree - n) for n, each in enumerate(of[:-1])])


def _divided(of: Polynomial, by: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Quotient and remainder, each times a positive number."""
    rest = list(of)
    quotient: list[int] = []
    while len(rest) >= len(by):
        factor = abs(by[0])
        lead = rest[0] * (1 if by[0] > 0 else -1)
        quotient = [*(each * factor for each in quotient), lead]
        rest = [each * factor for each in rest]
        for n, each in enumerate(by):
            rest[n] -= lead * each
        rest.pop(0)
    return _primitive(quotient), _primitive(rest)


def _common_divisor(one: Polynomial, other: Polynomial) -> Polynomial:
    while other:
        one, other = other, _divided(one, other)[1]
    return one


def sign_changing_part(of: Polynomial) -> Polynomial:
    """A polynomial with the roots of odd multiplicity, each once: there the sign changes.

    Where the multiplicity is even, the value only touches 0. Each round divides by all roots once,
    and what has fewer than n of them falls out in round n.
    """
    rest = of
    found: Polynomial = (1,)
    having = _divided(of, _common_divisor(of, derivative(of)))[0]
    is_odd = True
    while len(having) > 1:
        rest = _divided(rest, having)[0]
        next_having = _common_divisor(having, rest) if len(rest) > 1 else (1,)
        if is_odd:
            found = _product(found, _divided(having, next_having)[0])
        having, is_odd = next_having, not is_odd
    return found


def _product(one: Polynomial, other: Polynomial) -> Polynomial:
    found = [0] * (len(one) + len(other) - 1)
    for n, mine in enumerate(one):
        for m, theirs in enumerate(other):
            found[n + m] += mine * theirs
    return _primitive(found)


class RootCounter:
    """Counts the roots of a polynomial that has each of them once."""

    def __init__(self, of: Polynomial) -> None:
        self.of = of
        self._chain = list(_sturm_chain(of))

    def between(self, low: Fraction, high: Fraction) -> int:
        """How many roots lie above `low` and not above `high`."""
        return self._changes(low) - self._changes(high)

    def _changes(self, place: Fraction) -> int:
        signs = [number > 0 for each in self._chain if (number := value_at(each, place))]
        return sum(one != other for one, other in pairwise(signs))

    @property
    def bound(self) -> Fraction:
        """Above which there is no root (Cauchy)."""
        return 1 + max(Fraction(abs(each), abs(self.of[0])) for each in self.of)

    def intervals(self, low: Fraction, high: Fraction) -> Iterator[tuple[Fraction, Fraction]]:
        """For each root, from the smallest, an interval in which it is the only one."""
        count = self.between(low, high)
        if count == 1:
            yield low, high
        elif count > 1:
            middle = (low + high) / 2
            yield from self.intervals(low, middle)
            yield from self.intervals(middle, high)


def _sturm_chain(of: Polynomial) -> Iterator[Polynomial]:
    one, other = of, derivative(of)
    yield one
    while other:
        yield other
        rest = _divided(one, other)[1]
        one, other = other, tuple(-each for each in rest)
