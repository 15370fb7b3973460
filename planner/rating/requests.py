"""Requests that were turned down or that nobody answers."""

from planner.rating.days import RatingDay
from planner.rating.people import RequestFact


def is_refused(request: RequestFact, day: RatingDay, pending_days: int) -> bool:
    """Whether it is declined, or pending for more than so many days."""
    if request.status == "pending":
        return day.since(request.on) > pending_days
    return request.status == "declined"
