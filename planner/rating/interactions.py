"""Interaction: whatever the two sides did together inside the window."""

from planner.rating.facts import ActivityFact, IdeaFact
from planner.rating.situation import Situation


def has_interaction(plan: Situation) -> bool:
    """Whether there is any interaction of the two sides inside the window."""
    return (
        bool(plan.joint_contacts)
        or any(_is_of_both_sides(plan, activity) for activity in plan.window_activities)
        or any(plan.day.in_window(goal.both_sides_since) for goal in plan.live_goals)
        or any(_crossed_sides(plan, idea) for idea in plan.facts.ideas)
        or plan.had_joint_review(plan.thresholds.window_days)
    )


def _is_of_both_sides(plan: Situation, activity: ActivityFact) -> bool:
    """Whether people of both sides are among creator, assignee and participants."""
    return plan.has_both_sides(activity.people | {activity.created_by})


def _crossed_sides(plan: Situation, idea: IdeaFact) -> bool:
    """Whether one side proposed the idea and the other adopted it in the window."""
    if idea.status != "adopted" or idea.adopted_by is None:
        return False
    crossed = plan.has_both_sides(frozenset((idea.proposed_by, idea.adopted_by)))
    return crossed and plan.day.in_window(idea.decided_on)
