"""Openings: the generalist side lets the specialist side in."""

from collections.abc import Iterator

from planner.rating.facts import ActivityFact
from planner.rating.situation import Situation
from planner.rating.words import RatedSide


def has_opening(plan: Situation) -> bool:
    """Whether there is an opening, whatever became of it.

    A member is somebody who has not left, so that an invited member who has left is no opening
    any more; an introduction that is done still is one.
    """
    return _has_invited_member(plan) or any(_opening_activities(plan))


def has_standing_opening(plan: Situation) -> bool:
    """Whether an opening still stands: an open or planned activity, or an invited member."""
    return _has_invited_member(plan) or any(
        activity.status in ("open", "planned") for activity in _opening_activities(plan)
    )


def _has_invited_member(plan: Situation) -> bool:
    return any(member.via == "invitation" for member in plan.specialist_members)


def _opening_activities(plan: Situation) -> Iterator[ActivityFact]:
    """Activities of the generalist side, not cancelled, that are open or introductions."""
    for activity in plan.facts.activities:
        is_opening = activity.status == "open" or (
            activity.kind == "introduction" and activity.status != "cancelled"
        )
        if is_opening and plan.is_on(RatedSide.GENERALIST, activity.created_by):
            yield activity
