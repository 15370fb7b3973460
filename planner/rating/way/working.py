"""Steps on activities: `claim`, `assign` and `keep`."""

from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from datetime import date
from functools import partial

from planner.rating.facts import ActivityFact, Facts
from planner.rating.situation import Situation
from planner.rating.way.acting import first_of
from planner.rating.way.changing import new_key
from planner.rating.way.steps import StepKind, WayStep
from planner.rating.words import SIDES, RatedSide


def claim(plan: Situation) -> Iterator[WayStep]:
    """Each open activity is claimed today by a specialist-side member."""
    for person in first_of(RatedSide.SPECIALIST, plan):
        for activity in plan.facts.activities:
            if activity.status == "open":
                yield _pass(StepKind.CLAIM, activity, RatedSide.SPECIALIST, person, plan)


def assign(plan: Situation) -> Iterator[WayStep]:
    """Each activity that is open or planned passes to a member of the other side today.

    Nobody has an open one, so that both sides are another; what the specialist side takes of them
    is a `claim` already.
    """
    for side in SIDES:
        for person in first_of(side, plan):
            for activity in plan.facts.activities:
                is_claim = activity.status == "open" and side is RatedSide.SPECIALIST
                if _can_pass(activity, side, plan) and not is_claim:
                    yield _pass(StepKind.ASSIGN, activity, side, person, plan)


def assign_new(plan: Situation, known: Set[str]) -> Iterator[WayStep]:
    """Where no activity can pass to a side, a new one is planned with it.

    `known` are the keys of those that could: what a way has just planned does not pass on.
    """
    for side in SIDES:
        for person in first_of(side, plan):
            others = (item for item in plan.facts.activities if item.key in known)
            if not any(_can_pass(activity, side, plan) for activity in others):
                change = partial(_plan, plan.day.as_of, person)
                yield WayStep(StepKind.ASSIGN, change, side=side, people=(person,))


def keep_overdue(plan: Situation) -> Iterator[WayStep]:
    """Each activity that is planned and overdue is done today."""
    for activity in plan.facts.activities:
        due_on = activity.due_on
        if activity.status == "planned" and due_on is not None and due_on < plan.day.as_of:
            change = _on_activity(activity, partial(_done, plan.day.as_of))
            side = plan.side_of.get(activity.assignee)
            yield WayStep(StepKind.KEEP, change, activity.reference, side)


def _can_pass(activity: ActivityFact, side: RatedSide, plan: Situation) -> bool:
    return activity.status in ("open", "planned") and not plan.is_on(side, activity.assignee)


def _pass(
    kind: StepKind, activity: ActivityFact, side: RatedSide, person: str, plan: Situation
) -> WayStep:
    change = _on_activity(activity, partial(_given, plan.day.as_of, person))
    return WayStep(kind, change, activity.reference, side, (person,))


def _given(on: date, person: str, activity: ActivityFact) -> ActivityFact:
    if activity.status not in ("open", "planned"):
        return activity
    return replace(activity, status="planned", assignee=person, claimed_on=on)


def _done(on: date, activity: ActivityFact) -> ActivityFact:
    return replace(activity, status="done", done_on=on)


def _plan(on: date, person: str, facts: Facts) -> Facts:
    key = new_key(facts.activities, on)
    planned = ActivityFact(key, "other", person, on, "planned", assignee=person)
    return replace(facts, activities=(*facts.activities, planned))


def _on_activity(
    activity: ActivityFact, change: Callable[[ActivityFact], ActivityFact]
) -> Callable[[Facts], Facts]:
    return partial(_changed, activity.key, change)


def _changed(key: str, change: Callable[[ActivityFact], ActivityFact], facts: Facts) -> Facts:
    activities = tuple(change(item) if item.key == key else item for item in facts.activities)
    return replace(facts, activities=activities)
