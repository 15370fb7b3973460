"""Naming somebody in a comment, in a real browser, and being told of it."""

import unicodedata

import pytest
from flask import Flask
from playwright.sync_api import expect

from planner.actions.plan import goals
from planner.database import db
from planner.models import Person, Plan, PlanVisit
from planner.models.folding import fold, fold_in_two_letters
from tests.support.browsers.browser import DESKTOP, PHONE, Windows, let_in
from tests.support.browsers.inspection import faults
from tests.support.fixtures import Visitors
from tests.support.production import wait_until
from tests.support.stories.cast import Cast


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        goal = goals.create(plan, {"title": "More leasing"}, by=anna)
        db.session.commit()
        return goal.id


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_name_is_chosen_with_the_keyboard_and_its_person_finds_the_comment(
    windows: Windows, visitor: Visitors, cast: Cast, goal_id: int, size: tuple[int, int]
) -> None:
    page = windows.open(size)
    let_in(page, visitor(cast.jo), windows.address)
    page.goto(f"/goals/{goal_id}")
    text = page.get_by_label("Your comment")
    text.press_sequentially("Look, @an")
    expect(page.get_by_role("option")).to_have_text(["Anna Berg"])
    text.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    text.fill("")
    text.press_sequentially("Look, @")
    options = page.get_by_role("option")
    names = options.all_inner_texts()
    text.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    assert faults(page) == []
    text.press("Enter")
    expect(text).to_have_value(f"Look, @{names[1]} ")
    text.press_sequentially("and @ann")
    text.press("Tab")
    expect(text).to_have_value(f"Look, @{names[1]} and @Anna Berg ")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#comments .mention")).to_have_text([f"@{names[1]}", "@Anna Berg"])
    expect(page.get_by_label("Your comment")).to_have_value("")

    anna = windows.open(size)
    let_in(anna, visitor(cast.anna), windows.address)
    anna.goto("/notifications")
    anna.get_by_role("link", name="Jo Kilian has mentioned you").click()
    expect(anna.locator("#comments .mention").first).to_be_visible()
    assert faults(anna) == []


@pytest.mark.databases("sqlite")
def test_without_scripts_somebody_is_ticked_and_told(
    windows: Windows, visitor: Visitors, cast: Cast, goal_id: int
) -> None:
    page = windows.open(scripts=False)
    let_in(page, visitor(cast.jo), windows.address)
    page.goto(f"/goals/{goal_id}")
    page.get_by_label("Your comment").fill("Please look")
    page.get_by_text("Choose whom to tell").click()
    page.get_by_role("checkbox", name="Anna Berg").check()
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator("#comments .mention")).to_have_text("@Anna Berg")
    assert "has mentioned you" in visitor(cast.anna).visit("/notifications").text


def was_read(app: Flask) -> bool:
    with app.app_context():
        return db.session.query(PlanVisit).count() == 1


@pytest.mark.databases("sqlite")
def test_a_page_that_is_left_was_read(
    windows: Windows, app: Flask, visitor: Visitors, cast: Cast, goal_id: int
) -> None:
    page = windows.open()
    let_in(page, visitor(cast.jo), windows.address)
    page.goto(f"/plans/{cast.plan.id}/whole")
    page.goto("/customers")
    wait_until(lambda: was_read(app), lambda: "The browser has not said that it was read.")
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        goals.create(plan, {"title": "Another"}, by=anna)
        db.session.commit()
    page.goto(f"/plans/{cast.plan.id}/whole")
    expect(page.locator("#since")).to_contain_text("Since your last visit: 1 goal changed.")


@pytest.mark.databases("sqlite")
def test_a_name_is_offered_however_it_is_typed(
    app: Flask, windows: Windows, visitor: Visitors, cast: Cast, goal_id: int
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).name = "Änne O’Weiß-Müller"
        db.session.commit()
    page = windows.open()
    let_in(page, visitor(cast.jo), windows.address)
    page.goto(f"/goals/{goal_id}")
    text = page.get_by_label("Your comment")
    for typed in ("än", "an", "aen", "o'weiss", "O’WEIß-muel", "o'weiss-mul"):
        text.fill("")
        text.press_sequentially(f"@{typed}")
        expect(page.get_by_role("option")).to_have_text(["Änne O’Weiß-Müller"])


# Latin, Greek and Cyrillic letters, and the signs between words; but for two that nobody writes.
FOLDED = ((0x20, 0x530), (0x1E00, 0x2070), (0x2100, 0x2190), (0x2212, 0x2213), (0xFB00, 0xFB07))


@pytest.mark.databases("sqlite")
def test_browser_folds_as_the_program_does(windows: Windows, visitor: Visitors, cast: Cast) -> None:
    page = windows.open()
    let_in(page, visitor(cast.jo), windows.address)
    page.goto("/customers")
    letters = [chr(number) for first, end in FOLDED for number in range(first, end)]
    unknown = {letter for letter in letters if unicodedata.category(letter) in ("Cn", "Cc")}
    known = [letter for letter in letters if letter not in {"\u0149", "\u034f"} | unknown]
    script = "(all) => all.map((each) => [folding.fold(each), folding.foldInTwoLetters(each)])"
    found = page.evaluate(script, known)
    told = {each: tuple(pair) for each, pair in zip(known, found, strict=True)}
    assert told == {each: (fold(each), fold_in_two_letters(each)) for each in known}
