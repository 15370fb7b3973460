"""The stone age: two forts without interaction."""

from planner.rating.evidence import Evidence, holding, items_found
from planner.rating.interactions import has_interaction
from planner.rating.openings import has_standing_opening
from planner.rating.requests import is_refused
from planner.rating.situation import Situation


def kept_out(plan: Situation) -> Evidence:
    """There is no joint contact, and a specialist-side member's request (introduction or claim)
    is declined, or pending for more than 14 days."""
    if plan.joint_contacts:
        return None
    members = {member.person for member in plan.specialist_members}
    return items_found(
        request
        for request in plan.facts.requests
        if request.person in members
        and request.kind in ("introduction", "claim")
        and is_refused(request, plan.day, plan.thresholds.kept_out_days)
    )


def no_interaction(plan: Situation) -> Evidence:
    """There is no interaction and no opening that still stands, and some specialist-side member
    joined 30 or more days ago."""
    days = plan.thresholds.no_interaction_days
    return holding(
        any(plan.day.since(member.joined_on) >= days for member in plan.specialist_members)
        and not has_standing_opening(plan)
        and not has_interaction(plan)
    )
