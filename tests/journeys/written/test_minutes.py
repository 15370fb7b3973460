"""Several people write the minutes of one review, each in a browser; and its record on paper."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner.actions.plan import reviews
from planner.database import db
from planner.models import Person, Review
from tests.support.browsers import axe
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.live import Comes
from tests.support.stories import planned
from tests.support.stories.cast import Cast

SAVED = "Everything is saved."


def prepared(app: Flask, cast: Cast, text: str) -> int:
    """A planned review with something in its minutes already."""
    review_id = planned.review_ahead(app, cast, attendees=(cast.jo,))
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        reviews.write(db.session.get_one(Review, review_id), {"outcome": text}, by=anna)
        db.session.commit()
    return review_id


def outcome(app: Flask, review_id: int) -> str | None:
    with app.app_context():
        return db.session.get_one(Review, review_id).outcome


def place(page: Page, at: int) -> None:
    """Put the cursor there and nothing else."""
    page.get_by_label("Minutes", exact=True).focus()
    page.get_by_label("Minutes", exact=True).evaluate(f"(f) => f.setSelectionRange({at}, {at})")


def caret(page: Page) -> str:
    """What stands before the cursor."""
    found = page.get_by_label("Minutes", exact=True).evaluate(
        "(field) => field.value.slice(0, field.selectionStart)"
    )
    return str(found)


def test_two_write_at_different_places_and_both_texts_are_there_in_the_end(
    app: Flask, cast: Cast, comes: Comes
) -> None:
    review_id = prepared(app, cast, "Goals:\n\nDeals:\n")
    anna, jo = (comes(who, at=f"/reviews/{review_id}/minutes/edit") for who in (cast.anna, cast.jo))
    place(anna, len("Goals:\n"))
    place(jo, len("Goals:\n\nDeals:\n"))
    for mine, theirs in zip("the press is late", "leasing by autumn", strict=True):
        anna.keyboard.type(mine)
        jo.keyboard.type(theirs)
    whole = "Goals:\nthe press is late\nDeals:\nleasing by autumn"
    for page in (anna, jo):
        field = page.get_by_label("Minutes", exact=True)
        expect(field).to_have_value(whole)
        expect(field).to_be_focused()
        expect(page.locator("form.minutes [data-state]")).to_have_text(SAVED)
    assert outcome(app, review_id) == whole
    assert caret(anna) == "Goals:\nthe press is late"
    assert caret(jo) == whole


@pytest.mark.databases("sqlite")
def test_two_write_at_the_end_at_once_and_neither_loses_a_word(
    app: Flask, cast: Cast, comes: Comes
) -> None:
    review_id = prepared(app, cast, "Minutes\n")
    anna, jo = (comes(who, at=f"/reviews/{review_id}/minutes/edit") for who in (cast.anna, cast.jo))
    for page, text in ((anna, "Anna: ask the board"), (jo, "Jo: visit the plant")):
        place(page, len("Minutes\n"))
        page.keyboard.type(text)
    for page in (anna, jo):
        for text in ("Anna: ask the board", "Jo: visit the plant"):
            page.wait_for_function(
                "(text) => document.querySelector('form.minutes textarea').value.includes(text)",
                arg=text,
            )
        expect(page.locator("form.minutes [data-state]")).to_have_text(SAVED)
    assert axe.violations(anna) == []
    kept = (outcome(app, review_id) or "").split("\n")
    assert sorted(kept) == ["Anna: ask the board", "Jo: visit the plant", "Minutes"]


@pytest.mark.databases("sqlite")
def test_record_is_light_on_paper_for_who_reads_in_the_dark(
    app: Flask, cast: Cast, windows: Windows, address: str, visitor: Visitors
) -> None:
    review_id = prepared(app, cast, "The press is late.")
    page = windows.open(scheme="dark")
    let_in(page, visitor(cast.anna), address)
    page.goto(f"/reviews/{review_id}/record")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "light")
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.get_by_text("The press is late.")).to_be_visible()
    page.emulate_media(media="screen", color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
