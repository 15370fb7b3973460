"""Both sides plan together: two browsers at once, one of them a phone; and one without scripts."""

from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from planner.database import db
from planner.models import Activity, Deal, Goal, PlanningSession, Potential
from tests.support.browsers.browser import PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.live import Comes, is_state
from tests.support.stories.cast import Cast


@pytest.fixture
def both(cast: Cast, comes: Comes, live_windows: Windows, visitor: Visitors) -> tuple[Page, Page]:
    """Anna, who has begun, and Jo with a phone, both at the first step."""
    anna = comes(cast.anna, at=f"/plans/{cast.plan.id}")
    anna.get_by_role("link", name="Plan together").click()
    anna.get_by_role("button", name="Begin").click()
    jo = live_windows.open(PHONE)
    let_in(jo, visitor(cast.jo), live_windows.address)
    jo.goto(f"/plans/{cast.plan.id}/planning")
    jo.get_by_role("link", name="Go on with: Potential").click()
    is_state(jo, "live")
    return anna, jo


def go_on(page: Page, to: str, step: str) -> None:
    page.get_by_role("button", name=to).click()
    is_at(page, step)


def go_to(page: Page, step: str) -> None:
    page.get_by_role("link", name=step).click()
    is_at(page, step)


def is_at(page: Page, step: str) -> None:
    """The page of the step before listens too, as long as that of this one is on its way."""
    expect(page.locator("[aria-current=step]")).to_have_text(step)
    is_state(page, "live")


def row(page: Page, name: str, value: str) -> Locator:
    """The form of the row in which this stands in the field of this name."""
    found = page.locator(f'form.row-form:has(input[value="{value}"])')
    expect(found.get_by_label(name, exact=True)).to_have_value(value)
    return found


@pytest.mark.databases("sqlite")
def test_two_go_all_five_steps_at_once_and_each_signs_on_the_own_account(
    app: Flask, cast: Cast, both: tuple[Page, Page]
) -> None:
    anna, jo = both
    expect(anna.locator("#people-here")).to_contain_text("Jo Kilian")
    see_each_other_type(anna, jo)
    write_in_one_row_at_once(anna, jo)
    add_deal_and_activity(anna)
    sign_each_for_oneself(anna, jo)
    with app.app_context():
        planned_is(cast)


def see_each_other_type(anna: Page, jo: Page) -> None:
    """Step 1: what one types the other sees, without a button."""
    anna.get_by_label("Leasing, a year").fill("182,000")
    expect(jo.locator(".editing-mark")).to_contain_text("Anna Berg")
    anna.get_by_label("Leasing, ours in percent").fill("20")
    anna.keyboard.press("Tab")
    expect(anna.locator(".saving")).to_have_text("saved")
    expect(jo.get_by_label("Leasing, ours in percent")).to_have_value("20")
    expect(jo.locator("#so-far")).to_contain_text("field screened")
    go_on(anna, "On to goals", "2 Goals")


def write_in_one_row_at_once(anna: Page, jo: Page) -> None:
    """Step 2: added by one, changed by the other while the first types in the same row."""
    anna.get_by_label("New goal").fill("More leasing")
    anna.locator("#planning-new-goal").get_by_label("Target").fill("800")
    anna.keyboard.press("Enter")
    row(anna, "Goal", "More leasing")
    expect(anna.get_by_label("New goal")).to_be_focused()
    go_to(jo, "2 Goals")
    row(jo, "Goal", "More leasing").get_by_label("Unit").fill("kEUR")
    title = row(anna, "Goal", "More leasing").get_by_label("Goal")
    title.focus()
    title.press("End")
    anna.keyboard.type(" of presses")
    jo.keyboard.press("Tab")
    expect(jo.locator(".saving")).to_have_text("saved")
    expect(title).to_have_value("More leasing of presses")
    expect(title).to_be_focused()
    go_to(anna, "3 Deals")  # what is not saved yet goes along
    jo.get_by_role("heading", name="2 What do we want to reach together?").click()
    expect(row(jo, "Goal", "More leasing of presses").get_by_label("Unit")).to_have_value("kEUR")


def add_deal_and_activity(anna: Page) -> None:
    """Steps 3 and 4: taken over from the goal, and for the deal."""
    anna.get_by_role("link", name="More leasing of presses").click()
    expect(anna.get_by_label("New deal")).to_have_value("More leasing of presses")
    anna.locator("#planning-new-deal").get_by_label("Month").select_option(label="Sep 2026")
    anna.locator("#planning-new-deal").get_by_label("Yearly value").fill("68,000")
    anna.get_by_role("button", name="Add").click()
    row(anna, "Deal", "More leasing of presses")
    go_on(anna, "On to activities", "4 Activities")
    anna.get_by_label("New activity").fill("Ask the press")
    new = anna.locator("#planning-new-activity")
    new.get_by_label("Who does it").select_option(label="Jo Kilian")
    new.get_by_label("For the planned deal").select_option(label="More leasing of presses")
    anna.get_by_role("button", name="Add").click()
    row(anna, "What is to be done", "Ask the press")
    go_on(anna, "On to signing", "5 Sign")


def sign_each_for_oneself(anna: Page, jo: Page) -> None:
    """Step 5: each on the own device; the other sees it come, and that it is over."""
    go_to(jo, "5 Sign")
    anna.get_by_role("button", name="Sign 1 goal as Anna Berg").click()
    expect(jo.get_by_label("Anna Berg: signed")).to_be_visible()
    expect(jo.get_by_role("button", name="as Anna Berg")).to_have_count(0)
    jo.get_by_role("button", name="Sign 1 goal as Jo Kilian").click()
    expect(anna.locator("#so-far")).to_contain_text("1 goal signed by both")
    anna.get_by_role("link", name="Finish").click()
    anna.get_by_role("button", name="Finish").click()
    expect(anna.locator("#notices")).to_contain_text("Planning together is finished.")
    expect(jo.locator("#page-content")).to_contain_text("Planned together before")


@pytest.mark.databases("sqlite")
def test_what_the_other_changes_again_comes_in_again(both: tuple[Page, Page]) -> None:
    anna, jo = both
    for share in ("20", "30", "40"):
        anna.get_by_label("Leasing, a year").fill("182,000")
        anna.get_by_label("Leasing, ours in percent").fill(share)
        anna.keyboard.press("Tab")
        expect(jo.get_by_label("Leasing, ours in percent")).to_have_value(share)


def planned_is(cast: Cast) -> None:
    """What both have typed is the plan."""
    leasing = db.session.scalars(
        select(Potential).where(Potential.field_id == cast.leasing.id)
    ).one()
    assert leasing.annual_value == 182000
    assert leasing.share_of_wallet == Decimal("0.2")
    goal = db.session.scalars(select(Goal)).one()
    assert (goal.title, goal.unit) == ("More leasing of presses", "kEUR")
    assert len(goal.commitments) == 2
    assert db.session.scalars(select(Deal)).one().goal_id == goal.id
    assert db.session.scalars(select(Activity)).one().assignee_id == cast.jo.id
    session = db.session.scalars(select(PlanningSession)).one()
    assert [one.name for one in session.participants] == ["Anna Berg", "Jo Kilian"]


@pytest.mark.databases("sqlite")
def test_without_scripts_each_row_has_a_button_and_a_session_is_taken_up_again(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    windows.allow("422")
    page = windows.open(PHONE, scripts=False)
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/plans/{cast.plan.id}/planning")
    page.get_by_role("button", name="Begin").click()
    said_above = "cell => getComputedStyle(cell, '::before').content"
    year = page.locator(".cell", has=page.get_by_label("Leasing, a year"))
    assert year.evaluate(said_above).startswith('"A year"')
    page.get_by_label("Leasing, a year").fill("90,000")
    page.get_by_role("button", name="Save Leasing").click()
    expect(page.get_by_label("Leasing, a year")).to_have_value("90000")
    page.get_by_role("button", name="On to goals").click()
    page.get_by_label("New goal").fill("More leasing")
    page.locator("#planning-new-goal").get_by_label("Target").fill("viel")
    page.get_by_role("button", name="Add").click()
    expect(page.locator(".invalid-feedback")).to_contain_text("This is not a number.")
    page.get_by_label("Target").fill("800")
    page.get_by_role("button", name="Add").click()
    page.get_by_role("link", name="Leave").click()
    page.goto(f"/plans/{cast.plan.id}/planning")
    page.get_by_role("link", name="Go on with: Goals").click()
    row(page, "Goal", "More leasing")
