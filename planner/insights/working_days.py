"""Days on which people work; what falls on a weekend is moved behind it."""

import datetime

_SATURDAY = 5


def days_after(day: datetime.date, days: int) -> datetime.date:
    """So many days later, or earlier below 0; at the ends of the calendar the last day there is."""
    last = datetime.date.max if days > 0 else datetime.date.min
    left = abs((last - day).days)
    return last if abs(days) > left else day + datetime.timedelta(days)


def working_day(day: datetime.date) -> datetime.date:
    """The day itself, or the Monday after it where it is a Saturday or a Sunday."""
    over = day.weekday() - _SATURDAY
    return day if over < 0 else days_after(day, 2 - over)


def working_days_later(day: datetime.date, count: int) -> datetime.date:
    """The day by which so many working days have passed; holidays are not known."""
    for _each in range(count):
        day = working_day(days_after(day, 1))
    return day
