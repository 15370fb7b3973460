"""Steps that both sides do together: `meet` and `review`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial

from planner.rating.facts import ActivityFact, Facts, ReviewFact
from planner.rating.situation import Situation
from planner.rating.way.acting import first_of, other, voices_of
from planner.rating.way.changing import SOMETHING, new_key, with_entry
from planner.rating.way.steps import StepKind, WayStep
from planner.rating.words import SIDES, RatedSide


def meet(plan: Situation) -> Iterator[WayStep]:
    """A visit of today, assigned to a member of one side with a member of the other as
    participant, with its entry and a next step."""
    for side in SIDES:
        for leader in voices_of(side, plan):
            for companion in voices_of(other(side), plan):
                change = partial(_meet, plan.day.as_of, leader, companion)
                yield WayStep(StepKind.MEET, change, side=side, people=(leader, companion))


def _meet(on: date, leader: str, companion: str, facts: Facts) -> Facts:
    visit = ActivityFact(
        key=new_key(facts.activities, on),
        kind="visit",
        created_by=leader,
        created_on=on,
        status="done",
        customer_facing=True,
        assignee=leader,
        participants=(companion,),
        done_on=on,
    )
    visited = replace(facts, activities=(*facts.activities, visit))
    return with_entry(
        visited, on, leader, participants=(companion,), activity=visit.key, next_step=SOMETHING
    )


def review_jointly(plan: Situation) -> Iterator[WayStep]:
    """A joint review of today, with a member of each side."""
    people = (*first_of(RatedSide.GENERALIST, plan), *first_of(RatedSide.SPECIALIST, plan))
    if len(people) == len(SIDES):
        held = ReviewFact(plan.day.as_of, people[0], people[1:])
        yield WayStep(StepKind.REVIEW, partial(_hold, held), people=people)


def _hold(held: ReviewFact, facts: Facts) -> Facts:
    return replace(facts, reviews=(*facts.reviews, held))
