"""What was typed and never saved is offered again, to the one who typed it and to nobody else."""

import json
import re

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from planner.actions.plan import goals
from planner.database import db
from planner.models import Goal, Person, Plan
from tests.support.browsers import axe
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.live import edit
from tests.support.stories.cast import PASSWORD, Cast

pytestmark = pytest.mark.databases("sqlite")
DRAFTS = "() => Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"
AGE = """() => { for (const [key, text] of Object.entries(localStorage)) {
  const draft = JSON.parse(text);
  localStorage.setItem(key, JSON.stringify({...draft, at: draft.at - 8 * 24 * 3600 * 1000})); } }"""


@pytest.fixture
def goal(app: Flask, cast: Cast) -> int:
    """A goal of the plan."""
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        made = goals.create(plan, {"title": "More leasing"}, by=anna)
        db.session.commit()
        return made.id


HEARS_NOTHING = """() => {
  for (const last of ["visibilitychange", "pagehide"])
    addEventListener(last, (event) => event.stopImmediatePropagation(), { capture: true });
}"""


def window(windows: Windows, visitor: Visitors, person: Person, language: str = "en") -> Page:
    page = windows.open(language=language)
    let_in(page, visitor(person), windows.address)
    return page


def crash(page: Page) -> Page:
    """The tab is gone without a word to its page; another one is opened in the same browser."""
    expect(page.locator("form[data-draft=kept]")).to_be_visible()
    page.evaluate(HEARS_NOTHING)  # nor sends anything, which would bring its own session back
    fresh = page.context.new_page()
    page.close()
    return fresh


def offer(page: Page) -> Locator:
    return page.locator(".draft-offer")


def no_draft_is_left(page: Page) -> None:
    page.wait_for_load_state()  # what is dropped on the next page is dropped by its scripts
    assert page.evaluate(DRAFTS) == []


def open_new_goal(page: Page, cast: Cast) -> None:
    page.goto(f"/plans/{cast.plan.id}/whole")
    page.locator("#goals").get_by_role("link", name="Add a goal").click()
    expect(page.locator("#goal-form")).to_be_visible()


def test_what_was_typed_in_a_form_in_place_is_offered_after_a_crash(
    cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    page = window(windows, visitor, cast.anna)
    open_new_goal(page, cast)
    expect(offer(page)).to_have_count(0)
    page.locator("#goal-form [name=title]").fill("More payments")
    page.locator("#goal-form [name=target]").fill("120")
    page.locator("#goal-form [name=customer_goal]").check()
    page.locator("#goal-form [name=origin]").select_option("specialist")
    page = crash(page)
    open_new_goal(page, cast)
    expect(offer(page)).to_contain_text(
        re.compile(r"You had typed something here on \d+ \w+, \d\d:\d\d\.")
    )
    assert axe.violations(page) == []
    offer(page).get_by_role("button", name="Use it").click()
    expect(offer(page)).to_have_count(0)
    expect(page.locator("#goal-form [name=target]")).to_have_value("120")
    expect(page.locator("#goal-form [name=customer_goal]")).to_be_checked()
    expect(page.locator("#goal-form [name=origin]")).to_have_value("specialist")
    page.locator("#goal-form").get_by_role("button", name="Save").click()
    expect(page.locator("#goals article")).to_have_count(1)
    no_draft_is_left(page)


def test_draft_of_a_page_is_offered_on_the_page_and_in_place(
    cast: Cast, windows: Windows, visitor: Visitors, goal: int
) -> None:
    page = window(windows, visitor, cast.anna)
    page.goto(f"/goals/{goal}/edit")
    page.locator(".form-control[name=title]").fill("More leasing than ever")
    page = crash(page)
    page.goto(f"/goals/{goal}/edit")
    expect(offer(page)).to_be_visible()
    page.goto(f"/plans/{cast.plan.id}/whole")
    edit(page, f"goal-{goal}")
    offer(page).get_by_role("button", name="Use it").click()
    expect(page.locator(".form-control[name=title]")).to_have_value("More leasing than ever")


def test_draft_goes_when_the_page_was_saved_and_stays_when_it_was_not(
    cast: Cast, windows: Windows, visitor: Visitors, goal: int
) -> None:
    windows.allow("status of 422")
    page = window(windows, visitor, cast.anna)
    page.goto(f"/goals/{goal}/edit")
    page.locator(".form-control[name=title]").fill("Well said")
    page.locator(".form-control[name=target]").fill("nonsense")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".is-invalid")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    assert len(page.evaluate(DRAFTS)) == 1
    page.locator(".form-control[name=target]").fill("5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eisenwerk Brühl AG")
    no_draft_is_left(page)


def test_draft_stays_when_the_network_fails(
    cast: Cast, windows: Windows, visitor: Visitors, goal: int
) -> None:
    windows.allow("ERR_FAILED|htmx:error|Failed to fetch")
    page = window(windows, visitor, cast.anna)
    open_new_goal(page, cast)
    page.locator("#goal-form [name=title]").fill("On the train")
    page.route(re.compile("/goals$"), lambda route: route.abort())
    page.locator("#goal-form").get_by_role("button", name="Save").click()
    expect(page.locator("#sheet-notices .alert")).to_be_visible()
    page = crash(page)
    open_new_goal(page, cast)
    offer(page).get_by_role("button", name="Use it").click()
    expect(page.locator("#goal-form [name=title]")).to_have_value("On the train")


def test_dropped_draft_is_not_offered_again(
    cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    page = window(windows, visitor, cast.anna)
    open_new_goal(page, cast)
    page.locator("#goal-form [name=title]").fill("Not worth it")
    page = crash(page)
    open_new_goal(page, cast)
    offer(page).get_by_role("button", name="Discard it").click()
    expect(page.locator("#goal-form [name=title]")).to_be_focused()
    open_new_goal(page, cast)
    expect(offer(page)).to_have_count(0)
    no_draft_is_left(page)


def test_next_person_at_the_same_browser_is_not_offered_it(
    cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    page = window(windows, visitor, cast.anna)
    open_new_goal(page, cast)
    page.locator("#goal-form [name=title]").fill("Only for Anna")
    page = crash(page)
    let_in(page, visitor(cast.tom), windows.address)
    open_new_goal(page, cast)
    expect(page.locator("#goal-form[data-draft]")).to_be_visible()
    expect(offer(page)).to_have_count(0)
    assert "Anna" not in "".join(page.evaluate(DRAFTS))


def test_signing_out_and_a_week_drop_the_drafts(
    cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    page = window(windows, visitor, cast.anna)
    open_new_goal(page, cast)
    page.locator("#goal-form [name=title]").fill("Nearly forgotten")
    page = crash(page)
    page.goto("/customers")
    page.evaluate(AGE)
    page.goto("/customers")
    assert page.evaluate(DRAFTS) == []
    open_new_goal(page, cast)
    page.locator("#goal-form [name=title]").fill("Signed out")
    page.keyboard.press("Escape")
    page.locator(".menu summary").first.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    no_draft_is_left(page)


def test_passwords_are_never_kept(cast: Cast, windows: Windows, visitor: Visitors) -> None:
    page = window(windows, visitor, cast.ada)
    page.goto("/sign-in")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.goto("/settings")
    for field in page.locator("[type=password]").all():
        field.fill(PASSWORD)
    page.goto("/people/new")
    page.locator("main [name=name]").fill("Nora Neu")
    page.goto("/customers")
    kept = json.dumps(page.evaluate("() => ({...localStorage})"))
    assert "Nora Neu" in kept
    assert PASSWORD not in kept
    assert "csrf_token" not in kept


def test_session_that_ended_keeps_the_draft_until_it_is_saved(
    cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    windows.allow("401")
    page = window(windows, visitor, cast.anna)
    open_new_goal(page, cast)
    page.locator("#goal-form [name=title]").fill("Typed before the end")
    page.context.clear_cookies()
    page.locator("#goal-form").get_by_role("button", name="Save").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    assert len(page.evaluate(DRAFTS)) == 1
    page.get_by_label("E-mail").fill("anna@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eisenwerk Brühl AG")
    no_draft_is_left(page)


def test_german_says_it_in_german(cast: Cast, windows: Windows, visitor: Visitors) -> None:
    page = window(windows, visitor, cast.anna, "de")
    page.goto(f"/plans/{cast.plan.id}/goals/new")
    page.locator("[name=title]").fill("Mehr Leasing")
    page = crash(page)
    page.goto(f"/plans/{cast.plan.id}/goals/new")
    expect(offer(page)).to_contain_text("Sie hatten hier am")
    expect(offer(page).get_by_role("button")).to_have_text(["Verwenden", "Verwerfen"])


def test_draft_that_others_have_overtaken_conflicts_and_overwrites_nothing(
    cast: Cast, windows: Windows, visitor: Visitors, goal: int
) -> None:
    windows.allow("status of 409")
    page = window(windows, visitor, cast.anna)
    page.goto(f"/goals/{goal}/edit")
    page.locator("[name=title]").fill("Leasing for Brühl")
    page = crash(page)
    theirs = visitor(cast.jo).visit(f"/goals/{goal}/edit").form(f"goal-form-{goal}")
    theirs.fill(title="Leasing for all plants", metric="contracts").submit()
    page.goto(f"/goals/{goal}/edit")
    offer(page).get_by_role("button", name="Use it").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".conflict")).to_contain_text("Leasing for all plants")
    expect(page.locator(".conflict")).to_contain_text("Leasing for Brühl")
    expect(offer(page)).to_have_count(0)
    assert len(page.evaluate(DRAFTS)) == 1
    now = visitor(cast.jo).visit(f"/goals/{goal}/edit").form(f"goal-form-{goal}")
    assert (now["title"], now["metric"]) == ("Leasing for all plants", "contracts")


def test_numbers_of_a_draft_are_read_in_the_language_that_they_were_typed_in(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    page = window(windows, visitor, cast.anna, language="de")
    page.goto(f"/plans/{cast.plan.id}/goals/new")
    page.locator("#goal-form [name=title]").fill("Mehr Leasing")
    page.locator("#goal-form [name=target]").fill("7.500")
    page = crash(page)
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).language = "en"
        db.session.commit()
    page.goto(f"/plans/{cast.plan.id}/goals/new")
    offer(page).get_by_role("button", name="Use it").click()
    page.locator("#goal-form").get_by_role("button", name="Save").click()
    expect(page.locator("#goals article")).to_have_count(1)
    with app.app_context():
        assert db.session.scalars(select(Goal.target)).one() == 7500


BLOCKED = """for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, { get() {
    throw new DOMException('', 'SecurityError');
  } });"""


def test_where_the_browser_keeps_nothing_everything_else_works_without_a_complaint(
    cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    page = window(windows, visitor, cast.anna)
    page.add_init_script(BLOCKED)
    page.goto(f"/plans/{cast.plan.id}/goals/new")
    look = page.locator("html").get_attribute("data-bs-theme")
    page.locator("details.menu summary").click()
    page.locator(".theme-switch").click()
    expect(page.locator("html")).not_to_have_attribute("data-bs-theme", look or "")
    page.keyboard.press("Escape")
    form = page.locator("#goal-form")
    form.locator("[name=title]").fill("More leasing")
    form.locator("button[type=submit]").first.click()
    expect(page.get_by_text("More leasing").first).to_be_visible()
