"""Several people at one plan, each in a browser, on the server as people start it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Locator, Page, expect

from planner.config import Settings
from planner.models import Person
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.production import Server, environment_of, forked
from tests.support.stories.cast import Cast

Comes = Callable[..., Page]


def environment(settings: Settings, tmp_path: Path) -> dict[str, str]:
    """That of a server beside the application of a test: same database, same day, same sessions."""
    assert settings.today is not None
    return environment_of(
        settings.database_url,
        tmp_path / "data",
        SECRET_KEY=settings.secret_key,
        PLANNER_TODAY=settings.today.isoformat(),
    )


@pytest.fixture
def server(app: Flask, cast: Cast, settings: Settings, tmp_path: Path) -> Iterator[Server]:
    """The production server on the database of the test, with the cast in it."""
    with forked(environment(settings, tmp_path)) as started:
        yield started


@pytest.fixture
def live_windows(browser: Browser, server: Server) -> Iterator[Windows]:
    """Windows on the production server."""
    opened = Windows(browser, server.address)
    yield opened
    opened.close()


@pytest.fixture
def comes(cast: Cast, live_windows: Windows, visitor: Visitors) -> Comes:
    """`comes(cast.anna)` is Anna's window with the plan in it, live; or with the page `at`."""

    def come(person: Person, *, at: str = "", language: str = "en", live: bool = True) -> Page:
        page = live_windows.open(language=language)
        let_in(page, visitor(person), live_windows.address)
        page.goto(at or f"/plans/{cast.plan.id}/whole")
        if live:
            is_state(page, "live")
        return page

    return come


def is_state(page: Page, state: str) -> None:
    """Wait until the connection of the page is in this state; only trouble is said in words."""
    expect(page.locator("#live")).to_have_attribute("data-state", state)


def trouble(page: Page) -> Locator:
    """What the page says about its connection."""
    return page.locator("#live [data-when]:visible")


def edit(page: Page, item: str) -> Locator:
    """Open the form of an item in the sheet, as `goal-7`, by the menu of its row."""
    page.locator(f"#{item} a[data-menu]").click()
    page.locator("#menu").get_by_role("link", name="Edit", exact=True).click()
    form = page.locator(f"#{item.replace('-', '-form-')}")
    expect(form).to_be_visible()
    return form


def save(form: Locator) -> None:
    form.get_by_role("button", name="Save", exact=True).click()
