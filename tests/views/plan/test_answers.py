"""Requests are answered by who steers, once, and with a reason when declined."""

import pytest
from flask import Flask

from planner.access import Permission, allows, standings
from planner.actions.plan import activities, requests
from planner.database import db
from planner.models import Activity, Customer, Person, Plan, Request
from planner.models.kinds import ActivityKind, RequestKind, RequestStatus
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.views.plan.test_join_requests import asked_by_mira


def test_owner_lets_the_specialist_in(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        asked_by_mira(cast, "I know their treasurer")
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/people")
    assert "I know their treasurer" in page.element("requests").text
    page = page.press("Accept: To join the plan, Mira Sommer").follow()
    assert "Mira Sommer" in page.element("members").text
    assert visitor(cast.mira).visit(f"/plans/{cast.plan.id}").status == 200


@pytest.mark.databases("sqlite", "postgresql")
def test_declining_wants_a_reason_that_the_asker_reads(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        request_id = asked_by_mira(cast)
    tom = visitor(cast.tom)
    opened = tom.visit("/requests").click("Decline: To join the plan, Mira Sommer", htmx=True)
    refused = opened.form(f"refusal-form-{request_id}").submit(htmx=True)
    assert refused.status == 422
    assert refused.errors == ["Fill this in."]
    assert refused.headers["HX-Retarget"] == f"#refusal-form-{request_id}"
    done = refused.form(f"refusal-form-{request_id}").fill(reason="First in autumn").submit()
    assert done.status == 303
    asked = visitor(cast.mira).visit("/requests").element("asked").text
    assert "Declined" in asked
    assert "Tom Ahrens" in asked
    assert "First in autumn" in asked


def test_second_to_answer_is_told_who_answered(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        asked_by_mira(cast)
    anna, paul = visitor(cast.anna).visit("/requests"), visitor(cast.paul).visit("/requests")
    assert anna.press("Accept: To join the plan, Mira Sommer").status == 303
    second = paul.press("Accept: To join the plan, Mira Sommer", htmx=True)
    assert second.status == 409
    assert second.notices == ["The request has been answered already by Anna Berg."]
    assert second.headers["HX-Retarget"] == "#notices"


def test_specialist_on_the_plan_does_not_answer(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        request_id = asked_by_mira(cast)
    jo = visitor(cast.jo)
    page = jo.visit(f"/plans/{cast.plan.id}/people")
    assert "Mira Sommer" not in page.element("requests").text
    assert jo.visit(f"/requests/{request_id}/refusal/new").status == 403
    token = {"csrf_token": [page.token]}
    assert jo.send("POST", f"/requests/{request_id}/acceptance", token).status == 403
    assert visitor(cast.fritz).visit(f"/requests/{request_id}/refusal/new").status == 404


def test_accepted_claim_gives_the_activity(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        values = {"title": "Fleet check", "kind": ActivityKind.ANALYSIS}
        activity = activities.create(plan, values, by=anna)
        requests.create(plan, RequestKind.CLAIM, by=jo, activity=activity)
        db.session.commit()
        activity_id = activity.id
    page = visitor(cast.anna).visit("/requests")
    assert "To take an activity: Fleet check" in page.element("to-answer").text
    page.press("Accept: To take an activity, Jo Kilian")
    with app.app_context():
        assert db.session.get_one(Activity, activity_id).assignee_id == cast.jo.id


def test_specialist_member_asks_to_be_introduced(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/people")
    form = page.click("Ask to be introduced to the customer").form("introduction-form")
    answer = form.fill(reason="Nobody there knows me yet.").submit(htmx=True)
    assert "Not answered yet" in answer.element("requests").text
    assert "Nobody there knows me yet." in answer.element("requests").text
    assert "Ask to be introduced to the customer" not in answer.links
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/people")
    assert "Ask to be introduced to the customer" not in page.links
    page.press("Accept: To be introduced to the customer, Jo Kilian")
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        assert [(a.title, a.kind, a.assignee_id) for a in plan.activities] == [
            ("Jo Kilian (Leasing)", ActivityKind.INTRODUCTION, cast.anna.id)
        ]


def test_what_one_may_answer_is_what_one_steers(app: Flask, cast: Cast, visitor: Visitors) -> None:
    """The list on the page follows the same table as the permission."""
    with app.app_context():
        request_id = asked_by_mira(cast)
    for person in vars(cast).values():
        if not isinstance(person, Person):
            continue
        with app.app_context():
            customer = db.session.get_one(Customer, cast.customer.id)
            plan = db.session.get_one(Plan, cast.plan.id)
            found = standings(db.session.get_one(Person, person.id), customer, plan)
            may_answer = allows(Permission.STEER, found)
        page = visitor(person).visit("/requests")
        listed = f"request-{request_id}" in [a["id"] for a in page.element("to-answer").everything]
        assert listed == may_answer, person.name


def test_nobody_answers_the_own_request(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        plan, tom = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.tom.id),
        )
        request = requests.create(plan, RequestKind.INTRODUCTION, by=tom)
        db.session.commit()
        request_id = request.id
    tom_there = visitor(cast.tom)
    page = tom_there.visit(f"/plans/{cast.plan.id}/people")
    assert not page.offers("Accept: To be introduced to the customer, Tom Ahrens")
    token = {"csrf_token": [page.token]}
    answer = tom_there.send("POST", f"/requests/{request_id}/acceptance", token)
    assert answer.status == 409
    with app.app_context():
        assert db.session.get_one(Request, request_id).status is RequestStatus.PENDING
