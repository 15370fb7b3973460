"""Which activities belong to the window."""

from planner.rating.days import RatingDay
from planner.rating.facts import ActivityFact


def belongs_to_window(activity: ActivityFact, day: RatingDay) -> bool:
    """Whether it is not cancelled, and still open or planned, or its latest date is in the window.

    The latest date is the latest of those that are not after the day of the rating. A due date
    may be after it; the other dates are trimmed already.
    """
    if activity.status == "cancelled":
        return False
    if activity.status in ("open", "planned"):
        return True
    # A date that is not after the day of the rating lies in the window if the latest one does.
    return (
        day.in_window(activity.created_on)
        or day.in_window(activity.done_on)
        or day.in_window(activity.due_on)
        or day.in_window(activity.claimed_on)
    )
