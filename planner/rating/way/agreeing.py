"""Steps on what both want to reach: `agree_goal`, `sign`, `align` and `propose`."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from planner.rating.facts import CommitmentFact, Facts, GoalFact, IdeaFact
from planner.rating.situation import Situation
from planner.rating.way.acting import first_of
from planner.rating.way.changing import new_key
from planner.rating.way.steps import StepKind, WayStep
from planner.rating.words import SIDES, RatedSide


def agree_goal(plan: Situation) -> Iterator[WayStep]:
    """A new live goal of origin joint with commitments of both sides, all to the goal's target."""
    people = (*first_of(RatedSide.GENERALIST, plan), *first_of(RatedSide.SPECIALIST, plan))
    if len(people) == len(SIDES):
        change = partial(_agree, plan.day.as_of, people)
        yield WayStep(StepKind.AGREE_GOAL, change, people=people)


def _agree(on: date, people: tuple[str, ...], facts: Facts) -> Facts:
    key = new_key(facts.goals, on)
    commitments = tuple(CommitmentFact(person, on) for person in people)
    goal = GoalFact(key, "active", commitments=commitments)
    return replace(facts, goals=(*facts.goals, goal))


def sign(plan: Situation) -> Iterator[WayStep]:
    """Under each live goal, the commitment of a side that is missing, to the goal's target."""
    for live in plan.live_goals:
        for side in SIDES:
            people = first_of(side, plan)
            if people and side not in live.first_commitments:
                made = CommitmentFact(people[0], plan.day.as_of)
                change = partial(_on_goal, live.goal.key, partial(_commit, made))
                yield WayStep(StepKind.SIGN, change, live.reference, side, people)


def _commit(made: CommitmentFact, goal: GoalFact) -> GoalFact:
    return replace(goal, commitments=(*goal.commitments, made))


def align(plan: Situation) -> Iterator[WayStep]:
    """The commitments of a live goal given again, where not all are to the goal's target."""
    for live in plan.live_goals:
        if any(made.target not in (None, live.goal.target) for made in live.goal.commitments):
            change = partial(_on_goal, live.goal.key, partial(_align, plan.day.as_of))
            yield WayStep(StepKind.ALIGN, change, live.reference)


def _align(on: date, goal: GoalFact) -> GoalFact:
    made = dict.fromkeys(commitment.person for commitment in goal.commitments)
    return replace(goal, commitments=tuple(CommitmentFact(person, on) for person in made))


def _on_goal(key: str, change: Callable[[GoalFact], GoalFact], facts: Facts) -> Facts:
    goals = tuple(change(goal) if goal.key == key else goal for goal in facts.goals)
    return replace(facts, goals=goals)


def propose(plan: Situation) -> Iterator[WayStep]:
    """An idea of today by a specialist-side member."""
    for person in first_of(RatedSide.SPECIALIST, plan):
        change = partial(_propose, plan.day.as_of, person)
        yield WayStep(StepKind.PROPOSE, change, side=RatedSide.SPECIALIST, people=(person,))


def _propose(on: date, person: str, facts: Facts) -> Facts:
    key = new_key(facts.ideas, on)
    return replace(facts, ideas=(*facts.ideas, IdeaFact(key, person, on, "proposed")))
