"""What would help a plan most: each button beside it does the very thing."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import requests
from planner.database import db
from planner.models import Activity, Goal, Person, Plan
from planner.models.kinds import ActivityStatus, RequestKind
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories import planned
from tests.support.stories.cast import Cast

YESTERDAY = datetime.timedelta(days=1)


def plan_of(cast: Cast, reader: Person, visitor: Visitors) -> Page:
    return visitor(reader).visit(f"/plans/{cast.plan.id}")


def test_what_is_overdue_is_done_or_moved_from_there(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    late = {"assignee_id": cast.anna.id, "due_on": clock.today() - YESTERDAY}
    activity_id = planned.activity(app, cast, "Send the offer", **late)
    page = plan_of(cast, cast.anna, visitor)
    assert "“Send the offer” was due yesterday" in page.element("what-now").text
    assert page.links["Choose another day: Send the offer"] == f"/activities/{activity_id}/edit"
    page.press("Done: Send the offer")
    with app.app_context():
        assert db.session.get_one(Activity, activity_id).status is ActivityStatus.DONE


@pytest.mark.databases("sqlite", "postgresql")
def test_potential_of_which_nobody_is_on_the_plan_asks_for_a_specialist(
    cast: Cast, visitor: Visitors
) -> None:
    page = plan_of(cast, cast.anna, visitor)
    asked = "Nobody for Payments is on the plan, and there is potential in it."
    assert asked in page.element("what-now").text
    form = page.click("Invite a specialist").form("invitation-form")
    form.fill(person_id=str(cast.mira.id)).submit()
    assert asked not in plan_of(cast, cast.anna, visitor).element("what-now").text


def test_who_only_reads_is_not_told_to_invite(cast: Cast, visitor: Visitors) -> None:
    assert "Nobody for" not in plan_of(cast, cast.otto, visitor).element("what-now").text


def test_target_that_moved_is_signed_from_there(app: Flask, cast: Cast, visitor: Visitors) -> None:
    goal_id = planned.goal(app, cast, "More leasing", target=Decimal(10))
    plan_of(cast, cast.jo, visitor).press("Sign More leasing")
    form = visitor(cast.anna).visit(f"/goals/{goal_id}/edit").form(f"goal-form-{goal_id}")
    form.fill(target="12").submit()
    page = plan_of(cast, cast.jo, visitor)
    assert "The target of “More leasing” has moved" in page.element("what-now").text
    page.press("Sign More leasing")
    with app.app_context():
        (signature,) = db.session.get_one(Goal, goal_id).commitments
        assert signature.asked_again_on is None


def test_who_asks_for_an_activity_is_read_with_its_name(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity_id = planned.activity(app, cast, "Visit the plant")
    with app.app_context():
        plan, mira = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.mira.id),
        )
        activity = db.session.get_one(Activity, activity_id)
        requests.create(plan, RequestKind.CLAIM, activity=activity, by=mira)
        db.session.commit()
    page = plan_of(cast, cast.anna, visitor)
    assert "asks to take “Visit the plant”, today" in page.element("what-now").text
    page.press(f"Accept: {cast.mira.name}")
    assert "asks to take" not in plan_of(cast, cast.anna, visitor).element("what-now").text


def test_symptom_is_mended_from_there_with_the_items_it_rests_on(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    today = clock.today()
    with clock.at(today - datetime.timedelta(days=60)):
        activity_id = planned.activity(app, cast, "Visit the works")
    planned.goal(app, cast)
    page = plan_of(cast, cast.anna, visitor)
    assert "still open. Why Hand on “Visit the works”" in page.element("maturity").text
    assert page.links["Hand on “Visit the works”"] == f"/activities/{activity_id}"


def test_a_review_whose_day_is_past_is_not_coming_up(cast: Cast, visitor: Visitors) -> None:
    late = plan_of(cast, cast.anna, visitor).element("what-now").text
    assert "Review due since" in late
    assert "Coming up" not in late
    with clock.at(clock.today() - datetime.timedelta(days=100)):
        early = plan_of(cast, cast.anna, visitor).element("what-now").text
    assert "Coming up: review due, 26 Mar" in " ".join(early.split())
