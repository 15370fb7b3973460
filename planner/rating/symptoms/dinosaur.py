"""The dinosaur age: "these are MY customers"."""

from planner.rating.evidence import Evidence, holding, items_found
from planner.rating.requests import is_refused
from planner.rating.situation import Situation


def no_specialist(plan: Situation) -> Evidence:
    """The plan is more than 14 days old, there is no specialist-side member, and a potential
    (status open or qualified, value above 0) exists."""
    if plan.plan_days <= plan.thresholds.no_specialist_days or plan.specialist_members:
        return None
    return items_found(plan.promising_potentials)


def door_closed(plan: Situation) -> Evidence:
    """There is no specialist-side member, and a request to join is declined, or pending for more
    than 14 days."""
    if plan.specialist_members:
        return None
    days = plan.thresholds.door_closed_days
    # Anybody's request counts: the rule does not ask for the side of the one who asked.
    return items_found(
        request
        for request in plan.facts.requests
        if request.kind == "join" and is_refused(request, plan.day, days)
    )


def potential_unscreened(plan: Situation) -> Evidence:
    """The plan is more than 14 days old, there is no specialist-side member, and no potential of
    any status and value was screened in the last 365 days."""
    limits = plan.thresholds
    return holding(
        plan.plan_days > limits.potential_unscreened_plan_days
        and not plan.specialist_members
        and not plan.was_screened(limits.potential_unscreened_days)
    )


def field_uncovered(plan: Situation) -> Evidence:
    """A potential (open or qualified, above 0) in a field in which no specialist-side member
    works, while there is a specialist-side member."""
    if not plan.specialist_members:
        return None
    covered = {plan.people[member.person].field for member in plan.specialist_members}
    return items_found(item for item in plan.promising_potentials if item.field not in covered)
