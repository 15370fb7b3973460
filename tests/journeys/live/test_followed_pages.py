"""The pool, the requests and the notifications follow while they are open, in a real browser."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from planner.actions.plan import plans
from planner.database import db
from planner.models import Person, Plan
from tests.support.browsers import axe
from tests.support.fixtures import Visitors
from tests.support.live import Comes, is_state
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


def test_pool_shows_what_has_come_in_and_keeps_the_filter(
    app: Flask, cast: Cast, comes: Comes
) -> None:
    mira = comes(cast.mira, at="/pool", live=False)
    is_state(mira, "polling")
    mira.locator(".filter-menu > summary").click()
    mira.locator("[name=due_until]").focus()
    planned.activity(app, cast, "Show the terminals", field_id=cast.payments.id)
    expect(mira.locator("#pool")).to_contain_text("Show the terminals")
    expect(mira.locator("[name=due_until]")).to_be_focused()
    assert axe.violations(mira) == []


def test_requests_and_notifications_come_in_and_the_bell_counts_them(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    requests = comes(cast.anna, at="/requests", live=False)
    news = comes(cast.anna, at="/notifications", live=False, language="de")
    is_state(news, "polling")
    jo = visitor(cast.jo)
    jo.visit(f"/plans/{cast.plan.id}/introduction/new").press("Ask for it")
    expect(requests.locator("#to-answer")).to_contain_text("Jo Kilian")
    expect(requests.locator("#bell .badge")).to_be_visible()
    expect(news.locator("#notifications")).to_contain_text("Eisenwerk Brühl AG")
    assert axe.violations(news) == []


def test_plan_counts_its_comments_and_names_its_other_periods(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    goal = planned.goal(app, cast)
    anna, jo = comes(cast.anna), visitor(cast.jo)
    beside = anna.locator("#beside")
    expect(beside.get_by_label("Comment on the plan")).to_be_visible()
    for address in (f"/plans/{cast.plan.id}", *[f"/goals/{goal}"] * 3):
        jo.visit(f"{address}/comments").form("comment-form").fill(text="Look").submit()
    expect(beside.get_by_label("1 comment on the plan")).to_be_visible()
    expect(anna.get_by_label("3 comments on More leasing")).to_be_visible()
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        next_year = {"starts_on": plan.ends_on.replace(year=2027, month=1, day=1)}
        values = {**next_year, "ends_on": plan.ends_on.replace(year=2027)}
        plans.begin_next(plan, values, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    expect(beside).to_contain_text("2027")
