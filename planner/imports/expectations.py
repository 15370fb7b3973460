"""When a deal is expected whose export does not say so."""

from collections.abc import Iterable
from datetime import date, timedelta
from statistics import median_low

from planner.imports.records import DealRecord
from planner.models.kinds import DealStatus


def usual_days(deals: Iterable[DealRecord]) -> int | None:
    """The median number of days from the first talk to the signature; None if none was won."""
    days = [
        (deal.decided_on - deal.started_on).days
        for deal in deals
        if deal.status is DealStatus.WON and deal.started_on and deal.decided_on
    ]
    return median_low(days) if days else None


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
