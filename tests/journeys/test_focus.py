"""Who opens or sends a form over a long page sees what comes of it, also on a phone."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.browsers.browser import PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

AT_ITS_ROW = """(dots) => {
    const at = dots.getBoundingClientRect();
    const menu = document.getElementById("menu").getBoundingClientRect();
    return Math.min(Math.abs(menu.top - at.bottom), Math.abs(at.top - menu.bottom)) < 6;
}"""

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def phone(app: Flask, cast: Cast, visitor: Visitors, windows: Windows) -> Page:
    """Jo's phone on a plan with so many activities that one has to go down to them."""
    for number in range(1, 13):
        planned.activity(app, cast, title=f"Visit {number}")
    planned.activity(app, cast, title="Visit the plant", assignee_id=cast.jo.id)
    page = windows.open(PHONE)
    let_in(page, visitor(cast.jo), windows.address)
    page.goto(f"/plans/{cast.plan.id}/whole")
    return page


def form_of(page: Page, title: str) -> tuple[str, str]:
    """The ids of the row of an activity and of its form, opened in the sheet."""
    row = page.locator("#activities article", has=page.get_by_role("link", name=title, exact=True))
    identity = str(row.get_attribute("id"))
    row.locator("a[data-menu]").click()
    page.locator("#menu").get_by_role("link", name="Edit", exact=True).click()
    return f"#{identity}", f"#{identity.replace('activity-', 'activity-form-')}"


def test_opened_form_has_the_cursor_in_its_first_field(phone: Page) -> None:
    _, form = form_of(phone, "Visit 12")
    expect(phone.locator(f"{form} [name=title]")).to_be_focused()


def test_error_far_above_the_button_is_gone_to(windows: Windows, phone: Page) -> None:
    windows.allow("422")
    _, form = form_of(phone, "Visit 12")
    phone.locator(f"{form} [name=title]").fill("")
    phone.locator(form).get_by_role("button", name="Save").click()
    expect(phone.locator(f"{form} [name=title].is-invalid")).to_be_focused()
    expect(phone.locator(f"{form} [name=title]")).to_be_in_viewport()


def test_saved_row_is_in_sight_and_where_the_keyboard_goes_on(phone: Page) -> None:
    row, form = form_of(phone, "Visit 12")
    phone.locator(f"{form} [name=title]").fill("Visit the press")
    phone.locator(form).get_by_role("button", name="Save").click()
    expect(phone.locator(f"{row} h3")).to_have_text("Visit the press")
    expect(phone.locator(row)).to_be_in_viewport(ratio=1)
    expect(phone.locator("body")).not_to_be_focused()


def test_menu_stays_at_its_row_while_the_page_moves_and_leaves_with_it(phone: Page) -> None:
    row = phone.locator("#activities article", has=phone.get_by_role("link", name="Visit 6"))
    row.locator("a[data-menu]").click()
    menu = phone.locator("#menu")
    expect(menu).to_be_visible()
    for moved in ("80", "-40"):
        phone.evaluate(f"scrollBy({{top: {moved}, behavior: 'instant'}})")
        phone.wait_for_function(AT_ITS_ROW, arg=row.locator("a[data-menu]").element_handle())
        expect(menu).to_be_visible()
    phone.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    expect(menu).to_be_hidden()


def test_undo_is_offered_in_sight_however_far_down_one_is(phone: Page) -> None:
    phone.get_by_role("button", name="Done: Visit the plant", exact=True).click()
    undo = phone.get_by_role("button", name="Undo: Activity done: Visit the plant")
    expect(undo).to_be_in_viewport(ratio=1)
    undo.click()
    expect(phone.get_by_role("button", name="Done: Visit the plant", exact=True)).to_be_visible()


def test_what_was_added_is_in_sight_wherever_its_list_puts_it(
    app: Flask, cast: Cast, phone: Page
) -> None:
    for number in range(1, 9):
        planned.goal(app, cast, title=f"Goal {number}")
    phone.reload()
    phone.get_by_role("link", name="Add a goal").click()
    phone.locator("#goal-form [name=title]").fill("A goal at the end")
    phone.locator("#goal-form").get_by_role("button", name="Save").click()
    added = phone.locator("#goals .item", has_text="A goal at the end")
    expect(added).to_be_in_viewport()
    expect(added).to_be_focused()
