"""Claiming what was withdrawn, and signing a goal whose target has just moved."""

import pytest
from flask import Flask

from planner.actions.plan import activities
from planner.database import db
from planner.models import Activity, Commitment, Person
from tests.support.editing import goal, opened
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories import planned
from tests.support.stories.cast import Cast

IN_PLACE = pytest.mark.parametrize("htmx", [False, True], ids=["page", "in place"])
ENDS = {"cancel": "cancelled", "delete": "deleted", "finish": "finished"}


def end(app: Flask, cast: Cast, activity_id: int, how: str) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        activity = db.session.get_one(Activity, activity_id)
        getattr(activities, how)(activity, by=anna)
        db.session.commit()


@IN_PLACE
@pytest.mark.parametrize("how", ENDS)
def test_who_claims_what_was_withdrawn_learns_by_whom_and_when(
    app: Flask, cast: Cast, visitor: Visitors, how: str, htmx: bool
) -> None:
    activity_id = planned.activity(app, cast, field_id=cast.leasing.id)
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}")
    end(app, cast, activity_id, how)
    answer = page.press("Ask for it: Visit the plant", htmx=htmx)
    assert answer.status == 409
    assert f"Anna Berg {ENDS[how]} this activity on " in answer.text


@pytest.mark.parametrize("how", ["cancel", "delete"])
def test_who_saw_it_in_the_pool_learns_that_much_and_no_more(
    app: Flask, cast: Cast, visitor: Visitors, how: str
) -> None:
    activity_id = planned.activity(app, cast, field_id=cast.payments.id)
    page = visitor(cast.mira).visit("/pool")
    end(app, cast, activity_id, how)
    answer = page.press("Ask for it: Visit the plant", htmx=True)
    assert answer.status == 409
    assert f"Anna Berg {ENDS[how]} this activity on " in answer.text
    assert "Visit the plant" not in answer.text
    assert visitor(cast.mira).visit(f"/activities/{activity_id}").status == 404
    form = page.form_of("Ask for it: Visit the plant")
    assert form.sent_by(visitor(cast.fritz), "Ask for it: Visit the plant").status == 404


def signed(app: Flask) -> list[int]:
    with app.app_context():
        return [commitment.person_id for commitment in db.session.query(Commitment)]


def pressed(app: Flask, cast: Cast, visitor: Visitors, *, htmx: bool) -> Page:
    """Jo signs what stands on his page, after Anna has moved its target."""
    goal_id = goal(app, cast, target=1000)
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/goals")
    opened(visitor(cast.anna), goal_id).fill(target="2500").submit()
    return page.press("Sign Grow leasing", htmx=htmx)


@IN_PLACE
def test_who_signs_a_target_that_has_just_moved_is_told_and_asked(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    answer = pressed(app, cast, visitor, htmx=htmx)
    assert answer.status == 409
    said = "You have not signed: Anna Berg moved the target from 1,000 to 2,500"
    assert said in answer.notices[0]
    assert signed(app) == []
    assert answer.offers("Sign Grow leasing")
    if htmx:  # it is the row alone, and the form around it stays on the page
        answer = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/goals")
    answer.press("Sign Grow leasing", htmx=htmx)
    assert signed(app) == [cast.jo.id]


def test_the_button_beside_what_to_do_now_knows_the_target_too(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast, target=1000)
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}")
    opened(visitor(cast.anna), goal_id).fill(target="2500").submit()
    assert page.press("Sign Grow leasing").status == 409
    assert signed(app) == []


def test_who_moved_the_target_in_another_tab_is_asked_whether_to_sign_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, anna = goal(app, cast, target=1000), visitor(cast.anna)
    page = anna.visit(f"/goals/{goal_id}")
    opened(anna, goal_id).fill(target="2500").submit()
    asked = page.press("Sign Grow leasing")
    assert asked.status == 409
    assert "Anna Berg moved the target from 1,000 to 2,500" in asked.text
    assert signed(app) == []
    assert asked.press("Sign Grow leasing").status == 303
    assert signed(app) == [cast.anna.id]


def test_a_target_that_nobody_has_seen_is_not_signed(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast, target=1000)
    page = visitor(cast.jo).visit(f"/goals/{goal_id}")
    answer = page.form_of("Sign Grow leasing").tamper(target="feed").submit("Sign Grow leasing")
    assert answer.status == 409
    assert "the target is not the one that you saw: 1,000" in answer.text
    assert signed(app) == []


@pytest.mark.databases("sqlite", "postgresql")
def test_who_hands_on_what_somebody_has_taken_meanwhile_is_told(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity_id = planned.activity(app, cast, field_id=cast.leasing.id)
    page = visitor(cast.anna).visit(f"/activities/{activity_id}")
    planned.give(app, activity_id, cast.tom)
    answer = page.press("Jo Kilian")
    assert answer.status == 409
    assert "Tom Ahrens has this activity by now." in answer.text
    assert planned.now(app, activity_id).assignee_id == cast.tom.id
    again = visitor(cast.anna).visit(f"/activities/{activity_id}")
    assert again.press("Jo Kilian").status == 303
    assert planned.now(app, activity_id).assignee_id == cast.jo.id
