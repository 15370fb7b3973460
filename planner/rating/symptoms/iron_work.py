"""The iron age, where the work is not done by both."""

from planner.rating.evidence import Evidence, holding, items_found, listing
from planner.rating.facts import ActivityFact
from planner.rating.follow_ups import FollowUps
from planner.rating.situation import Situation
from planner.rating.words import SIDES, RatedSide


def no_ideas(plan: Situation) -> Evidence:
    """There are 2 or more joint contacts, and the specialist side proposed no idea in the
    window."""
    if len(plan.joint_contacts) < plan.thresholds.no_ideas_count:
        return None
    if any(
        plan.is_on(RatedSide.SPECIALIST, idea.proposed_by) and plan.day.in_window(idea.on)
        for idea in plan.facts.ideas
    ):
        return None
    return listing(plan.joint_contacts)


def work_one_sided(plan: Situation) -> Evidence:
    """There is a joint contact, 4 or more activities that belong to the window have an assignee
    on one of the two sides, and one side has more than 80 % of them."""
    limits, counts = plan.thresholds, plan.assignees_by_side
    return holding(
        bool(plan.joint_contacts)
        and sum(counts) >= limits.work_one_sided_count
        and 100 * max(counts) > limits.work_one_sided_percent * sum(counts)
    )


def follow_up_missing(plan: Situation) -> Evidence:
    """2 or more joint contacts are older than 14 days, and more than half of those have no
    follow-up: the contact's entry names no next step, and no activity was created in the 14 days
    after the contact (0 < days <= 14) by anybody who was in it."""
    limits = plan.thresholds
    older = [
        contact
        for contact in plan.joint_contacts
        if plan.day.since(contact.on) > limits.follow_up_missing_days
    ]
    if len(older) < limits.follow_up_missing_count:
        return None
    follow_ups = FollowUps(plan.facts.activities, limits.follow_up_missing_within_days)
    missing = [contact for contact in older if not follow_ups.has_one(contact)]
    if 100 * len(missing) <= limits.follow_up_missing_percent * len(older):
        return None
    return listing(missing)


def promises_overdue(plan: Situation) -> Evidence:
    """There is a joint contact, and 2 or more activities assigned to one same side are planned,
    not done, and more than 14 days past due."""
    if not plan.joint_contacts:
        return None
    overdue = [activity for activity in plan.facts.activities if _is_overdue(plan, activity)]
    if len(overdue) < plan.thresholds.promises_overdue_count:
        return None
    broken: list[ActivityFact] = []
    for side in SIDES:
        of_side = [activity for activity in overdue if plan.is_on(side, activity.assignee)]
        if len(of_side) >= plan.thresholds.promises_overdue_count:
            broken += of_side
    return items_found(broken)


def _is_overdue(plan: Situation, activity: ActivityFact) -> bool:
    if activity.status != "planned" or activity.due_on is None:
        return False
    return plan.day.since(activity.due_on) > plan.thresholds.promises_overdue_days
