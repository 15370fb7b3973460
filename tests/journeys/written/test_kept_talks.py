"""A talk that is written without a connection: kept in the browser, and sent once."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect
from sqlalchemy import func, select

from planner.database import db
from planner.models import Entry
from tests.support.browsers.axe import violations
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
TALKS = re.compile("/talks$")
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('outbox:')).length"


@pytest.fixture
def topic(app: Flask, cast: Cast) -> None:
    planned.talk(app, cast)


def written(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Entry)) or 0


def lose_the_answer(route: Route) -> None:
    route.fetch()
    route.abort()


def write_a_talk(page: Page, said: str) -> None:
    sheet = page.locator("#sheet")
    page.locator(".plan-actions").get_by_role("link", name="Log a talk").click()
    sheet.locator(".chip", has_text="Leasing").click()
    sheet.get_by_label("What was said").fill(said)


@pytest.mark.usefixtures("topic")
def test_talk_of_a_dead_spot_is_sent_once_by_the_one_who_wrote_it(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    windows.allow("ERR_|Failed to|status of 4|status of 50|NetworkError")
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/plans/{cast.plan.id}")
    kept = page.locator(".kept-talk")

    # The form is open when the connection goes.
    write_a_talk(page, "In the tunnel.")
    page.context.set_offline(True)
    page.locator("#sheet").get_by_role("button", name="Save").click()
    expect(page.locator("#sheet")).not_to_be_visible()
    expect(kept).to_contain_text("is sent by itself when the connection is back")
    expect(kept).to_contain_text("In the tunnel.")
    assert violations(page) == []
    page.context.set_offline(False)
    expect(page.locator("#outbox")).to_contain_text("The talk that was kept here is saved now.")
    expect(kept).to_have_count(0)
    assert written(app) == 2

    # The answer is lost on its way: it was saved all the same, and is not saved again.
    page.reload()
    write_a_talk(page, "Said once.")
    page.context.route(TALKS, lose_the_answer)
    page.locator("#sheet").get_by_role("button", name="Save").click()
    expect(kept).to_contain_text("Said once.")
    assert written(app) == 3
    page.context.unroute(TALKS)
    kept.get_by_role("button", name="Send now").click()
    expect(kept).to_have_count(0)
    assert written(app) == 3


@pytest.mark.usefixtures("topic")
def test_talk_waits_for_the_one_who_wrote_it_and_nobody_else_at_that_browser_sees_it(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    windows.allow("ERR_|Failed to|status of 401")
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/plans/{cast.plan.id}")
    kept = page.locator(".kept-talk")
    write_a_talk(page, "Only hers.")
    page.context.route(TALKS, lambda route: route.abort())
    page.locator("#sheet").get_by_role("button", name="Save").click()
    expect(kept).to_contain_text("Only hers.")
    page.context.unroute(TALKS)
    page.context.clear_cookies()
    kept.get_by_role("button", name="Send now").click()
    expect(kept).to_contain_text("sign in, and it is sent")
    jo = page.context.new_page()
    let_in(jo, visitor(cast.jo), windows.address)
    jo.goto(f"/plans/{cast.plan.id}")
    expect(jo.locator(".kept-talk")).to_have_count(0)
    assert jo.evaluate(KEPT) == 1
    # Her own window is still open, and has his session now.
    kept.get_by_role("link", name="Sign in").wait_for()
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_timeout(300)
    assert (written(app), page.evaluate(KEPT)) == (1, 1)
    jo.close()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/customers")
    expect(page.locator("#outbox")).to_contain_text("saved now")
    assert (written(app), page.evaluate(KEPT)) == (2, 0)


@pytest.mark.usefixtures("topic")
def test_talk_of_a_window_that_was_closed_is_sent_once_by_two_that_are_opened(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    windows.allow("ERR_|Failed to")
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/plans/{cast.plan.id}")
    write_a_talk(page, "Before the tunnel ended.")
    page.context.set_offline(True)
    page.locator("#sheet").get_by_role("button", name="Save").click()
    expect(page.locator(".kept-talk")).to_contain_text("Before the tunnel ended.")
    context = page.context
    tabs = [context.new_page() for _ in range(2)]
    page.close()
    context.set_offline(False)
    for tab in tabs:
        tab.goto(f"{windows.address}/plans/{cast.plan.id}", wait_until="commit")
    for tab in tabs:
        tab.wait_for_load_state()
        for _ in range(200):  # by what is kept: the list of it may not be there yet
            if tab.evaluate(KEPT) == 0:
                break
            tab.wait_for_timeout(50)
        expect(tab.locator(".kept-talk")).to_have_count(0)
    assert (written(app), tabs[0].evaluate(KEPT)) == (2, 0)


@pytest.mark.usefixtures("topic")
def test_kept_talk_that_is_refused_is_mended_in_the_sheet(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    windows.allow("ERR_|Failed to|status of 422")
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/talks/new?plan={cast.plan.id}")
    page.get_by_label("Or a new topic").fill("Leasing of presses")
    page.get_by_label("Next step until").fill("2026-06-30")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".kept-talk")).to_contain_text("Leasing of presses")
    page.context.set_offline(False)
    expect(page.locator(".kept-talk")).to_contain_text("Open it to see why")
    page.get_by_role("button", name="Open it").click()
    sheet = page.locator("#sheet")
    expect(sheet.locator(".invalid-feedback").first).to_be_visible()
    expect(sheet.get_by_label("Or a new topic")).to_have_value("Leasing of presses")
    sheet.get_by_label("What was said").fill("Three presses.")
    sheet.get_by_label("Next step", exact=True).fill("Call")
    sheet.get_by_role("button", name="Save").click()
    expect(sheet).not_to_be_visible()
    expect(page.locator(".kept-talk")).to_have_count(0)
    assert (written(app), page.evaluate(KEPT)) == (2, 0)
