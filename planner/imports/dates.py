"""Days as exports write them: 2017-03-01, 3/1/2017 (month first) or 1/3/2017 (day first), with or
without a time behind them. 1.3.2017 is always the day first. A time that names its zone is told as
the day that it was in the organisation's."""

import enum
import re
from collections.abc import Sequence
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


def form_of(column: str, days: Sequence[_Day], chosen: DateForm | None = None) -> DateForm:
    """The form of a whole column: as chosen, else as the column itself shows.

    Days with slashes are taken month first or day first only when some day in the column (the
    13th or later) allows no other reading and none contradicts it. Refuses otherwise, and when
    there are values but not one of them is a day.
    """
    form = chosen or _shown_by(column, days)
    if days and not any(parse_day(text, form) for _, text in days):
        place, text = days[0]
        problem = f"{place}: {column} “{text}” is no day as {DATE_WORDS[form]}, nor is any other"
        raise ExportError([f"{problem}; {_CHOOSE}"])
    return form


def _shown_by(column: str, days: Sequence[_Day]) -> DateForm:
    slashed = [day for day in days if _SLASHED.fullmatch(day[1])]
    if not slashed:
        return DateForm.ISO
    by_month, by_day = _only(DateForm.MONTH_FIRST, slashed), _only(DateForm.DAY_FIRST, slashed)
    if by_month and by_day:
        (place, text), (other, contrary) = by_month, by_day
        problem = f"{column} “{text}” is month first, but “{contrary}” ({other}) day first"
    elif by_month or by_day:
        return DateForm.MONTH_FIRST if by_month else DateForm.DAY_FIRST
    elif all(_is_the_same(text) for _, text in slashed):
        return DateForm.DAY_FIRST
    else:
        place, text = next(day for day in slashed if not _is_the_same(day[1]))
        problem = f"{column} “{text}” can be month first or day first, and so can all others"
    raise ExportError([f"{place}: {problem}; {_CHOOSE}"])


def _is_the_same(text: str) -> bool:
    """Whether it is the same day, or none, in either order, such as 5/5/2017."""
    return parse_day(text, DateForm.DAY_FIRST) == parse_day(text, DateForm.MONTH_FIRST)


def _only(form: DateForm, slashed: Sequence[_Day]) -> _Day | None:
    """The first day that can be read in this form and not in the other."""
    other = DateForm.DAY_FIRST if form is DateForm.MONTH_FIRST else DateForm.MONTH_FIRST
    readable = (day for day in slashed if parse_day(day[1], form))
    return next((day for day in readable if not parse_day(day[1], other)), None)
