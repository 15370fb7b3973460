"""A plan leaves as a file and comes in as one, once its changes were looked at."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.actions import goals, plans
from planner.database import db
from planner.models import Customer, Event, Goal, Person, Plan
from tests.support.cast import Cast
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor

TITLE = 'Grow <b>fast</b> \u2028 大 \\ "quoted"'


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        goal = goals.create(plan, {"title": TITLE}, by=anna)
        db.session.commit()
        return goal.id


def taken_out(cast: Cast, who: Visitor) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(who.visit(f"/plans/{cast.plan.id}/plan-file").data)
    return document


def brought_in(cast: Cast, who: Visitor, content: object, **fields: Any) -> Page:
    """What answers the upload of a document, or of bytes."""
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    form = who.visit(f"/plans/{cast.plan.id}/plan-file/new").form("plan-file-form")
    return form.fill(file=(data, "plan.json"), **fields).submit()


def problems_of(page: Page) -> dict[str, str]:
    items = page.element("problems").all("li")
    return {item.all("code")[0].text: item.text for item in items}


def test_everybody_who_reads_the_plan_takes_it_out(
    cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/plan-file")
    assert page.headers["Content-Type"] == "application/json"
    assert page.headers["Content-Disposition"] == "attachment; filename=eisenwerk-bruehl-ag.json"
    assert json.loads(page.data)["plan"]["goals"][0]["title"] == TITLE
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/plan-file").status == 404
    assert visitor(cast.mira).visit(f"/plans/{cast.plan.id}/plan-file").status == 404


def test_changes_are_shown_first_and_made_once_confirmed(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["plan"]["goals"][0] |= {
        "title": "Grow\tslowly",
        "target": 12.5,
        "due_on": "2026-09-30",
    }
    document["plan"]["goals"].append({"key": "second", "title": "Second goal", "status": "active"})
    page = brought_in(cast, anna, document)
    assert page.status == 200
    changes = page.element("changes").text
    assert "2 items would change" in changes
    assert "Goal changed: Grow slowly" in changes
    assert "Until: 30 Sep 2026" in changes
    assert "Goal added: Second goal" in changes
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).title == TITLE
    page = page.form("confirmation").submit().follow()
    assert page.notices == ["The file has been brought in; 2 items changed."]
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).title == "Grow\tslowly"
        event = db.session.scalars(select(Event).where(Event.type == "goal.updated")).one()
        assert event.actor_id == cast.anna.id


def test_file_that_was_just_taken_out_changes_nothing(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    data = anna.visit(f"/plans/{cast.plan.id}/plan-file").data
    page = brought_in(cast, anna, data)
    assert "there is nothing to change" in page.text
    assert not page.has("confirmation")


def test_what_the_file_does_not_have_goes_only_when_asked(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["plan"]["goals"] = []
    assert "there is nothing to change" in brought_in(cast, anna, document).text
    page = brought_in(cast, anna, document, replace=True)
    assert "Goal deleted: Grow <b>fast</b>" in page.element("changes").text
    page.form("confirmation").submit()
    with app.app_context():
        assert db.session.get(Goal, goal_id) is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "The file is empty. Choose a plan file."),
        (
            b" " * 10_000_000,
            "The file is larger than the 5 MB that a plan file may have. Choose a plan file.",
        ),
        (b"\xff\xfe", "is not UTF-8"),
        (b'{"format": ', "The JSON breaks off"),
        (b"[]", "The file holds no JSON object."),
    ],
)
def test_what_is_no_plan_file_is_refused_at_the_field(
    data: bytes, message: str, cast: Cast, visitor: Visitors
) -> None:
    page = brought_in(cast, visitor(cast.anna), data)
    assert page.status == 422
    assert message in page.errors[0]
    assert page.has("plan-file-form")


def test_no_file_is_said_at_the_field(cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/plan-file/new").form("plan-file-form")
    page = form.submit()
    assert page.status == 422
    assert page.errors == ["Choose a plan file."]


def test_all_problems_are_listed_with_their_places(
    cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["plan"]["goals"][0]["commitments"] = [{"person": "nobody", "on": "2026-02-30"}]
    document["plan"]["ends_on"] = "2025-12-31"
    document["potentials"][0]["annual_value"] = -1
    page = brought_in(cast, anna, document)
    assert page.status == 422
    places = problems_of(page)
    assert set(places) == {
        "/plan/goals/0/commitments/0/person",
        "/plan/goals/0/commitments/0/on",
        "/plan/ends_on",
        "/potentials/0/annual_value",
    }
    assert "nobody" in places["/plan/goals/0/commitments/0/person"]


def test_file_of_another_customer_is_refused_at_its_key(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["customer"]["key"] = "somebody-else"
    page = brought_in(cast, anna, document)
    assert page.status == 422
    assert list(problems_of(page)) == ["/customer/key"]
    with app.app_context():
        assert db.session.scalar(select(func.count(Customer.id))) == 1


def test_account_manager_brings_in_no_people_and_changes_none(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["people"].append({"key": "new", "name": "New", "role": "specialist"})
    document["plan"]["members"].append({"person": "new", "joined_on": "2026-01-01"})
    page = brought_in(cast, anna, document)
    assert page.status == 422
    assert any(place.startswith("/people/") for place in problems_of(page))
    document = taken_out(cast, anna)
    tom = next(person for person in document["people"] if person["key"] == "tom")
    tom["role"] = "team_lead"
    page = brought_in(cast, anna, document)
    if page.has("confirmation"):
        page.form("confirmation").submit()
    with app.app_context():
        assert db.session.get_one(Person, cast.tom.id).role == cast.tom.role


def test_only_what_was_looked_at_is_brought_in(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["plan"]["goals"][0]["title"] = "Grow slowly"
    page = brought_in(cast, anna, document)
    answer = page.form("confirmation").tamper(document=json.dumps(document)).submit()
    assert answer.status == 422
    assert answer.errors == ["Choose the file again."]
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).title == TITLE


def test_plan_that_was_closed_meanwhile_is_not_changed(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["plan"]["goals"][0]["title"] = "Grow slowly"
    page = brought_in(cast, anna, document)
    with app.app_context():
        by = db.session.get_one(Person, cast.anna.id)
        plans.close(db.session.get_one(Plan, cast.plan.id), by=by)
        db.session.commit()
    assert page.form("confirmation").submit().status == 409
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).title == TITLE


def test_bringing_in_is_for_who_steers(cast: Cast, visitor: Visitors) -> None:
    address = f"/plans/{cast.plan.id}/plan-file/new"
    for person, status in (
        (cast.jo, 403),
        (cast.otto, 403),
        (cast.fritz, 404),
        (cast.mira, 404),
        (cast.paul, 200),
    ):
        assert visitor(person).visit(address).status == status
