"""Days as people and browsers write them, and which of them can be meant at all."""

import datetime
import re

EARLIEST_YEAR, YEARS_AHEAD = 1990, 50
_CENTURY = 100
_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})", re.ASCII),
)


def written(text: str, today: datetime.date) -> datetime.date | None:
    """The day written like 2026-03-14, 14.3.2026 or 14.3.26; None if there is no such day.

    A year below 100 is of the century of `today`: browsers send 0026 for the 26 that was typed.
    """
    found = next((match for form in _FORMS if (match := form.fullmatch(text.strip()))), None)
    if found is None:
        return None
    year = in_century(int(found["year"]), today)
    try:
        return datetime.date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def in_century(year: int, today: datetime.date) -> int:
    """A year of two digits as one of the century of `today`; any other as it is."""
    return year if year >= _CENTURY else today.year // _CENTURY * _CENTURY + year


def latest_year(today: datetime.date) -> int:
    return today.year + YEARS_AHEAD


def is_plausible(day: datetime.date, today: datetime.date) -> bool:
    """Whether somebody can mean this day, and has not mistyped its year."""
    return EARLIEST_YEAR <= day.year <= latest_year(today)
