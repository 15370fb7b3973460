"""From a symptom through its button to the mended plan, in a real browser."""

import datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner import clock
from planner.actions.plan import activities, goals, reviews
from planner.database import db
from planner.models import Goal, Person, Plan
from planner.models.kinds import ActivityKind
from tests.support.browsers import axe
from tests.support.browsers.browser import PHONE, Windows
from tests.support.stories.cast import PASSWORD, Cast
from tests.support.stories.visits import goal_of_one_side, joint_visit


@pytest.fixture
def nearly_modern(app: Flask, cast: Cast) -> None:
    """A plan that misses nothing but the specialist side's signature."""
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        for person in (anna, jo):
            values = {"title": "Prepare", "kind": ActivityKind.OTHER, "assignee_id": person.id}
            activities.create(plan, {**values, "assignee": person}, by=person)
        reviews.create(plan, {"on": clock.today()}, by=anna, attendees=[jo])
        db.session.commit()
    joint_visit(app, cast, clock.today() - datetime.timedelta(days=1))
    goal_of_one_side(app, cast, "More leasing", cast.anna)


def sign_in_as_jo(page: Page, address: str) -> None:
    page.goto(f"/sign-in?next={address}")
    page.get_by_label("E-mail").fill("jo@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("nearly_modern")
def test_button_of_the_symptom_moves_the_age(cast: Cast, windows: Windows) -> None:
    page = windows.open()
    sign_in_as_jo(page, f"/plans/{cast.plan.id}/whole")
    here = page.locator("#maturity [aria-current=step]")
    expect(here).to_contain_text("Iron age")
    page.get_by_role("link", name="Why: how the collaboration is rated").click()
    expect(page.locator("#symptom-goals_not_shared")).to_be_visible()
    assert axe.violations(page) == []
    page.locator("#symptoms").get_by_role("button", name="Sign “More leasing”").click()

    expect(here).to_contain_text("Modern age")
    expect(page.locator("#symptom-goals_not_shared")).to_have_count(0)
    expect(page.locator("#course")).to_contain_text("progress")
    cause = page.locator("#course").get_by_role("link", name="Goal signed").first
    cause.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("History")


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("nearly_modern")
def test_strip_moves_on_the_page_itself_when_a_goal_is_signed_there(
    cast: Cast, windows: Windows
) -> None:
    page = windows.open(PHONE, scheme="dark")
    sign_in_as_jo(page, f"/plans/{cast.plan.id}/whole")
    here = page.locator("#maturity [aria-current=step]")
    expect(here).to_contain_text("Iron age")
    assert axe.violations(page) == []
    page.evaluate("window.same = true")
    page.locator("#goals").get_by_role("button", name="Sign More leasing").click()

    expect(here).to_contain_text("Modern age")
    assert page.evaluate("window.same")
    page.locator("#goals a[data-menu]").click()
    expect(page.locator("#menu").get_by_role("button", name="Withdraw signature")).to_be_visible()


@pytest.fixture
def unsteered(app: Flask, cast: Cast) -> None:
    """A plan that misses nothing but a joint review."""
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        for person in (anna, jo):
            values = {"title": "Prepare", "kind": ActivityKind.OTHER, "assignee_id": person.id}
            activities.create(plan, {**values, "assignee": person}, by=person)
        db.session.commit()
    joint_visit(app, cast, clock.today() - datetime.timedelta(days=1))
    goal_id = goal_of_one_side(app, cast, "More leasing", cast.anna)
    with app.app_context():
        goal, jo = db.session.get_one(Goal, goal_id), db.session.get_one(Person, cast.jo.id)
        goals.commit_to(goal, by=jo)
        db.session.commit()


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("unsteered")
def test_review_is_written_up_through_the_button_of_the_symptom(
    cast: Cast, windows: Windows
) -> None:
    page = windows.open(PHONE)
    sign_in_as_jo(page, f"/plans/{cast.plan.id}/maturity")
    symptom = page.locator("#symptom-no_steering")
    expect(symptom.get_by_role("link", name="Propose a review")).to_be_visible()
    symptom.get_by_role("link", name="Write up a review").click()
    assert axe.violations(page) == []
    page.get_by_label("Anna Berg").check()
    page.get_by_label("Outcome").fill("On course.")
    page.get_by_label("What was decided").first.fill("Visit the plant")
    page.get_by_label("Who does it").first.select_option("Anna Berg")
    page.get_by_role("button", name="Save").click()

    here = page.locator("#maturity [aria-current=step]")
    expect(here).to_contain_text("Modern age")
    expect(page.locator("#reviews")).to_contain_text("On course.")
    expect(page.locator("#activities")).to_contain_text("Visit the plant")
    page.get_by_role("link", name="Why: how the collaboration is rated").click()
    expect(page.locator("#symptom-no_steering")).to_have_count(0)
    expect(page.locator("#course")).to_contain_text("progress")


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("unsteered")
def test_age_moves_on_the_page_itself_when_a_review_is_written_up_and_deleted_there(
    cast: Cast, windows: Windows
) -> None:
    page = windows.open(scheme="dark")
    sign_in_as_jo(page, f"/plans/{cast.plan.id}/whole")
    here = page.locator("#maturity [aria-current=step]")
    expect(here).to_contain_text("Iron age")
    page.evaluate("window.same = true")
    page.locator("#reviews").get_by_role("link", name="Write up a review").click()
    page.get_by_role("checkbox", name="Anna Berg").check()
    page.get_by_role("button", name="Save").click()
    expect(here).to_contain_text("Modern age")

    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#reviews a[data-menu]").click()
    page.locator("#menu").get_by_role("link", name="Edit").click()
    page.get_by_role("button", name="Delete this review").click()
    expect(here).to_contain_text("Iron age")
    expect(page.locator("#reviews")).to_contain_text("No review yet.")
    assert page.evaluate("window.same")


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("nearly_modern")
def test_answer_opens_and_is_saved_in_its_place(cast: Cast, windows: Windows) -> None:
    windows.allow("422")
    page = windows.open(PHONE)
    sign_in_as_jo(page, f"/plans/{cast.plan.id}/maturity")
    page.get_by_role("link", name="Answer: Goals not shared").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#answer-form-goals_not_shared .invalid-feedback")).to_have_count(1)
    page.get_by_label("Mended until").fill("2026-07-01")
    page.get_by_label("What is being done").fill("Jo signs after the visit.")
    page.get_by_role("button", name="Save").click()

    expect(page.locator("#answer-goals_not_shared")).to_contain_text("being mended until")
    expect(page.get_by_role("button", name="Withdraw the answer")).to_be_visible()
    assert axe.violations(page) == []
