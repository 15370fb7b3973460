"""The bronze age: one of the two forts opens, and the other does not come out."""

from planner.rating.evidence import Evidence, items_found
from planner.rating.openings import has_opening
from planner.rating.situation import Situation
from planner.rating.words import RatedSide


def openings_unclaimed(plan: Situation) -> Evidence:
    """An activity that the generalist side created more than 14 days ago is open (unassigned)."""
    days = plan.thresholds.openings_unclaimed_days
    return items_found(
        activity
        for activity in plan.facts.activities
        if activity.status == "open"
        and plan.is_on(RatedSide.GENERALIST, activity.created_by)
        and plan.day.since(activity.created_on) > days
    )


def stranger(plan: Situation) -> Evidence:
    """An opening exists, and a specialist-side member who joined 60 or more days ago has never
    (at any date up to the day of the rating) been in a contact with this customer; here every
    customer-facing done activity and every entry counts, whatever its date."""
    if not has_opening(plan):
        return None
    days = plan.thresholds.stranger_days
    return items_found(
        member
        for member in plan.specialist_members
        if plan.day.since(member.joined_on) >= days
        and member.person not in plan.people_who_met_customer
    )
