"""The offer to undo in a real browser: it says itself, waits while somebody is at it, and goes."""

import datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.browsers.axe import violations
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
TEXT = "Activity done: Visit the plant"


@pytest.fixture
def plan(app: Flask, cast: Cast, visitor: Visitors, page: Page, address: str) -> Page:
    """Jo's window on the plan, with an activity of his, at a time that only tests move on."""
    planned.activity(app, cast, assignee_id=cast.jo.id)
    let_in(page, visitor(cast.jo), address)
    page.clock.install()
    page.goto(f"{address}/plans/{cast.plan.id}/whole")
    page.get_by_role("button", name="Done: Visit the plant").click()
    expect(page.locator(".undo-offer")).to_contain_text(TEXT)
    return page


def test_offer_is_said_politely_and_goes_after_ten_seconds(plan: Page) -> None:
    place = plan.locator("#undo-offers")
    expect(place).to_have_attribute("aria-live", "polite")
    plan.locator(".undo-offer").hover()
    assert violations(plan) == []
    now = datetime.datetime.fromtimestamp(plan.evaluate("Date.now()") / 1000, datetime.UTC)
    plan.clock.pause_at(now + datetime.timedelta(seconds=20))
    plan.mouse.move(0, 0)
    plan.clock.run_for(9_000)
    expect(plan.locator(".undo-offer")).to_have_count(1)
    plan.clock.run_for(2_000)
    expect(plan.locator(".undo-offer")).to_have_count(0)


def test_offer_stays_while_somebody_points_at_it_or_is_in_it(plan: Page) -> None:
    offer = plan.locator(".undo-offer")
    offer.hover()
    plan.clock.run_for(30_000)
    expect(offer).to_have_count(1)
    plan.get_by_role("button", name=f"Undo: {TEXT}").focus()
    plan.mouse.move(0, 0)
    plan.clock.run_for(30_000)
    expect(offer).to_have_count(1)
    plan.locator("#main").focus()
    plan.clock.run_for(11_000)
    expect(offer).to_have_count(0)


def test_undo_shows_the_page_as_it_is_then(plan: Page) -> None:
    plan.get_by_role("button", name=f"Undo: {TEXT}").click()
    expect(plan.get_by_role("button", name="Done: Visit the plant")).to_be_visible()
    expect(plan.locator(".undo-offer")).to_contain_text("Undone. Activity reopened")


def test_refused_undo_says_why_and_leaves_the_page(windows: Windows, plan: Page) -> None:
    windows.allow("409")
    with plan.expect_response("**/undo"):
        plan.evaluate(
            """() => { const form = document.querySelector('.undo-offer form');
            const sent = new FormData(form);
            return fetch(form.action, { method: 'POST', body: sent, redirect: 'manual' }); }"""
        )
    plan.get_by_role("button", name=f"Undo: {TEXT}").click()
    expect(plan.locator("#notices")).to_contain_text("Jo Kilian has undone this already.")
