"""Weeks as ISO 8601 counts them, each known by its Monday; a year has 52 of them, or 53."""

import datetime
import re

from planner.insights import days

_DAYS = 7
_NAMED = re.compile(r"(\d{4})-?W(\d{2})", re.IGNORECASE)


def week_of(day: datetime.date) -> datetime.date:
    """The Monday of the week that a day lies in."""
    return day - datetime.timedelta(days=day.weekday())


def name_of_week(week: datetime.date) -> str:
    """`2026-W53`, as addresses and the inputs of browsers write a week."""
    year, number, _day = week.isocalendar()
    return f"{year:04}-W{number:02}"


def week_named(text: str, today: datetime.date) -> datetime.date | None:
    """The Monday of the week that is written like `2026-W53`; None if there is no such week.

    A year below 100 is of the century of `today`, as that of a day is.
    """
    found = _NAMED.fullmatch(text.strip())
    if found is None:
        return None
    try:
        return datetime.date.fromisocalendar(
            days.in_century(int(found[1]), today), int(found[2]), 1
        )
    except ValueError:
        return None


def later(week: datetime.date, weeks: int) -> datetime.date:
    """The week so many weeks after this one, or before it below 0."""
    return week + datetime.timedelta(weeks=weeks)


def days_of(week: datetime.date) -> list[datetime.date]:
    """Monday to Sunday."""
    return [week + datetime.timedelta(days=number) for number in range(_DAYS)]
