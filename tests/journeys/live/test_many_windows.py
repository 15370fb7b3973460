"""One person with more windows of plans side by side than a browser has connections to a host."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner.actions.plan import questions
from planner.database import db
from planner.models import Person, Plan
from planner.models.plan.customer import Customer
from tests.support.live import Comes, is_state
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
WINDOWS = 7


@pytest.fixture
def other_plan(app: Flask, cast: Cast) -> int:
    """Anna's plan of another customer."""
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        customer = Customer(key="other", name="Other", owner=anna)
        other = Plan(customer=customer, starts_on=plan.starts_on, ends_on=plan.ends_on)
        db.session.add(other)
        db.session.commit()
        return other.id


def ask(app: Flask, cast: Cast, plan_id: int, text: str) -> None:
    """Somebody elsewhere writes down a question."""
    with app.app_context():
        plan, jo = db.session.get_one(Plan, plan_id), db.session.get_one(Person, cast.jo.id)
        questions.create(plan, {"text": text}, by=jo)
        db.session.commit()


def beside(page: Page, plan_id: int) -> Page:
    """Another window of the same browser."""
    opened = page.context.new_page()
    opened.goto(f"/plans/{plan_id}/whole")
    is_state(opened, "live")
    return opened


def test_seven_windows_of_plans_are_live_and_each_hears_of_its_own(
    app: Flask, cast: Cast, comes: Comes, other_plan: int
) -> None:
    first = comes(cast.anna)
    of_plan = [first, *(beside(first, cast.plan.id) for _ in range(WINDOWS - 3))]
    of_other = [beside(first, other_plan) for _ in range(2)]
    ask(app, cast, cast.plan.id, "Who decides?")
    ask(app, cast, other_plan, "Who pays?")
    for page in of_plan:
        expect(page.locator("#questions")).to_contain_text("Who decides?")
    for page in of_other:
        expect(page.locator("#questions")).to_contain_text("Who pays?")
        expect(page.locator("#questions")).not_to_contain_text("Who decides?")
    is_state(first, "live")


def test_windows_that_share_are_told_apart_and_go_one_by_one(
    app: Flask, cast: Cast, comes: Comes
) -> None:
    jo, left = comes(cast.jo), comes(cast.anna)
    right = beside(left, cast.plan.id)
    mark = jo.locator("#ideas .editing-mark")
    right.locator("#ideas").get_by_role("link", name="Propose an idea").click()
    right.locator("#sheet [name=title]").fill("Lease the roofs")
    expect(mark).to_have_text("Anna Berg is editing this")
    right.close()
    expect(mark).to_have_count(0)
    expect(jo.locator("#people-here li")).to_have_count(1)
    ask(app, cast, cast.plan.id, "Who decides?")
    expect(left.locator("#questions")).to_contain_text("Who decides?")
    left.close()
    expect(jo.locator("#people-here li")).to_have_count(0)
