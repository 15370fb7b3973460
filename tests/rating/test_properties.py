"""What must hold for the rating of any plan."""

from copy import deepcopy
from dataclasses import fields, is_dataclass, replace
from datetime import date
from random import Random
from typing import Any

from hypothesis import given, strategies as st

from planner.planfiles.facts import facts_from
from planner.rating import Facts, rate
from planner.rating.as_of import as_they_stood
from tests.rating.building import TODAY, Story
from tests.rating.inventing import plans

START = ("created_on", "joined_on", "screened_on", "on")


def without_the_future(part: Any) -> Any:
    """Facts without the items that begin later; entries keep their place in the file."""
    if isinstance(part, tuple):
        return tuple(without_the_future(item) for item in part if not begins_later(item))
    if is_dataclass(part) and not isinstance(part, type):
        values = {f.name: without_the_future(getattr(part, f.name)) for f in fields(part)}
        return replace(part, **values)
    return part


def begins_later(item: object) -> bool:
    return any(getattr(item, name, TODAY) > TODAY for name in START)


def moved_future(part: Any, days: str) -> Any:
    """The document with every day after today moved to `days`, a day far ahead."""
    if isinstance(part, list):
        return [moved_future(item, days) for item in part]
    if isinstance(part, dict):
        return {name: moved_future(value, days) for name, value in part.items()}
    is_day = isinstance(part, str) and len(part) == len(days) and part[:2] == "20"
    return days if is_day and part > TODAY.isoformat() else part


def shuffled(facts: Facts, chance: Random) -> Facts:
    """The same facts in another order; only entries keep theirs within a conversation."""

    def mixed(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(items, len(items)))

    activities = tuple(
        replace(item, participants=mixed(item.participants)) for item in facts.activities
    )
    goals = tuple(replace(goal, commitments=mixed(goal.commitments)) for goal in facts.goals)
    return replace(
        facts,
        people=mixed(facts.people),
        potentials=mixed(facts.potentials),
        members=mixed(facts.members),
        requests=mixed(facts.requests),
        goals=mixed(goals),
        activities=mixed(activities),
        conversations=mixed(facts.conversations),
        ideas=mixed(facts.ideas),
        reviews=mixed(facts.reviews),
    )


@given(plans())
def test_what_begins_later_than_the_day_does_not_matter(story: Story) -> None:
    assert rate(without_the_future(story.facts()), TODAY) == story.rated()


@given(plans())
def test_when_exactly_something_happens_later_does_not_matter(story: Story) -> None:
    document = moved_future(deepcopy(story.document), "2099-12-31")
    assert rate(facts_from(document), TODAY) == story.rated()


@given(plans())
def test_facts_as_they_stood_stood_like_that(story: Story) -> None:
    facts = as_they_stood(story.facts(), TODAY)
    assert as_they_stood(facts, TODAY) == facts
    assert rate(facts, TODAY) == story.rated()
    assert all((a.status == "open") == (a.assignee is None) for a in facts.activities if live(a))


def live(activity: Any) -> bool:
    return bool(activity.status != "cancelled")


@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_a_file_does_not_matter(story: Story, chance: Random) -> None:
    facts = story.facts()
    assert rate(shuffled(facts, chance), TODAY) == rate(facts, TODAY)


@given(plans())
def test_every_figure_of_a_rating_is_in_its_range(story: Story) -> None:
    rating = story.rated()
    if rating.shifts is not None:
        assert all(0 <= number <= 100 for number in rating.shifts.as_json().values())
    assert rating.one_sidedness is None or 0 <= rating.one_sidedness <= 100
    for symptom in rating.symptoms:
        assert list(symptom.evidence) == sorted(set(symptom.evidence))


@given(plans())
def test_a_document_is_not_changed_by_rating_it(story: Story) -> None:
    before = deepcopy(story.document)
    story.rated()
    assert story.document == before


def test_the_first_and_the_last_day_of_the_calendar_can_be_rated() -> None:
    facts = Story().member("jo").entry(5, "anna", "jo").visit("a1", 9, "anna").facts()
    assert rate(facts, date.min).age == "unrated"
    assert rate(facts, date.max).age == "neanderthal"
