"""What must hold for the way of any plan."""

import json
from collections.abc import Iterator
from random import Random

from hypothesis import given, settings, strategies as st

from planner.planfiles import read_plan_file
from planner.planfiles.facts import facts_from
from planner.planfiles.ways.documents import documents
from planner.rating import DEFAULTS, ORDER, Age, rate
from planner.rating.situation import Situation, situation_on
from planner.rating.way import Way, WayStep, way_of
from planner.rating.way.height import Height
from planner.rating.way.search import Search
from planner.rating.way.steps import after
from planner.rating.way.table import PossibleSteps
from tests.rating.building import TODAY, Story
from tests.rating.inventing import plans
from tests.rating.test_properties import shuffled


def is_higher(age: Age, before: Age) -> bool:
    """By the specification: `forming` is no age, and only modern lies above it."""
    if before is Age.FORMING:
        return age is Age.MODERN
    return age in ORDER and ORDER.index(age) > ORDER.index(before)


def rated_documents(story: Story, way: Way) -> dict[str, Age]:
    """The ages of the plan files that the way speaks of, each read as any plan file is."""
    return {
        name: rate(facts_from(read_plan_file(json.dumps(document).encode(), name)), TODAY).age
        for name, document in documents(story.document, way, TODAY)
    }


@settings(max_examples=60)
@given(plans())
def test_each_promise_comes_true_and_no_step_is_idle(story: Story) -> None:
    before, way = story.rated().age, way_of(story.facts(), TODAY)
    assert (way is None) == (before in (Age.UNRATED, Age.SOLO, Age.MODERN))
    if way is None or way.to is None:
        return
    ages = rated_documents(story, way)
    assert ages.pop("all") is way.to
    assert is_higher(way.to, before)
    assert len(ages) == len(way.steps)
    assert [age for age in ages.values() if is_higher(age, before)] == []


@settings(max_examples=40)
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_a_file_makes_no_difference(story: Story, chance: Random) -> None:
    facts = story.facts()
    assert way_of(shuffled(facts, chance), TODAY) == way_of(facts, TODAY)


def reached(
    plan: Situation, steps: PossibleSteps, before: Age
) -> Iterator[tuple[tuple[WayStep, ...], Age]]:
    """All single steps and pairs that lead higher, each tried and rated as a whole."""
    for first in steps.possible((), plan):
        one = after(plan, first)
        for second in (None, *steps.possible((first,), one)):
            both = one if second is None else after(one, second)
            age = rate(both.facts, TODAY).age
            if is_higher(age, before) and (second is None or second.place >= first.place):
                yield (first,) if second is None else (first, second), age


def by_specification(answer: tuple[tuple[WayStep, ...], Age]) -> tuple[object, ...]:
    """The fewest; the higher age; the order of the table; keys."""
    steps, age = answer
    return len(steps), -ORDER.index(age), [s.row for s in steps], [s.keys for s in steps]


@settings(max_examples=40)
@given(plans())
def test_single_steps_and_pairs_are_those_of_trying_all(story: Story) -> None:
    plan = situation_on(TODAY, story.facts(), DEFAULTS)
    before = story.rated().age
    if before in (Age.UNRATED, Age.SOLO, Age.MODERN):
        return
    best = min(reached(plan, PossibleSteps(plan), before), key=by_specification, default=None)
    found = Search(plan, Height(plan)).fewest()
    if best is None:
        assert found is None or len(found[0]) > 2
    else:
        assert found == best
