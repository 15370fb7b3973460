"""Days and moments as people read them, and as they stay true whenever they are read."""

import datetime

from babel.dates import format_date

from planner import clock
from planner.translation import language


def exact_day(value: datetime.date | None) -> str:
    """14.03.2026 or 14 Mar 2026."""
    if value is None:
        return ""
    locale = language()
    # Four y, or English writes the year 26 of a mistyped day as if it were one of this century.
    return str(format_date(value, "dd.MM.yyyy" if locale == "de" else "d MMM yyyy", locale=locale))


def exact_weekday(value: datetime.date) -> str:
    """Sa. 14.03.2026 or Sat 14 Mar 2026."""
    return f"{format_date(value, 'EEE', locale=language())} {exact_day(value)}"


def exact_moment(value: datetime.datetime) -> str:
    """14.03.2026, 14:03, in the organisation's time zone."""
    local = clock.local(value)
    return f"{exact_day(local.date())}, {local.strftime('%H:%M')}"
