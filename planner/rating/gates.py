"""The gates between the ages: for each age in order, what lets a plan pass and what does not.

A page that must not rate reads them from what was stored: `gates(age, symptoms, needs)` wants
nothing else than a rating's age, its symptoms, and its `needs` as they can be kept in JSON.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from planner.rating.ages import ORDER, age_of
from planner.rating.evidence import listing
from planner.rating.facts import Facts
from planner.rating.situation import Situation, situation_on
from planner.rating.symptoms import RULES, Decides, Symptom, symptoms_of
from planner.rating.thresholds import DEFAULTS, Thresholds
from planner.rating.words import Age, RatedSide

JOINT_CONTACT = "joint_contact"
SHARED_GOAL = "shared_goal"
GENERALIST_ACTIVITY = "generalist_activity"
SPECIALIST_ACTIVITY = "specialist_activity"

# Without a joint contact the iron age cannot be told from a plan that is only forming.
NEEDS_OF_AGE = {
    Age.IRON: (JOINT_CONTACT,),
    Age.MODERN: (SHARED_GOAL, GENERALIST_ACTIVITY, SPECIALIST_ACTIVITY),
}

# By the code of each need, the references of the items that meet it; nothing if it is not met.
Needs = Mapping[str, Iterable[str]]


@dataclass(frozen=True, slots=True)
class Condition:
    """A symptom of that code that must not hold, or something of that code that must be there.

    `evidence` names the items that stand in the way (of a symptom that holds), or those that are
    there (for a need that is met); it may be empty in either case.
    """

    code: str
    is_symptom: bool
    is_met: bool
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """What it takes to leave an age behind or, for modern, to be in it."""

    age: Age
    conditions: tuple[Condition, ...]

    @property
    def is_open(self) -> bool:
        return all(condition.is_met for condition in self.conditions)

    @property
    def holds(self) -> tuple[Condition, ...]:
        """The conditions that are met."""
        return tuple(condition for condition in self.conditions if condition.is_met)

    @property
    def missing(self) -> tuple[Condition, ...]:
        """The conditions that are not met."""
        return tuple(condition for condition in self.conditions if not condition.is_met)


def gates(age: Age, symptoms: Iterable[Symptom], needs: Needs) -> tuple[Gate, ...]:
    """The six gates of a rating in the order of the ages; none for a plan without a way to go.

    The age of a plan is the first of them that is closed, except that one which lacks only what
    is needed, and shows no symptom, is `forming`. A plan that is `unrated` or `solo` has no gates.
    """
    if age in (Age.UNRATED, Age.SOLO):
        return ()
    deciding = {symptom.code: symptom.evidence for symptom in symptoms if symptom.decides}
    return tuple(
        Gate(stage, (*_needed(stage, needs), *_symptoms_absent(stage, deciding))) for stage in ORDER
    )


def gates_on(as_of: date, facts: Facts, thresholds: Thresholds = DEFAULTS) -> tuple[Gate, ...]:
    """The gates of the plan as it stood at the end of `as_of`."""
    plan = situation_on(as_of, facts, thresholds)
    if not plan.is_active:
        return ()
    symptoms = symptoms_of(plan)
    return gates(age_of(plan, symptoms), symptoms, needs_of(plan))


def needs_of(plan: Situation) -> dict[str, tuple[str, ...]]:
    """By the code of each need, the items of the plan that meet it, sorted."""
    return {
        JOINT_CONTACT: listing(plan.joint_contacts),
        SHARED_GOAL: listing(goal for goal in plan.live_goals if goal.is_shared),
        GENERALIST_ACTIVITY: _assigned_to(RatedSide.GENERALIST, plan),
        SPECIALIST_ACTIVITY: _assigned_to(RatedSide.SPECIALIST, plan),
    }


def _assigned_to(side: RatedSide, plan: Situation) -> tuple[str, ...]:
    """The activities that belong to the window and are assigned to that side."""
    return listing(item for item in plan.window_activities if plan.is_on(side, item.assignee))


def _needed(age: Age, needs: Needs) -> Iterable[Condition]:
    for code in NEEDS_OF_AGE.get(age, ()):
        items = tuple(needs.get(code, ()))
        yield Condition(code, is_symptom=False, is_met=bool(items), evidence=items)


def _symptoms_absent(age: Age, deciding: Mapping[str, tuple[str, ...]]) -> Iterable[Condition]:
    for rule in RULES:
        if rule.age is age and rule.decides is not Decides.NO:
            evidence = deciding.get(rule.code)
            is_met = evidence is None
            yield Condition(rule.code, is_symptom=True, is_met=is_met, evidence=evidence or ())
