"""The day in a real browser: on a phone, with scripts and without."""

import datetime

import pytest
from flask import Flask
from playwright.sync_api import expect

from planner import clock
from tests.conftest import TODAY
from tests.support.browsers.axe import violations
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.views.plan.test_join_requests import asked_by_mira

pytestmark = pytest.mark.databases("sqlite")
DAY = datetime.timedelta(days=1)
NARROW = (360, 740)


@pytest.fixture
def morning(app: Flask, cast: Cast) -> None:
    """Anna has something to do, is asked something, and has left a talk without a next step."""
    with clock.at(TODAY - 40 * DAY):
        for title, days in (("Visit the plant", 0), ("Call the treasurer", -2)):
            planned.activity(app, cast, title, assignee_id=cast.anna.id, due_on=TODAY + days * DAY)
    planned.talk(app, cast)
    with app.app_context():
        asked_by_mira(cast)


@pytest.mark.usefixtures("morning")
def test_a_morning_is_worked_through_on_a_phone(
    cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    page = windows.open(NARROW)
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Today")
    count = page.locator("#due-count")
    expect(count).to_have_text("3")
    page.get_by_role("button", name="Done: Call the treasurer").click()
    expect(page.locator("#due")).not_to_contain_text("Call the treasurer")
    expect(count).to_have_text("2")
    page.get_by_role("button", name="Undo: Activity done: Call the treasurer").click()
    expect(page.locator("#due")).to_contain_text("Call the treasurer")
    page.get_by_role("button", name="Accept: To join the plan, Mira Sommer").click()
    expect(page.locator("#waiting")).to_have_count(0)
    page.get_by_role("link", name="Set next step: Leasing").click()
    page.get_by_label("Next step", exact=True).fill("Send the offer")
    page.get_by_label("Next step until").fill("2026-06-16")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#talks")).to_have_count(0)
    expect(page.locator("#due")).to_contain_text("Send the offer")
    assert page.url.endswith("/today")
    assert violations(page) == []


@pytest.mark.usefixtures("morning")
def test_a_morning_goes_by_without_scripts(cast: Cast, visitor: Visitors, windows: Windows) -> None:
    page = windows.open(NARROW, scripts=False)
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/today")
    page.get_by_role("button", name="Done: Call the treasurer").click()
    expect(page.locator("#due")).not_to_contain_text("Call the treasurer")
    page.get_by_role("button", name="Accept: To join the plan, Mira Sommer").click()
    expect(page.locator("#waiting")).to_have_count(0)
    page.get_by_role("link", name="Set next step: Leasing").click()
    page.get_by_label("Next step", exact=True).fill("Send the offer")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#talks")).to_have_count(0)
