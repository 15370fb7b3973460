"""The iron age, where nobody steers together or only one side writes."""

from planner.rating.evidence import Evidence, holding
from planner.rating.situation import Situation


def no_steering(plan: Situation) -> Evidence:
    """There is a joint contact, the plan is 120 days old or more, and the last 120 days hold no
    joint review."""
    limits = plan.thresholds
    return holding(
        bool(plan.joint_contacts)
        and plan.plan_days >= limits.no_steering_plan_days
        and not plan.had_joint_review(limits.no_steering_days)
    )


def log_one_sided(plan: Situation) -> Evidence:
    """6 or more entries of the two sides lie in the window, and one side wrote more than 85 % of
    them."""
    limits, counts = plan.thresholds, plan.authors_by_side
    return holding(
        sum(counts) >= limits.log_one_sided_count
        and 100 * max(counts) > limits.log_one_sided_percent * sum(counts)
    )
