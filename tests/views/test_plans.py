"""A plan from its draft to the next period; a closed one is only read."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions import customers, goals, members, plans
from planner.database import db
from planner.models import Customer, Goal, Person, Plan
from planner.models.kinds import Mode, PlanStatus, Via
from tests.support.cast import Cast
from tests.support.fixtures import Visitors


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


def status_of(app: Flask, plan_id: int) -> PlanStatus:
    with app.app_context():
        return db.session.get_one(Plan, plan_id).status


def close(app: Flask, cast: Cast) -> None:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        plans.close(plan, by=anna)
        db.session.commit()


def test_owner_begins_a_plan_that_starts_today_and_lasts_a_year(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        customers.create({"name": "Zinnhütte"}, by=anna)
        db.session.commit()
    page = visitor(cast.anna).visit("/customers/zinnhuette").click("Begin a plan")
    form = page.form("plan-form")
    assert form["starts_on"] == clock.today().isoformat()
    page = form.fill(mode="co_care").submit().follow()
    assert "0 of 1 members have agreed" in page.element("plan-header").text
    with app.app_context():
        plan = db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()
        assert plan is not None
        assert (plan.mode, plan.status) == (Mode.CO_CARE, PlanStatus.DRAFT)
        assert plan.ends_on == plans.year_from(plan.starts_on)
        assert [member.person_id for member in plan.members] == [cast.anna.id]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "error"),
    [
        ("2027-12-31", "2027-01-01", "The end must come after the start."),
        ("2027-01-01", "2027-01-01", "The end must come after the start."),
        (
            "2026-02-30",
            "2027-01-01",
            "There is no such day. Write it as 2026-03-14 or 14.03.2026.",
        ),
        (
            "2026-06-01",
            "2027-06-01",
            "There is a plan from 2026-01-01 to 2026-12-31 already. Choose a period outside it,"
            " or close that plan first.",
        ),
    ],
)
def test_wrong_period_is_refused_at_its_field(
    starts_on: str, ends_on: str, error: str, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/plans/new")
    form = page.form("plan-form").fill(starts_on=starts_on, ends_on=ends_on, strategy="<i>")
    answer = form.submit()
    assert answer.status == 422
    assert answer.errors == [error]
    assert answer.form("plan-form")["starts_on"] == starts_on
    assert answer.form("plan-form")["strategy"] == "<i>"


def test_plan_becomes_agreed_with_the_last_agreement_and_then_begins(
    app: Flask, cast: Cast, draft_id: int, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    page = anna.visit(f"/plans/{draft_id}")
    assert not page.offers("Begin the plan")
    page = page.press("Agree to the plan").follow()
    header = page.element("plan-header").text
    assert "1 of 2 members have agreed" in header
    assert "Still to agree: Jo Kilian." in header
    assert not page.offers("Agree to the plan")
    page = jo.visit(f"/plans/{draft_id}")
    assert page.press("Agree to the plan", htmx=True).headers["HX-Refresh"] == "true"
    assert status_of(app, draft_id) is PlanStatus.AGREED
    assert not jo.visit(f"/plans/{draft_id}").offers("Begin the plan")
    page = anna.visit(f"/plans/{draft_id}").press("Begin the plan").follow()
    assert "Every member has agreed." in page.element("plan-header").text
    assert status_of(app, draft_id) is PlanStatus.ACTIVE


def test_plan_is_agreed_when_the_last_who_had_not_agreed_leaves(
    app: Flask, cast: Cast, draft_id: int, visitor: Visitors
) -> None:
    visitor(cast.anna).visit(f"/plans/{draft_id}").press("Agree to the plan")
    visitor(cast.jo).visit(f"/plans/{draft_id}").press("Leave this plan")
    assert status_of(app, draft_id) is PlanStatus.AGREED


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
    assert status_of(app, draft_id) is PlanStatus.DRAFT


def test_member_changes_mode_and_strategy(app: Flask, cast: Cast, visitor: Visitors) -> None:
    jo = visitor(cast.jo)
    page = jo.visit(f"/plans/{cast.plan.id}/edit", htmx=True)
    form = page.form(f"plan-form-{cast.plan.id}")
    answer = form.fill(mode="co_care", strategy="First\nchoice").submit(htmx=True)
    assert answer.headers["HX-Refresh"] == "true"
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        assert (plan.mode, plan.strategy) == (Mode.CO_CARE, "First\nchoice")
    assert visitor(cast.paul).visit(f"/plans/{cast.plan.id}/edit").status == 403
    assert visitor(cast.otto).visit(f"/plans/{cast.plan.id}/edit").status == 403
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/edit").status == 404


def test_period_that_meets_another_plan_is_refused_when_editing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        period = {
            "starts_on": datetime.date(2027, 1, 1),
            "ends_on": datetime.date(2027, 12, 31),
        }
        plans.begin_next(plan, period, by=anna)
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/edit")
    form = page.form(f"plan-form-{cast.plan.id}").fill(ends_on="2027-03-01")
    answer = form.submit()
    assert answer.status == 422
    assert "There is a plan from 2027-01-01" in answer.errors[0]
    assert answer.form(f"plan-form-{cast.plan.id}")["ends_on"] == "2027-03-01"


def test_closing_asks_once_more_and_is_for_who_steers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    assert visitor(cast.jo).visit(f"/plans/{cast.plan.id}/closure/new").status == 403
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/closure/new").status == 404
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}").click("Close the plan")
    assert status_of(app, cast.plan.id) is PlanStatus.ACTIVE
    page = page.form("closure-form").submit().follow()
    assert status_of(app, cast.plan.id) is PlanStatus.CLOSED
    assert "This plan is closed." in page.element("plan-header").text


def test_closed_plan_offers_nothing_but_to_read_and_to_begin_the_next(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    close(app, cast)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    assert page.status == 200
    for link in ("Edit the plan", "Invite somebody", "Add a goal", "Close the plan"):
        assert link not in page.links
    assert not page.offers("Leave this plan")
    assert "Begin the next period" in page.links
    assert "Add a contact" in page.links


@pytest.mark.parametrize(
    "address",
    ["edit", "members/new", "goals/new", "activities/new", "closure/new", "plan-file/new"],
)
def test_every_write_in_a_closed_plan_is_refused_with_the_reason(
    address: str, app: Flask, cast: Cast, visitor: Visitors
) -> None:
    close(app, cast)
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
    close(app, cast)
    assert form.fill(title="Shrink").submit().status == 409
    with app.app_context():
        assert db.session.get_one(Goal, goal_id).title == "Grow"


def test_next_period_starts_the_day_after_with_the_same_people(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    close(app, cast)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}").click("Begin the next period")
    form = page.form("successor-form")
    assert (form["starts_on"], form["ends_on"]) == ("2027-01-01", "2027-12-31")
    page = form.submit().follow()
    assert "0 of 4 members have agreed" in page.element("plan-header").text
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        both = db.session.scalars(select(Plan).where(Plan.customer_id == customer.id)).all()
        assert [plan.status for plan in both] == [PlanStatus.CLOSED, PlanStatus.DRAFT]


def test_next_period_is_for_who_steers(cast: Cast, visitor: Visitors) -> None:
    assert visitor(cast.jo).visit(f"/plans/{cast.plan.id}/successor/new").status == 403
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/successor/new").status == 404


def test_day_on_which_a_closed_plan_starts_is_taken(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    close(app, cast)
    page = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/plans/new")
    answer = page.form("plan-form").fill(starts_on="2026-01-01", ends_on="2026-12-31").submit()
    assert answer.status == 422
    assert answer.errors == ["A closed plan starts on the same day. Choose another day."]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (datetime.date(2026, 1, 1), datetime.date(2026, 12, 31)),
        (datetime.date(2026, 7, 15), datetime.date(2027, 7, 14)),
        (datetime.date(2028, 2, 29), datetime.date(2029, 2, 28)),
    ],
)
def test_year_ends_the_day_before_it_would_begin_again(
    start: datetime.date, end: datetime.date
) -> None:
    assert plans.year_from(start) == end
