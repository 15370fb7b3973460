"""Counting with days, weeks and months as the German civil code does (BGB §§ 187, 188).

Days beyond the calendar's ends are kept at its ends.
"""

import calendar
from datetime import date
from functools import lru_cache

from planner.after_signature.facts import Notice

DAYS_OF_UNIT = {"day": 1, "week": 7}
MONTHS_OF_PERIOD = {
    "end_of_month": 1,
    "end_of_quarter": 3,
    "end_of_half_year": 6,
    "end_of_year": 12,
}


def months_later(day: date, months: int, *, month_end: bool = False) -> date:
    """The same day number so many months later (or earlier), or the month's last day where it is
    missing or, with `month_end`, in any case (§ 188 (2), (3))."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    if year < date.min.year:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, last if month_end else min(day.day, last))


@lru_cache(2**12)
def days_later(day: date, days: int) -> date:
    ordinal = min(max(day.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


def is_month_end(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def notice_ends(given_on: date, notice: Notice) -> date:
    """When a notice that arrives on a day has run its time: `add` of the specification."""
    if notice.unit == "month":
        return months_later(given_on, notice.count)
    return days_later(given_on, notice.count * DAYS_OF_UNIT[notice.unit])


def last_day_for_notice(end: date, notice: Notice) -> date:
    """The latest day on which a notice may arrive so as to end a contract on `end`.

    For 30 June and three months it is 31 March: from there three months lead to 30 June as well.
    Weekends and holidays do not move it (BGH 17.2.2005, III ZR 172/04).
    """
    if notice.unit == "month":
        return months_later(end, -notice.count, month_end=is_month_end(end))
    return days_later(end, -notice.count * DAYS_OF_UNIT[notice.unit])


def period_end(day: date, to: str) -> date:
    """The first end of a month, quarter, half-year or year that is not before `day`."""
    months = MONTHS_OF_PERIOD[to]
    missing = -day.month % months
    return months_later(date(day.year, day.month, 1), missing, month_end=True)
