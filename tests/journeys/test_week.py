"""One's own week in a real browser: with the mouse, by keyboard, and on a phone without scripts."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner import clock
from tests.conftest import TODAY
from tests.support.browsers.axe import violations
from tests.support.browsers.browser import PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
DAY = datetime.timedelta(days=1)
TITLE = "Visit the plant"


@pytest.fixture
def activity_id(app: Flask, cast: Cast) -> int:
    """Jo's, due on Wednesday."""
    with clock.at(TODAY - 40 * DAY):
        return planned.activity(app, cast, assignee_id=cast.jo.id, due_on=TODAY + 2 * DAY)


@pytest.fixture
def week(cast: Cast, activity_id: int, visitor: Visitors, page: Page, address: str) -> Page:
    """Jo's window on the own week."""
    let_in(page, visitor(cast.jo), address)
    page.goto("/week")
    return page


def test_an_activity_is_dragged_to_another_day_and_to_another_week(
    app: Flask, activity_id: int, week: Page
) -> None:
    card = week.locator(f"#activity-{activity_id}")
    card.drag_to(week.locator("#day-2026-06-19"))
    expect(week.locator("#day-2026-06-19")).to_contain_text(TITLE)
    assert planned.now(app, activity_id).due_on == TODAY + 4 * DAY
    week.get_by_role("button", name=f"Undo: Activity changed: {TITLE}").click()
    expect(week.locator("#day-2026-06-17")).to_contain_text(TITLE)
    card.drag_to(week.locator("[data-week='2026-06-22']"))
    expect(week.locator("#own-week")).not_to_contain_text(TITLE)
    assert planned.now(app, activity_id).due_on == TODAY + 9 * DAY


def test_what_was_done_meanwhile_says_so_where_it_is_dropped(
    app: Flask, cast: Cast, activity_id: int, week: Page, windows: Windows
) -> None:
    windows.allow("409")
    planned.finish(app, cast, activity_id)
    week.locator(f"#activity-{activity_id}").drag_to(week.locator("#day-2026-06-19"))
    expect(week.get_by_role("alert")).to_have_text("The activity is already done.")
    expect(week.locator(f"#activity-{activity_id}")).to_have_count(0)
    assert planned.now(app, activity_id).due_on == TODAY + 2 * DAY


def test_by_keyboard_the_day_and_the_hours_are_said_in_place(
    app: Flask, activity_id: int, week: Page
) -> None:
    week.get_by_role("link", name=f"Enter hours: {TITLE}").press("Enter")
    expect(week.get_by_label("Until")).to_be_focused()
    assert violations(week) == []
    week.get_by_label("Until").fill("2026-06-20")
    week.get_by_label("Effort in hours").fill("1.5")
    week.get_by_label("Effort in hours").press("Enter")
    expect(week.locator("#day-2026-06-20")).to_contain_text("1.5\u00a0h")
    now = planned.now(app, activity_id)
    assert (now.due_on, now.effort_hours) == (TODAY + 5 * DAY, Decimal("1.5"))


def test_all_of_an_activity_is_changed_in_place(week: Page, activity_id: int) -> None:
    week.get_by_role("link", name=f"Edit: {TITLE}").click()
    form = week.locator(f"#activity-form-{activity_id}")
    form.get_by_role("link", name="Cancel").click()
    expect(week.locator(f"#activity-{activity_id}")).to_contain_text(TITLE)
    week.get_by_role("link", name=f"Edit: {TITLE}").click()
    form.locator("[name=title]").fill("See the plant")
    form.get_by_role("button", name="Save").click()
    expect(week.locator("#day-2026-06-17")).to_contain_text("See the plant")
    expect(form).to_have_count(0)


def test_on_a_phone_without_scripts_all_of_it_works_too(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows, activity_id: int
) -> None:
    phone = windows.open(PHONE, scripts=False)
    let_in(phone, visitor(cast.jo), windows.address)
    phone.goto("/week")
    phone.get_by_role("button", name=f"A week later: {TITLE}").click()
    expect(phone.get_by_text("Nothing planned").first).to_be_hidden()
    assert planned.now(app, activity_id).due_on == TODAY + 9 * DAY
    phone.get_by_role("link", name="Week 26").click()
    phone.get_by_role("link", name=f"Enter hours: {TITLE}").click()
    phone.get_by_label("Effort in hours").fill("2")
    phone.get_by_role("button", name="Save").click()
    expect(phone.locator("#own-week")).to_contain_text("2\u00a0h")
    assert planned.now(app, activity_id).effort_hours == 2
