"""Days and moments as they stay true, whenever they are read."""

import datetime

from babel.dates import format_date

from planner import clock
from planner.translation import language


def exact_day(value: datetime.date | None) -> str:
    """14.03.2026 or 14 Mar 2026."""
    if value is None:
        return ""
    locale = language()
    return str(format_date(value, "dd.MM.yyyy" if locale == "de" else "d MMM y", locale=locale))


def exact_moment(value: datetime.datetime) -> str:
    """14.03.2026, 14:03, in the organisation's time zone."""
    local = clock.local(value)
    return f"{exact_day(local.date())}, {local.strftime('%H:%M')}"
