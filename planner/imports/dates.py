"""Days as exports write them: 2017-03-01, 3/1/2017 (month first) or 1/3/2017 (day first), with or
without a time behind them. 1.3.2017 is always the day first. A time that names its zone is told as
the day that it was in the organisation's."""

import enum
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from planner import clock
from planner.imports.export_error import ExportError
from planner.insights.days import latest_year

_Day = tuple[str, str]
"""A place and the text that stands there."""


class DateForm(enum.StrEnum):
    ISO = "iso"
    MONTH_FIRST = "month-first"
    DAY_FIRST = "day-first"


DATE_WORDS = {
    DateForm.ISO: "year-month-day",
    DateForm.MONTH_FIRST: "month/day/year",
    DateForm.DAY_FIRST: "day/month/year",
}
_TIME = r"(?:,?[T ]\s?\d{1,2}:\d{2}.*)?"
_ZONED = re.compile(
    r"[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s?(?:Z|UTC|GMT|([+-])(\d{2}):?(\d{2}))$",
    re.ASCII,
)
_ISO = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}", re.ASCII)
_SLASHED = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_CENTURY, _FIRST_OF_LAST_CENTURY, _EARLIEST_YEAR = 100, 69, 1900
_CHOOSE = "say which with --dates month-first or --dates day-first"


def parse_day(text: str, form: DateForm) -> date | None:
    """The day that a text means in a column of this form; None if it is none."""
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.group(1, 3, 4))
    elif form is not DateForm.ISO and (match := _SLASHED.fullmatch(text)):
        if match[2] == "." and form is DateForm.MONTH_FIRST:
            return None
        first, second, year = int(match[1]), int(match[3]), _year(match[4])
        month, day = (first, second) if form is DateForm.MONTH_FIRST else (second, first)
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if not _EARLIEST_YEAR <= year <= latest_year(clock.today()):
        return None
    return _here(found, text)


def _here(day: date, text: str) -> date:
    """The day in the organisation's zone; midnight in UTC is how programs write a day alone."""
    match = _ZONED.search(text)
    if match is None:
        return day
    hour, minute, second = (int(part or 0) for part in match.group(1, 2, 3))
    off = timedelta(hours=int(match[5] or 0), minutes=int(match[6] or 0))
    try:
        moment = datetime.combine(day, time(hour, minute, second), tzinfo=UTC)
    except ValueError:
        return day
    if not off and moment.time() == time():
        return day
    return clock.local(moment - (-off if match[4] == "-" else off)).date()


def _year(text: str) -> int:
    """A year; of two digits, 69 to 99 are of the last century."""
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - digits
        return year
    return year + (_CENTURY * 19 if year >= _FIRST_OF_LAST_CENTURY else _CENTURY * 20)


class DaysShown:
    """What the days of a column show of its form, one after the other."""

    def __init__(self) -> None:
        self.count = 0
        self._first: _Day | None = None
        self._is_slashed = False
        self._only: dict[DateForm, _Day] = {}
        """The first day that can be read in one form and not in the other."""
        self._open: _Day | None = None
        """The first day that is another in either form."""
        self._readable: set[DateForm] = set()

    def add(self, place: str, text: str) -> None:
        self.count += 1
        self._first = self._first or (place, text)
        if _SLASHED.fullmatch(text):
            self._add_slashed(place, text)
        elif len(self._readable) < len(DateForm):
            self._readable |= {form for form in DateForm if parse_day(text, form)}

    def _add_slashed(self, place: str, text: str) -> None:
        self._is_slashed = True
        if len(self._only) == len(_ORDERS):
            return
        by_month, by_day = (parse_day(text, form) for form in _ORDERS)
        if by_month:
            self._readable.add(DateForm.MONTH_FIRST)
        if by_day:
            self._readable.add(DateForm.DAY_FIRST)
        if bool(by_month) != bool(by_day):
            form = DateForm.MONTH_FIRST if by_month else DateForm.DAY_FIRST
            self._only.setdefault(form, (place, text))
        if by_month != by_day and self._open is None:
            self._open = place, text

    def form(self, column: str, chosen: DateForm | None = None) -> DateForm:
        """The form of the whole column: as chosen, else as the column itself shows.

        Days with slashes are taken month first or day first only when some day in the column (the
        13th or later) allows no other reading and none contradicts it. Refuses otherwise, and when
        there are values but not one of them is a day.
        """
        form = chosen or self._shown(column)
        if self._first and form not in self._readable:
            place, text = self._first
            problem = f"{place}: {column} “{text}” is no day as {DATE_WORDS[form]}, nor is any"
            raise ExportError([f"{problem} other; {_CHOOSE}"])
        return form

    def _shown(self, column: str) -> DateForm:
        if not self._is_slashed:
            return DateForm.ISO
        by_month, by_day = (self._only.get(form) for form in _ORDERS)
        if by_month and by_day:
            (place, text), (other, contrary) = by_month, by_day
            problem = f"{column} “{text}” is month first, but “{contrary}” ({other}) day first"
        elif by_month or by_day:
            return DateForm.MONTH_FIRST if by_month else DateForm.DAY_FIRST
        elif self._open is None:
            return DateForm.DAY_FIRST
        else:
            place, text = self._open
            problem = f"{column} “{text}” can be month first or day first, and so can all others"
        raise ExportError([f"{place}: {problem}; {_CHOOSE}"])


_ORDERS = (DateForm.MONTH_FIRST, DateForm.DAY_FIRST)


def form_of(column: str, days: Iterable[_Day], chosen: DateForm | None = None) -> DateForm:
    """The form of a whole column of which all days are at hand."""
    shown = DaysShown()
    for place, text in days:
        shown.add(place, text)
    return shown.form(column, chosen)
