"""What is asked when something begins: nothing about how it ended."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Activity, Deal, DealStatus, Goal, GoalStatus
from planner.models.kinds import ActivityKind
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

ENDINGS = ["What outside the plan kept it from being reached", "Why it was lost or moved", "State"]


@pytest.mark.parametrize("noun", ["goals", "deals"])
def test_new_goal_or_deal_is_not_asked_how_it_ended(
    noun: str, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/{noun}/new")
    assert [ending for ending in ENDINGS if ending in page.element("page-content").text] == []


@pytest.mark.databases("sqlite", "postgresql")
def test_new_playbook_is_not_asked_whether_it_is_still_in_use(
    cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.ada).visit("/playbooks/new").form("playbook-form")
    assert "status" not in form
    page = form.fill(name="First visit").submit().follow()
    assert "status" in page.visitor.visit("/playbooks/1/edit").form("playbook-form")


def test_new_goal_is_live_and_a_new_deal_planned(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    form = anna.visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    assert form.fill(title="Grow together").submit().status == 303
    form = anna.visit(f"/plans/{cast.plan.id}/deals/new").form("deal-form")
    form = form.fill(title="Frame", expected_on="2026-09-01", annual_value="100", probability="50")
    assert form.submit().status == 303
    with app.app_context():
        assert db.session.scalars(select(Goal.status)).one() is GoalStatus.ACTIVE
        assert db.session.scalars(select(Deal.status)).one() is DealStatus.PLANNED
        goal, deal = (db.session.scalars(select(model.id)).one() for model in (Goal, Deal))
    assert "missed_because" in anna.visit(f"/goals/{goal}/edit").form(f"goal-form-{goal}")
    assert "cause" in anna.visit(f"/deals/{deal}/edit").form(f"deal-form-{deal}")


@pytest.mark.parametrize("kind", list(ActivityKind))
def test_new_activity_is_with_the_customer_where_its_kind_is(
    kind: ActivityKind, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new?kind={kind}")
    among_us = {"analysis", "offer", "internal", "other"}
    assert bool(page.form("activity-form")["customer_facing"]) is (kind not in among_us)


def test_new_activity_begins_as_a_visit_with_the_customer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new").form("activity-form")
    assert form.fill(title="See the works").submit().status == 303
    with app.app_context():
        activity = db.session.scalars(select(Activity)).one()
        assert (activity.kind, activity.customer_facing) == (ActivityKind.VISIT, True)


def test_what_is_internal_is_not_with_the_customer(cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new").form("activity-form")
    page = form.fill(title="Agree among us", kind="Internal").submit()
    assert page.status == 422
    assert page.errors == [
        "What is internal is not with the customer. Untick this, or change the kind."
    ]
    assert page.form("activity-form").fill(customer_facing=False).submit().status == 303
