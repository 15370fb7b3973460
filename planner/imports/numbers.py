"""Numbers as exports write them: 1,234.50 (with a point) or 1.234,50 (with a comma)."""

import enum
import re
from collections.abc import Iterable
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
_PLAIN = re.compile(r"\d+", re.ASCII)
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


class NumbersShown:
    """What the numbers of a column show of its form, one after the other."""

    def __init__(self) -> None:
        self._only: dict[NumberForm, _Number] = {}
        """The first that can be read in one form and not in the other."""
        self._open: _Number | None = None
        """The first that is another in either form."""

    def add(self, place: str, text: str) -> None:
        if _PLAIN.fullmatch(text) or len(self._only) == len(NumberForm):
            return  # it shows nothing
        by_point, by_comma = (parse_number(text, form) for form in NumberForm)
        if by_point == by_comma:
            return
        if by_point is None or by_comma is None:
            form = NumberForm.COMMA if by_point is None else NumberForm.POINT
            self._only.setdefault(form, (place, text))
        if self._open is None:
            self._open = place, text

    def form(self, column: str, chosen: NumberForm | None = None) -> NumberForm:
        """The form of the whole column: as chosen, else as a number shows that allows no other.

        Raises ExportError where numbers contradict each other, or every one allows two readings.
        """
        if chosen is not None:
            return chosen
        by_point, by_comma = (self._only.get(form) for form in NumberForm)
        if by_point and by_comma:
            (place, text), (other, contrary) = by_point, by_comma
            problem = f"{column} “{text}” has a point, but “{contrary}” ({other}) a comma"
        elif by_point or by_comma:
            return NumberForm.POINT if by_point else NumberForm.COMMA
        elif self._open is not None:
            place, text = self._open
            problem = f"{column} “{text}” can be read in two ways, and so can all others"
        else:
            return NumberForm.POINT
        raise ExportError([f"{place}: {problem}; {_CHOOSE}"])


def number_form_of(
    column: str, numbers: Iterable[_Number], chosen: NumberForm | None = None
) -> NumberForm:
    """The form of a whole column of which all numbers are at hand."""
    shown = NumbersShown()
    for place, text in numbers:
        shown.add(place, text)
    return shown.form(column, chosen)
