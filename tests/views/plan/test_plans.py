"""Beginning a plan, and changing what holds of it as a whole."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import customers, plans
from planner.database import db
from planner.models import Person, Plan
from planner.models.kinds import Mode, PlanStatus
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


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
    assert "0 of 1 members have agreed" in page.element("what-now").text
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
            "There is a plan from 1 Jan 2026 to 31 Dec 2026 already. Choose a period outside it,"
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
    assert "There is a plan from 1 Jan 2027" in answer.errors[0]
    assert answer.form(f"plan-form-{cast.plan.id}")["ends_on"] == "2027-03-01"


def test_day_on_which_a_closed_plan_starts_is_taken(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.close(app, cast)
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
