"""What the rating is told about the plans in the database."""

from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings

from planner.database import db
from planner.planfiles import Refused, read
from planner.planfiles.importing import import_document
from planner.queries import facts
from planner.rating import rate
from tests.rating.building import TODAY, Story
from tests.rating.inventing import plans
from tests.rating.plans import modern
from tests.support.plan_documents import plan_file
from tests.support.statements import counted


@pytest.fixture
def inside(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def brought_in(story: Story, key: str = "story-ag") -> int:
    """The id of the plan of the story, imported and not committed."""
    story.document["customer"]["key"] = key
    document = read(plan_file(story.document), "story.json")
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
    except Refused:
        return  # what the database does not keep cannot be compared
    try:
        assert rate(facts.of_plan(plan_id), TODAY) == story.rated()
    finally:
        db.session.rollback()


def test_people_of_the_plan_alone_are_among_its_facts(inside: None) -> None:
    plan_id = brought_in(modern())
    brought_in(Story().member("mira").entry(3, "mira"), "other-ag")
    assert {person.key for person in facts.of_plan(plan_id).people} == {"anna", "jo"}


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
    monkeypatch.setattr(facts, "BATCH", 2)
    keys = [f"customer-{number}" for number in range(5)]
    for key in keys:
        brought_in(modern(), key)
    assert [plan.customer for plan in facts.of_all_plans()] == keys
    assert facts.count() == 5


@pytest.mark.databases("sqlite")
def test_a_database_without_plans_has_no_facts(inside: None) -> None:
    assert list(facts.of_all_plans()) == []
