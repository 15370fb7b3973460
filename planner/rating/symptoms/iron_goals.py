"""The iron age, where goals are not the same for both."""

from planner.rating.evidence import Evidence, holding, items_found, listing
from planner.rating.situation import Situation


def no_goals(plan: Situation) -> Evidence:
    """There is a joint contact and no live goal."""
    return holding(bool(plan.joint_contacts) and not plan.live_goals)


def goals_not_shared(plan: Situation) -> Evidence:
    """There is a joint contact, there are live goals, and fewer than 60 % of them are shared."""
    if not plan.joint_contacts or not plan.live_goals:
        return None
    unshared = [goal for goal in plan.live_goals if not goal.is_shared]
    shared = len(plan.live_goals) - len(unshared)
    if 100 * shared >= plan.thresholds.goals_not_shared_percent * len(plan.live_goals):
        return None
    return listing(unshared)


def targets_diverge(plan: Situation) -> Evidence:
    """There is a joint contact, and a live goal carries commitments of both sides whose targets
    do not agree."""
    if not plan.joint_contacts:
        return None
    return items_found(
        goal for goal in plan.live_goals if goal.carries_both_sides and not goal.targets_agree
    )
