"""Two people with real browsers on one plan, each in the form that opened on the page."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner.models import Person
from tests.support.browsers import html
from tests.support.browsers.browser import PHONE, Windows, let_in
from tests.support.browsers.inspection import faults
from tests.support.editing import REASON, goal, goal_now, opened
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

Opened = Callable[..., Page]


@pytest.fixture
def window(windows: Windows, address: str, visitor: Visitors, cast: Cast) -> Opened:
    """Opens the plan's page for somebody."""
    windows.allow("status of (409|410)")

    def open_for(person: Person, size: tuple[int, int] = (1280, 900), scripts: bool = True) -> Page:
        page = windows.open(size, scripts=scripts)
        let_in(page, visitor(person), address)
        page.goto(f"/plans/{cast.plan.id}/whole")
        return page

    return open_for


def edit(page: Page, name: str = "Grow leasing") -> Page:
    row = page.locator("#goals article", has=page.get_by_role("link", name=name, exact=True))
    row.locator("a[data-menu]").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_label("Goal", exact=True)).to_be_visible()
    return page


def test_two_fields_and_two_places_of_a_text_are_merged_in_place(
    app: Flask, cast: Cast, window: Opened
) -> None:
    goal_id = goal(app, cast)
    anna, jo = edit(window(cast.anna)), edit(window(cast.jo))
    anna.get_by_label("Unit").fill("TEUR")
    reason = "What outside the plan kept it from being reached"
    anna.get_by_label(reason).fill(REASON.replace("press", "old press"))
    anna.get_by_role("button", name="Save").click()
    # In the line of the goal there is no room to show it; it is on the page, and so is saved.
    expect(anna.get_by_text("The old press is late")).to_be_attached()
    jo.get_by_label("Target", exact=True).fill("500")
    jo.get_by_label(reason).fill(REASON.replace("summer", "autumn"))
    jo.get_by_role("button", name="Save").click()
    expect(jo.locator("#notices")).to_contain_text("Anna Berg changed these fields meanwhile")
    now = goal_now(app, goal_id)
    assert (now.unit, now.target) == ("TEUR", Decimal(500))
    assert now.missed_because == REASON.replace("press", "old press").replace("summer", "autumn")


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_second_to_save_chooses_between_both_on_a_phone(
    app: Flask, cast: Cast, window: Opened, scripts: bool
) -> None:
    goal_id = goal(app, cast)
    anna, jo = edit(window(cast.anna)), edit(window(cast.jo, PHONE, scripts))
    anna.get_by_label("Goal", exact=True).fill("Grow by half")
    anna.get_by_role("button", name="Save").click()
    expect(anna.get_by_role("heading", name="Grow by half")).to_be_visible()
    jo.get_by_label("Goal", exact=True).fill("Grow by a third")
    jo.get_by_label("Unit").fill("pieces")
    jo.get_by_role("button", name="Save").click()
    expect(jo.get_by_text("That of Anna Berg")).to_be_visible()
    if scripts:  # the inspection needs them itself
        assert faults(jo) == []
    assert goal_now(app, goal_id).title == "Grow by half"
    jo.get_by_label("Yours").check()
    jo.get_by_role("button", name="Save").click()
    expect(jo.get_by_role("heading", name="Grow by a third")).to_be_visible()
    now = goal_now(app, goal_id)
    assert (now.title, now.unit) == ("Grow by a third", "pieces")


@pytest.mark.databases("sqlite")
def test_back_and_save_again_is_no_conflict_with_oneself(
    app: Flask, cast: Cast, window: Opened
) -> None:
    goal_id = goal(app, cast)
    anna = window(cast.anna, scripts=False)
    for title in ("Grow by half", "Grow by a third"):
        anna.goto(f"/goals/{goal_id}/edit") if title == "Grow by half" else anna.go_back()
        anna.get_by_label("Goal", exact=True).fill(title)
        anna.get_by_role("button", name="Save").click()
        expect(anna.get_by_role("heading", name=title)).to_be_visible()
    assert goal_now(app, goal_id).title == "Grow by a third"


@pytest.mark.databases("sqlite")
def test_deleting_what_another_has_changed_is_asked_in_place(
    app: Flask, cast: Cast, window: Opened
) -> None:
    goal(app, cast)
    anna, jo = edit(window(cast.anna)), edit(window(cast.jo))
    anna.get_by_label("Goal", exact=True).fill("Grow by half")
    anna.get_by_role("button", name="Save").click()
    expect(anna.get_by_role("heading", name="Grow by half")).to_be_visible()
    jo.on("dialog", lambda dialog: dialog.accept())
    jo.get_by_role("button", name="Delete this goal").click()
    expect(jo.get_by_text("Anna Berg changed this")).to_be_visible()
    assert faults(jo) == []
    jo.get_by_role("button", name="Delete all the same").click()
    expect(jo.get_by_text("Delete all the same")).to_have_count(0)
    expect(jo.locator("#goals")).not_to_contain_text("Grow")


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("language", ["en", "de"])
def test_the_pages_that_ask_are_accessible_valid_and_fit(
    app: Flask, cast: Cast, windows: Windows, address: str, visitor: Visitors, language: str
) -> None:
    windows.allow("status of (409|410)")
    goal_id = goal(app, cast, target=100)
    page = windows.open(language=language)
    let_in(page, visitor(cast.jo), address)
    saved, found, documents = opened(visitor(cast.anna), goal_id), [], {}

    def look(name: str) -> None:
        found.extend(faults(page))
        documents[f"{name} in {language}"] = page.content()

    page.goto(f"/goals/{goal_id}/edit")
    other = page.context.new_page()
    other.goto(f"/goals/{goal_id}/edit")
    saved.fill(title="Grow by half", target="500", origin="top_down", due_on="2026-09-30")
    saved.fill(missed_because="Nothing of it is left").submit()
    form = page.locator(f"#goal-form-{goal_id}")
    for name, text in (("title", "Grow"), ("target", "7"), ("due_on", "2026-08-01")):
        form.locator(f"[name={name}]").fill(text)
    form.locator("[name=origin]").select_option("generalist")
    form.locator("[name=missed_because]").fill("Something else " * 30)
    form.locator("button[type=submit]").click()
    expect(page.locator("fieldset.conflict")).to_have_count(5)
    look("conflict")
    page = other
    page.locator(f"#delete-goals-{goal_id} button").click()
    expect(page.locator("[name=despite]")).to_have_count(1)
    look("doubt")
    page.locator(".btn-outline-danger").click()
    page.goto(f"/goals/{goal_id}/edit")
    look("gone")
    found += html.problems(documents)
    assert not found, "\n".join(found)
