"""Who may bring in which plan file through the pages; the command line may all."""

import pytest
from flask import Flask

from planner.database import db
from planner.models import Customer, Person, Plan
from planner.models.kinds import PlanStatus, Role
from planner.planfiles import Document, PlanFileRefused
from planner.planfiles.checks.messages import Rule
from planner.planfiles.exporting import export_document
from planner.planfiles.importing import import_document
from tests.planfiles.bringing import bring_in, events, problems
from tests.support.stories.cast import Cast

pytestmark = [pytest.mark.usefixtures("inside"), pytest.mark.databases("sqlite")]


def somebody(person: Person) -> Person:
    return db.session.get_one(Person, person.id)


@pytest.fixture
def document(inside: None, cast: Cast) -> Document:
    """The plan of the cast as a file."""
    return export_document(db.session.get_one(Plan, cast.plan.id))


def test_the_history_says_who_brought_the_file_in(cast: Cast, document: Document) -> None:
    before = len(events())
    document["plan"]["strategy"] = "From the fleet to the works"
    bring_in(document, by=somebody(cast.anna))
    (event,) = events(before)
    assert (event.type, event.actor_id) == ("plan.updated", cast.anna.id)


def test_people_are_changed_by_administrators_only(cast: Cast, document: Document) -> None:
    for person in document["people"]:
        person.update(role="generalist", email=f"{person['key']}@example.com", name="Changed")
    assert bring_in(document, by=somebody(cast.anna)).changes_nothing
    assert somebody(cast.jo).role is Role.SPECIALIST


def test_people_are_added_by_administrators_only(cast: Cast, document: Document) -> None:
    document["people"].append({"key": "new", "name": "Nina Neu", "role": "specialist"})
    index = len(document["people"]) - 1
    assert problems(document, by=somebody(cast.anna)) == [(f"/people/{index}", Rule.UNKNOWN_PERSON)]
    assert problems(document) == []


def test_a_stranger_cannot_change_a_plan_by_a_file(cast: Cast, document: Document) -> None:
    refused = [("/plan/starts_on", Rule.NOT_ALLOWED_TO)]
    assert problems(document, by=somebody(cast.fritz)) == refused
    assert problems(document, by=somebody(cast.jo)) == refused


def test_a_file_cannot_reach_a_closed_plan(cast: Cast, document: Document) -> None:
    db.session.get_one(Plan, cast.plan.id).status = PlanStatus.CLOSED
    db.session.commit()
    assert problems(document, by=somebody(cast.anna)) == [("/plan/starts_on", Rule.PLAN_CLOSED)]


def test_a_new_customer_is_brought_in_by_those_who_may_add_one(
    cast: Cast, document: Document
) -> None:
    document["customer"]["key"] = "another"
    assert problems(document, by=somebody(cast.jo)) == [("/plan/starts_on", Rule.NOT_ALLOWED_TO)]
    assert problems(document, by=somebody(cast.anna)) == []


def test_a_page_takes_only_the_file_of_its_own_customer(
    app: Flask, cast: Cast, document: Document
) -> None:
    with pytest.raises(PlanFileRefused) as refused:
        import_document(document, by=None, customer="another")
    (problem,) = refused.value.problems
    assert (problem.pointer, problem.rule) == ("/customer/key", Rule.ANOTHER_CUSTOMER)
    key = db.session.get_one(Customer, cast.customer.id).key
    assert import_document(document, by=None, customer=key).changes_nothing
