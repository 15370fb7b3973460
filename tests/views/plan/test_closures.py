"""A plan that is closed is read, and no longer changed."""

import pytest
from flask import Flask

from planner.actions.plan import goals
from planner.database import db
from planner.models import Goal, Person, Plan
from planner.models.kinds import PlanStatus
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_closing_asks_once_more_and_is_for_who_steers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    assert visitor(cast.jo).visit(f"/plans/{cast.plan.id}/closure/new").status == 403
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/closure/new").status == 404
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}").click("Close the plan")
    assert planned.status_of(app, cast.plan.id) is PlanStatus.ACTIVE
    page = page.form("closure-form").submit().follow()
    assert planned.status_of(app, cast.plan.id) is PlanStatus.CLOSED
    assert "This plan is closed." in page.element("what-now").text


def test_closed_plan_offers_nothing_but_to_read_and_to_begin_the_next(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.close(app, cast)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/whole")
    assert page.status == 200
    for link in ("Edit the plan", "Invite somebody", "Add a goal", "Close the plan"):
        assert link not in page.links
    assert not page.offers("Leave this plan")
    assert "Begin the next period" in page.links
    assert "Add a contact" in page.links


def test_who_has_an_activity_of_a_closed_plan_is_offered_nothing_that_is_over(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.activity(app, cast, "Call them", assignee_id=cast.anna.id)
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}/activities"
    page = anna.visit(address)
    assert page.offers("Done: Call them")
    assert page.menu("Call them").offers("Release")
    planned.close(app, cast)
    page = anna.visit(address)
    assert not page.offers("Done: Call them")
    assert not page.menu("Call them").offers("Release")


@pytest.mark.parametrize(
    "address",
    ["edit", "members/new", "goals/new", "activities/new", "closure/new", "plan-file/new"],
)
def test_every_write_in_a_closed_plan_is_refused_with_the_reason(
    address: str, app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.close(app, cast)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/{address}")
    assert page.status == 409
    assert "This plan is closed. It can be read, but no longer changed." in page.text


def test_item_of_a_closed_plan_is_kept_as_it_was(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        goal_id = goals.create(plan, {"title": "Grow"}, by=anna).id
        db.session.commit()
    anna_there = visitor(cast.anna)
    form = anna_there.visit(f"/goals/{goal_id}/edit").form(f"goal-form-{goal_id}")
    planned.close(app, cast)
    assert form.fill(title="Shrink").submit().status == 409
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).title == "Grow"
