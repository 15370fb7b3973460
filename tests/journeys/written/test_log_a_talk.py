"""Logging a talk in the sheet, in a real browser: between two customers, on a phone."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, Response, expect

from tests.support.browsers.axe import violations
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
PHONE = (360, 740)
# Seconds that people take for a touch with a look at what comes next, and for a letter on a phone;
# and those that an answer of the program may take on the way.
TOUCH, LETTER, ANSWER = 0.9, 0.22, 0.6


class Hand:
    """Somebody with a phone: every touch and every letter is counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.touches = self.letters = self.answers = 0
        page.on("response", self._answered)

    def _answered(self, answer: Response) -> None:
        self.answers += "/talks" in answer.url

    def touch(self, what: Locator) -> None:
        what.scroll_into_view_if_needed()
        what.click()
        self.touches += 1

    def write(self, text: str, into: Locator) -> None:
        self.touch(into)
        self.page.keyboard.type(text)
        self.letters += len(text)

    @property
    def seconds(self) -> float:
        """What the hand takes, and how long it waits for the program."""
        return self.touches * TOUCH + self.letters * LETTER + self.answers * ANSWER


@pytest.fixture
def topic(app: Flask, cast: Cast) -> None:
    planned.talk(app, cast)


@pytest.mark.usefixtures("topic")
def test_talk_with_its_next_step_takes_less_than_20_seconds_on_a_phone(
    cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    page = windows.open(PHONE)
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/plans/{cast.plan.id}")
    page.evaluate("window.isSamePage = true")
    hand, sheet = Hand(page), page.locator("#sheet")
    hand.touch(page.locator(".main-link", has_text="Log a talk"))
    hand.touch(sheet.locator(".chip", has_text="Leasing"))
    hand.write("They want an offer for ten cars.", sheet.get_by_label("What was said"))
    hand.touch(sheet.locator(".chip", has_text="Offer").last)
    hand.write("Send the offer", sheet.get_by_label("Next step", exact=True))
    hand.touch(sheet.get_by_role("button", name="in 1 week"))
    hand.touch(sheet.get_by_role("button", name="Save"))
    expect(sheet).not_to_be_visible()
    expect(page.locator("#activities_glance")).to_contain_text("Send the offer")
    expect(page.locator("#conversations_glance .state")).to_have_text("Offer")
    expect(page.locator("#notices")).to_contain_text("activity of Anna Berg now")
    assert page.evaluate("window.isSamePage"), "the page behind is not loaded again"
    assert hand.touches == 7
    assert (hand.answers, hand.seconds < 20) == (2, True)


@pytest.mark.usefixtures("topic")
def test_sheet_that_is_left_keeps_what_was_typed_and_leaves_no_step_behind(
    cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    windows.allow("status of 422")
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/today")
    page.goto(f"/plans/{cast.plan.id}/talks")
    address, sheet = page.url, page.locator("#sheet")
    open_it = page.locator("#conversations").get_by_role("link", name="Log a talk", exact=True)
    open_it.click()
    said = sheet.get_by_label("What was said")
    said.fill("Half a sen")
    page.keyboard.press("Escape")
    expect(sheet).not_to_be_visible()
    expect(open_it).to_be_focused()

    open_it.click()
    sheet.get_by_role("button", name="Use it").click()
    expect(said).to_have_value("Half a sen")
    assert violations(page) == []
    sheet.get_by_role("button", name="Save").click()
    expect(sheet.locator(".is-invalid, .invalid-feedback").first).to_be_visible()
    expect(said).to_have_value("Half a sen")
    page.go_back()
    expect(sheet).not_to_be_visible()
    assert page.url == address
    page.go_back()
    expect(page).to_have_url(re.compile("/today$"))


@pytest.mark.usefixtures("topic")
def test_page_behind_the_sheet_stays_however_long_the_step_back_takes(
    cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.add_init_script(
        "const back = history.back.bind(history);history.back = () => setTimeout(back, 1_000);"
    )
    page.goto(f"/plans/{cast.plan.id}/talks")
    page.evaluate("history.replaceState({htmx: true}, '')")  # as after any answer on the page
    page.evaluate(
        "() => { window.isKept = new Promise((tell) => document.addEventListener("
        "'htmx:before:history:restore', (event) => tell(event.defaultPrevented))); }"
    )
    page.locator("#conversations").get_by_role("link", name="Log a talk", exact=True).click()
    expect(page.locator("#sheet").get_by_label("What was said")).to_be_visible()
    page.keyboard.press("Escape")
    assert page.evaluate("window.isKept")
