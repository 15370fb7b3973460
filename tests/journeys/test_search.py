"""The search by keyboard, in a real browser; the list of shortcuts too."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.browsers.axe import violations
from tests.support.browsers.browser import PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
WIDE = (1440, 900)


@pytest.fixture
def window(app: Flask, cast: Cast, windows: Windows, visitor: Visitors) -> Page:
    """Anna's, on the list of customers."""
    planned.goal(app, cast, "Lighthouse of the harbour")
    planned.activity(app, cast, "Visit the lighthouse")
    page = windows.open(WIDE)
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/customers")
    return page


def test_everything_is_reached_from_anywhere_without_the_mouse(window: Page) -> None:
    keyboard, box = window.keyboard, window.locator("#search-text")
    keyboard.press("/")
    expect(box).to_be_focused()
    keyboard.type("lighthousse")
    links = window.locator("#search-found a")
    expect(links).to_have_text(["Lighthouse of the harbour", "Visit the lighthouse"])
    expect(window.locator("#search-said")).to_have_text(
        "Nothing is spelt like that. 2 are spelt nearly so."
    )
    assert violations(window) == []
    keyboard.press("ArrowDown")
    expect(links.first).to_be_focused()
    keyboard.press("ArrowDown")
    expect(links.last).to_be_focused()
    keyboard.press("ArrowUp")
    keyboard.press("ArrowUp")
    expect(box).to_be_focused()
    keyboard.press("Escape")
    expect(window.locator("#search-found")).to_be_hidden()
    keyboard.press("Escape")
    keyboard.type("x")
    expect(box).to_have_value("lighthoussex")
    keyboard.press("Backspace")
    keyboard.press("Backspace")
    expect(links.first).to_be_visible()
    keyboard.press("Enter")
    expect(window).to_have_url("/search?text=lighthouss")
    window.locator("#search-text").focus()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(window.get_by_role("heading", level=1)).to_contain_text("Lighthouse of the harbour")


def test_shortcuts_are_told_by_a_key_and_never_while_somebody_types(window: Page) -> None:
    dialog = window.get_by_role("dialog", name="Shortcuts")
    window.keyboard.press("?")
    expect(dialog).to_contain_text("Through what was found")
    assert violations(window) == []
    window.keyboard.press("/")  # not behind the dialogue
    expect(window.locator("#search-text")).not_to_be_focused()
    window.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    window.goto("/new-customer")
    name = window.locator("#customer-form [name=name]")
    name.press_sequentially("What/who?")
    expect(name).to_have_value("What/who?")
    expect(dialog).to_be_hidden()
    expect(name).to_be_focused()


def test_on_a_phone_the_page_of_the_search_does_the_same(
    cast: Cast, window: Page, windows: Windows, visitor: Visitors
) -> None:
    page = windows.open(PHONE, scripts=False)
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/customers")
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Search for customers, people and texts").fill("harbour lighthouse")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Lighthouse of the harbour").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lighthouse of the harbour")
