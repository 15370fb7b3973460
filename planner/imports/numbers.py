"""Numbers as exports write them: 1,234.50 (with a point) or 1.234,50 (with a comma)."""

import enum
import re
from collections.abc import Sequence
from decimal import Decimal

from planner.imports.export_error import ExportError

_Number = tuple[str, str]
"""A place and the text that stands there."""


class NumberForm(enum.StrEnum):
    """Which sign stands before the decimals."""

    POINT = "point"
    COMMA = "comma"


_UNSEEN = re.compile(r"[\s'’]")
_IN_BRACKETS = re.compile(r"([^()]*)\(([^()]*)\)([^()]*)")
"""How bookkeepers write what is below zero."""
_UNIT = r"(?:(?:[A-Z]{2})?[€$£¥]|[A-Z]{3}|Fr\.)?"
_WRITTEN = re.compile(rf"{_UNIT}([-+−]?){_UNIT}([0-9][0-9.,]*)([-−]?){_UNIT}%?{_UNIT}")
_DIGITS = {
    # No group of thousands begins with a zero: 0.125 is an eighth in either form of column.
    NumberForm.POINT: re.compile(r"(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?"),
    NumberForm.COMMA: re.compile(r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?"),
}
_CHOOSE = "say which with --numbers point or --numbers comma"


def parse_number(text: str, form: NumberForm) -> Decimal | None:
    """The number that a text means in a column of this form, without currency and percent sign;
    None if it is none."""
    plain = _UNSEEN.sub("", text)
    bracketed = _IN_BRACKETS.fullmatch(plain)
    match = _WRITTEN.fullmatch("".join(bracketed.groups()) if bracketed else plain)
    if match is None or not _DIGITS[form].fullmatch(match[2]):
        return None
    group, point = (",", ".") if form is NumberForm.POINT else (".", ",")
    number = Decimal(match[2].replace(group, "").replace(point, "."))
    is_below = bracketed is not None or match[1] in ("-", "−") or match[3] != ""
    return -number if is_below else number


def number_form_of(
    column: str, numbers: Sequence[_Number], chosen: NumberForm | None = None
) -> NumberForm:
    """The form of a whole column: as chosen, else as a number shows that allows no other.

    Raises ExportError where numbers contradict each other, or every one allows two readings.
    """
    if chosen is not None:
        return chosen
    by_point, by_comma = (_only(form, numbers) for form in NumberForm)
    if by_point and by_comma:
        (place, text), (other, contrary) = by_point, by_comma
        problem = f"{column} “{text}” has a point, but “{contrary}” ({other}) a comma"
    elif by_point or by_comma:
        return NumberForm.POINT if by_point else NumberForm.COMMA
    elif open_ones := [number for number in numbers if not _is_the_same(number[1])]:
        place, text = open_ones[0]
        problem = f"{column} “{text}” can be read in two ways, and so can all others"
    else:
        return NumberForm.POINT
    raise ExportError([f"{place}: {problem}; {_CHOOSE}"])


def _is_the_same(text: str) -> bool:
    return parse_number(text, NumberForm.POINT) == parse_number(text, NumberForm.COMMA)


def _only(form: NumberForm, numbers: Sequence[_Number]) -> _Number | None:
    """The first that can be read in this form and not in the other."""
    other = NumberForm.COMMA if form is NumberForm.POINT else NumberForm.POINT
    readable = (one for one in numbers if parse_number(one[1], form) is not None)
    return next((one for one in readable if parse_number(one[1], other) is None), None)
