"""Moments as they stay true, whenever they are read."""

import datetime

from planner import clock
from planner.words.dates import exact_day


def exact_moment(value: datetime.datetime) -> str:
    """14.03.2026, 14:03, in the organisation's time zone."""
    local = clock.local(value)
    return f"{exact_day(local.date())}, {local.strftime('%H:%M')}"
