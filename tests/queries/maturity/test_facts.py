"""What the rating is told about the plans in the database."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings, strategies as st

from planner.database import db
from planner.planfiles import PlanFileRefused, read_plan_file
from planner.planfiles.importing import import_document
from planner.queries.maturity import facts
from planner.rating import rate
from tests.rating.building import TODAY, Story
from tests.rating.inventing import plans
from tests.rating.plans import modern
from tests.support.statements import counted
from tests.support.stories.plan_documents import plan_file


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def brought_in(story: Story, key: str = "story-ag") -> int:
    """The id of the plan of the story, imported and not committed."""
    story.document["customer"]["key"] = key
    document = read_plan_file(plan_file(story.document), "story.json")
    plan_id = import_document(document, by=None).plan_id
    assert plan_id is not None
    return plan_id


@given(plans())
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_plan_is_rated_alike_from_the_file_and_from_the_database(
    inside: None, story: Story
) -> None:
    try:
        plan_id = brought_in(story)
    except PlanFileRefused:
        return  # what the database does not keep cannot be compared
    try:
        assert rate(facts.facts_of_plan(plan_id), TODAY) == story.rated()
    finally:
        db.session.rollback()


@given(st.lists(plans(), min_size=1, max_size=4), st.sampled_from((0, 3, 60, 150)))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_many_plans_at_once_are_rated_as_each_alone_on_any_day(
    inside: None, stories: list[Story], days_ago: int
) -> None:
    day = TODAY - timedelta(days=days_ago)
    brought: dict[int, Story] = {}
    try:
        for number, story in enumerate(stories):
            with suppress(PlanFileRefused):
                brought[brought_in(story, f"customer-{number}")] = story
        from_files = [story.rated(days_ago) for story in brought.values()]
        assert [rate(plan, day) for plan in facts.of_all_plans()] == from_files
        among = dict(facts.facts_of_plans(brought))
        assert [rate(among[plan_id], day) for plan_id in brought] == from_files
    finally:
        db.session.rollback()


@given(plans(), st.randoms(use_true_random=False))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_order_in_which_a_file_was_written_does_not_matter_in_the_database(
    inside: None, story: Story, chance: Random
) -> None:
    expected = story.rated()
    mix(story, chance)
    try:
        plan_id = brought_in(story)
    except PlanFileRefused:
        return  # what the database does not keep cannot be compared
    try:
        assert rate(facts.facts_of_plan(plan_id), TODAY) == expected
    finally:
        db.session.rollback()


def mix(story: Story, chance: Random) -> None:
    """Put every list in another order, but for the entries of a conversation."""
    chance.shuffle(story.document["people"])
    chance.shuffle(story.document["potentials"])
    for name, items in story.plan.items():
        if isinstance(items, list):
            chance.shuffle(items)
            for item in items if name in ("goals", "activities", "reviews") else ():
                for part in ("commitments", "participants", "attendees"):
                    chance.shuffle(item.get(part, []))


def test_people_whom_the_items_name_are_among_the_facts(inside: None) -> None:
    story = modern().activity("a9", 3, "tom", assignee="bea", participants=["carl"])
    story.entry(3, "mira", "vera").review(2, "lead", "ceo")
    plan_id = brought_in(story)
    brought_in(Story().member("mira").entry(3, "mira"), "other-ag")
    everybody = {person["key"] for person in story.document["people"]}
    assert {person.key for person in facts.facts_of_plan(plan_id).people} == everybody


def test_of_a_plan_that_is_not_active_no_items_are_read(inside: None) -> None:
    brought_in(Story(status="closed").member("jo").activity("a1", 5))
    plan_id = brought_in(modern(), "other-ag")
    closed, active = facts.of_all_plans()
    assert (closed.status, closed.members, closed.activities) == ("closed", (), ())
    assert active.activities == facts.facts_of_plan(plan_id).activities != ()


def test_the_number_of_statements_does_not_grow_with_the_plans(app: Flask, inside: None) -> None:
    numbers = []
    for number in range(4):
        brought_in(modern(), f"customer-{number}")
        with counted(db.engine) as statements:
            assert len(list(facts.of_all_plans())) == number + 1
        numbers.append(len(statements))
    assert numbers == [numbers[0]] * 4
    assert numbers[0] <= 17


@pytest.mark.databases("sqlite")
def test_every_plan_comes_once_however_many_batches_there_are(
    inside: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facts, "FACTS_BATCH", 2)
    keys = [f"customer-{number}" for number in range(5)]
    for key in keys:
        brought_in(modern(), key)
    assert [plan.customer for plan in facts.of_all_plans()] == keys
    assert facts.count() == 5


@pytest.mark.databases("sqlite")
def test_a_database_without_plans_has_no_facts(inside: None) -> None:
    assert list(facts.of_all_plans()) == []
