"""A draft is agreed with the last agreement, and only then begins."""

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import customers, members, plans
from planner.database import db
from planner.models import Person
from planner.models.kinds import PlanStatus, Via
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.fixture
def draft_id(app: Flask, cast: Cast) -> int:
    """A draft for a second customer of Anna's, with Jo on it."""
    with app.app_context():
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        customer = customers.create({"name": "Zinnhütte"}, by=anna)
        period = {"starts_on": clock.today(), "ends_on": plans.year_from(clock.today())}
        plan = plans.create(customer, period, by=anna)
        members.join(plan, jo, via=Via.INVITATION, by=anna)
        db.session.commit()
        return plan.id


@pytest.mark.databases("sqlite", "postgresql")
def test_plan_becomes_agreed_with_the_last_agreement_and_then_begins(
    app: Flask, cast: Cast, draft_id: int, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    page = anna.visit(f"/plans/{draft_id}/goals")
    assert not page.offers("Begin the plan")
    page = page.press("Agree to the plan").follow()
    header = page.element("what-now").text
    assert "1 of 2 members have agreed" in header
    assert "Still to agree: Jo Kilian." in header
    assert not page.offers("Agree to the plan")
    page = jo.visit(f"/plans/{draft_id}/goals")
    assert page.press("Agree to the plan", htmx=True).headers["HX-Refresh"] == "true"
    assert planned.status_of(app, draft_id) is PlanStatus.AGREED
    assert not jo.visit(f"/plans/{draft_id}/goals").offers("Begin the plan")
    page = anna.visit(f"/plans/{draft_id}/goals").press("Begin the plan").follow()
    page = anna.visit(f"/plans/{draft_id}/goals")
    assert "Every member has agreed." in page.element("plan-header").text
    assert planned.status_of(app, draft_id) is PlanStatus.ACTIVE


@pytest.mark.databases("sqlite", "postgresql")
def test_plan_is_agreed_when_the_last_who_had_not_agreed_leaves(
    app: Flask, cast: Cast, draft_id: int, visitor: Visitors
) -> None:
    visitor(cast.anna).visit(f"/plans/{draft_id}/goals").press("Agree to the plan")
    visitor(cast.jo).visit(f"/plans/{draft_id}/people").press("Leave this plan")
    assert planned.status_of(app, draft_id) is PlanStatus.AGREED


def test_draft_does_not_begin_before_it_is_agreed(
    app: Flask, cast: Cast, draft_id: int, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    token = {"csrf_token": [anna.visit("/customers").forms[-1]["csrf_token"]]}
    answer = anna.send("POST", f"/plans/{draft_id}/activation", token)
    assert answer.status == 409
    assert "Every member agrees to the plan first" in answer.text
    token = {"csrf_token": [jo.visit("/customers").forms[-1]["csrf_token"]]}
    assert jo.send("POST", f"/plans/{draft_id}/activation", token).status == 403
    assert planned.status_of(app, draft_id) is PlanStatus.DRAFT
