"""Which age a plan is in, and what became of it between two ratings."""

from collections.abc import Iterable

from planner.rating.situation import Situation
from planner.rating.symptoms import Symptom
from planner.rating.words import Age, Movement, RatedSide

ORDER = (Age.DINOSAUR, Age.NEANDERTHAL, Age.STONE, Age.BRONZE, Age.IRON, Age.MODERN)


def age_of(plan: Situation, symptoms: Iterable[Symptom]) -> Age:
    """Go down the specification's list; the first line that holds is the answer."""
    holding = tuple(symptoms)
    deciding = {symptom.age for symptom in holding if symptom.decides}
    if is_solo(plan, holding):
        return Age.SOLO
    if Age.DINOSAUR in deciding:
        return Age.DINOSAUR
    if Age.NEANDERTHAL in deciding:
        return Age.NEANDERTHAL
    if not plan.joint_contacts:
        return next((age for age in (Age.STONE, Age.BRONZE) if age in deciding), Age.FORMING)
    if Age.IRON in deciding:
        return Age.IRON
    return Age.MODERN if is_modern(plan) else Age.FORMING


def is_solo(plan: Situation, symptoms: Iterable[Symptom]) -> bool:
    """There is no specialist-side member, no potential (open or qualified, above 0), a potential
    was screened in the last 365 days, and `door_closed` is false. Nobody is missing."""
    return (
        not plan.specialist_members
        and not plan.promising_potentials
        and plan.was_screened(plan.thresholds.solo_screened_days)
        and all(symptom.code != "door_closed" for symptom in symptoms)
    )


def is_modern(plan: Situation) -> bool:
    """There is a shared goal and the activities that belong to the window include one assigned to
    each side."""
    return any(goal.is_shared for goal in plan.live_goals) and all(
        any(plan.is_on(side, activity.assignee) for activity in plan.window_activities)
        for side in RatedSide
    )


def movement(before: Age, after: Age) -> Movement | None:
    """Whether a plan went to a lower age or to a higher one.

    `forming`, `solo` and `unrated` are no ages: they never count as progress or relapse.
    """
    if before not in ORDER or after not in ORDER or before is after:
        return None
    is_lower = ORDER.index(after) < ORDER.index(before)
    return Movement.RELAPSE if is_lower else Movement.PROGRESS
