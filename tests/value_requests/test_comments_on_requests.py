"""What is said to a request for a value specialist, and the plan as of the day when it was made."""

import datetime

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.models import Comment, Person, Plan
from planner.value_requests import actions as value_requests
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

ASKED = "What forty vans save them"


@pytest.fixture
def asked(app: Flask, cast: Cast) -> int:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        request = value_requests.ask(plan, {"text": ASKED}, by=anna)
        db.session.commit()
        return request.id


@pytest.mark.databases("sqlite", "postgresql")
def test_what_is_said_to_a_request_stands_beside_it_and_is_told_to_who_has_asked(
    app: Flask, cast: Cast, visitor: Visitors, asked: int
) -> None:
    tom = visitor(cast.tom)
    thread = tom.visit(f"/plans/{cast.plan.id}/value").click(f"Comment on {ASKED}")
    thread.form("comment-form").fill(text="Ours are diesel").submit()
    assert f"1 comment on {ASKED}" in tom.visit(f"/plans/{cast.plan.id}/value").links
    assert ASKED in visitor(cast.anna).visit("/notifications").text
    address = f"/value_requests/{asked}/comments"
    assert visitor(cast.fritz).visit(address).status == 404
    assert not visitor(cast.otto).visit(address).has("comment-form")


def test_what_was_said_goes_with_the_request_and_comes_back_with_it(
    app: Flask, cast: Cast, visitor: Visitors, asked: int
) -> None:
    anna = visitor(cast.anna)
    anna.visit(f"/value_requests/{asked}/comments").form("comment-form").fill(text="Soon").submit()
    page = anna.visit(f"/plans/{cast.plan.id}/value")
    gone = page.press("Withdraw the request to any value specialist").follow()
    with app.app_context():
        assert db.session.query(Comment).count() == 0
    gone.press("Undo")
    with app.app_context():
        assert [each.text for each in db.session.query(Comment)] == ["Soon"]


@pytest.mark.usefixtures("asked")
def test_the_plan_as_of_a_day_shows_what_was_asked_for_then(cast: Cast, visitor: Visitors) -> None:
    today = clock.today()
    with clock.at(today + datetime.timedelta(days=2)):
        anna = visitor(cast.anna)
        address = f"/plans/{cast.plan.id}/as-of?day="
        assert ASKED in anna.visit(f"{address}{today}").text
        page = anna.visit(f"/plans/{cast.plan.id}/value")
        page.press("Withdraw the request to any value specialist")
        assert ASKED in anna.visit(f"{address}{today}").text
        assert ASKED not in anna.visit(f"{address}{clock.today()}").text
