"""When a deal is expected whose export does not say so."""

from collections.abc import Mapping
from datetime import date, timedelta

from planner.imports.records import DealRecord


def usual_days(days_to_sign: Mapping[int, int]) -> int | None:
    """The lower median of the days from the first talk to the signature, given with how often each
    was; None if none was won."""
    place = (sum(days_to_sign.values()) + 1) // 2
    for days in sorted(days_to_sign):
        place -= days_to_sign[days]
        if place <= 0:
            return days
    return None


def expected_day(deal: DealRecord, *, usual: int | None, on: date) -> date:
    """The day recorded for the deal; else the usual time after its start, if that is ahead of
    `on`; else the last day of the quarter of `on`, as sales people put a deal without a day.

    For new deals only: a day that somebody has set since must not be estimated again.
    """
    recorded = deal.expected_on or deal.decided_on
    if recorded is not None:
        return recorded
    if not deal.is_open:
        return deal.started_on or on
    if deal.started_on is not None and usual is not None:
        estimate = deal.started_on + timedelta(days=usual)
        if estimate >= on:
            return estimate
    return last_day_of_quarter(on)


def last_day_of_quarter(day: date) -> date:
    """The last day of the quarter that `day` lies in."""
    months = day.year * 12 + day.month - 1
    next_quarter = months - months % 3 + 3
    return date(next_quarter // 12, next_quarter % 12 + 1, 1) - timedelta(days=1)
