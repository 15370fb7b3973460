"""Days and moments as people read them, and as they stay true whenever they are read."""

import datetime
from functools import lru_cache

from babel.dates import format_date

from planner import clock
from planner.translation import language


def exact_day(value: datetime.date | None) -> str:
    """14.03.2026 or 14 Mar 2026."""
    return "" if value is None else _day(value, language())


def exact_weekday(value: datetime.date) -> str:
    """Sa. 14.03.2026 or Sat 14 Mar 2026."""
    return _weekday(value, language())


# Tables of tens of thousands of lines name a few hundred days, and each takes longer to write out
# than the rest of its line.
@lru_cache(maxsize=4096)
def _day(value: datetime.date, locale: str) -> str:
    # Four y, or English writes the year 26 of a mistyped day as if it were one of this century.
    return str(format_date(value, "dd.MM.yyyy" if locale == "de" else "d MMM yyyy", locale=locale))


@lru_cache(maxsize=4096)
def _weekday(value: datetime.date, locale: str) -> str:
    return f"{format_date(value, 'EEE', locale=locale)} {_day(value, locale)}"


def exact_moment(value: datetime.datetime) -> str:
    """14.03.2026, 14:03, in the organisation's time zone."""
    local = clock.local(value)
    return f"{exact_day(local.date())}, {local.strftime('%H:%M')}"
