"""A plan leaves as a file and comes in as one, once its changes were looked at."""

import json

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import goals
from planner.database import db
from planner.models import Event, Goal, Person, Plan
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.plan_uploads import brought_in, taken_out

TITLE = 'Grow <b>fast</b> \u2028 大 \\ "quoted"'


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        goal = goals.create(plan, {"title": TITLE}, by=anna)
        db.session.commit()
        return goal.id


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
    assert page.notices == ["The file was imported; 2 items changed."]
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
    planned.close(app, cast)
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
