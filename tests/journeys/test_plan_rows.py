"""What stands in the tabs of a plan: rows of one line on a desk, of two on a phone."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from planner.database import db
from planner.models import Goal, Person, Question
from tests.journeys.test_statements import brought_in
from tests.support.browsers import layout
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.overfull import LONG, MUCH, overfill
from tests.support.stories.plan_documents import plan_document

pytestmark = pytest.mark.databases("sqlite")
LINE = 36
"""Pixels of a row on a desk, as the drawings have it; a line between two rows is one more."""
SECTIONS = {
    "goals": ("goals", "deals"),
    "activities": ("activities", "reviews"),
    "talks": ("conversations", "questions"),
    "value": ("ideas",),
    "renewals": ("contracts",),
}
"""The sections of each tab whose rows are one line on a desk, and two on a phone."""
TWO_LINES = 58
MIN_LETTER = 11
HEIGHTS = """(section) => [...document.querySelectorAll(`#${section} .one-line`)]
  .map((each) => Math.round(each.getBoundingClientRect().height))"""
UNSAID = """() => {
  const words = (text) => text.replace(/\\s+/g, " ").trim();
  const isCut = (one) => getComputedStyle(one).textOverflow === "ellipsis"
    && one.scrollWidth > one.clientWidth;
  return [...document.querySelectorAll(".one-line *")]
    .filter((one) => isCut(one) && !words(one.title).includes(words(one.innerText)))
    .map((one) => words(one.innerText));
}"""
"""What is cut in a row and not all of it said by its title."""
Opens = Callable[[str], Page]


@pytest.fixture
def full_plan(app: Flask) -> int:
    """A plan with something of every kind, under names as long as they may be."""
    plan = brought_in(app, plan_document())
    overfill(app)
    with app.app_context():
        db.session.execute(update(Question).values(text="Wer entscheidet über den Fuhrpark? " * 20))
        db.session.execute(update(Goal).values(metric=LONG, unit=LONG, target=Decimal(MUCH)))
        db.session.commit()
    return plan


@pytest.fixture
def opens(app: Flask, full_plan: int, windows: Windows, visitor: Visitors) -> Opens:
    """`opens("de")` is a browser of the account manager of the full plan."""

    def open_in(language: str) -> Page:
        with app.app_context():
            greta = db.session.scalars(select(Person).where(Person.key == "greta")).one()
        page = windows.open(language=language)
        let_in(page, visitor(greta), windows.address)
        return page

    return open_in


@pytest.mark.parametrize("language", ["en", "de"])
def test_rows_are_one_line_on_a_desk_whatever_stands_in_them(
    full_plan: int, opens: Opens, language: str
) -> None:
    page = opens(language)
    for width in (1440, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        for tab, sections in SECTIONS.items():
            page.goto(f"/plans/{full_plan}/{tab}")
            page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
            for section in sections:
                heights = page.evaluate(HEIGHTS, section)
                assert heights, section
                assert set(heights) <= {LINE, LINE + 1}, (section, width)
            assert page.evaluate(UNSAID) == [], (tab, width)
            assert layout.faults(page, [(width, 900)]) == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_rows_are_two_lines_on_a_phone_and_a_tablet_whatever_stands_in_them(
    full_plan: int, opens: Opens, language: str
) -> None:
    page = opens(language)
    for width in (360, 768):
        page.set_viewport_size({"width": width, "height": 740})
        for tab, sections in SECTIONS.items():
            page.goto(f"/plans/{full_plan}/{tab}")
            page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
            for section in sections:
                heights = page.evaluate(HEIGHTS, section)
                assert heights, section
                assert max(heights) <= TWO_LINES, (section, width, heights)
            assert page.evaluate(UNSAID) == [], (tab, width)
            assert layout.faults(page, [(width, 740)]) == []


@pytest.mark.parametrize("language", ["en", "de"])
def test_potentials_contacts_and_members_are_two_lines_on_a_phone(
    full_plan: int, opens: Opens, language: str
) -> None:
    page = opens(language)
    page.set_viewport_size({"width": 360, "height": 740})
    for tab, section in (("value", "potentials"), ("people", "contacts"), ("people", "members")):
        page.goto(f"/plans/{full_plan}/{tab}")
        rows = page.locator(f"#{section} .in-short")
        expect(rows.first).to_be_visible()
        heights = rows.evaluate_all("(all) => all.map((one) => one.offsetHeight)")
        assert max(heights) <= TWO_LINES, (section, heights)
        assert page.evaluate(UNSAID.replace(".one-line *", ".in-short *")) == [], section
    assert layout.faults(page, [(360, 740)]) == []
    page.locator("#contacts .opens").first.click()
    expect(page.locator("form [name=email]")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_is_due_for_a_contract_is_a_word_on_a_phone(
    full_plan: int, opens: Opens, language: str
) -> None:
    page = opens(language)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"/plans/{full_plan}/renewals")
    due = page.locator("#contracts .one-line .btn-list > a.btn")
    expect(due.first).to_be_visible()
    for each in due.all():
        assert each.inner_text().strip()
        assert each.evaluate("(link) => parseFloat(getComputedStyle(link).fontSize)") >= MIN_LETTER


@pytest.mark.parametrize("language", ["en", "de"])
def test_rows_of_the_pool_are_two_lines_on_a_phone(
    full_plan: int, opens: Opens, language: str
) -> None:
    page = opens(language)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/pool")
    rows = page.locator("#pool article[id^=activity-]")
    expect(rows.first).to_be_visible()
    for row in rows.all():
        assert row.evaluate("(one) => one.getBoundingClientRect().height") <= TWO_LINES
        expect(row.locator(".facts > strong")).to_be_visible()
    assert layout.faults(page, [(360, 740)]) == []


def test_what_a_line_leaves_out_stands_on_the_items_page_and_on_paper(
    full_plan: int, opens: Opens
) -> None:
    page = opens("en")
    page.goto(f"/plans/{full_plan}/goals")
    signatures = page.locator("#goals .signatures")
    expect(signatures).to_be_hidden()
    page.emulate_media(media="print")
    expect(signatures).to_be_visible()
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(signatures).to_be_hidden()
    expect(page.locator("#goals .line-signatures")).to_be_visible()
    page.locator("#goals .opens").click()
    expect(page.locator(".signatures")).to_be_visible()


def test_goal_is_signed_in_its_line_and_its_page_shows_all_of_it(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    goal = planned.goal(app, cast, "More leasing")
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/plans/{cast.plan.id}/goals")
    page.get_by_role("button", name="Sign More leasing").click()
    mark = page.locator(f"#goal-{goal}").get_by_role("img", name="Anna Berg: signed")
    expect(mark).to_be_visible()
    page.get_by_role("link", name="More leasing", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("More leasing")
    expect(page.locator(f"#goal-{goal} .signatures")).to_contain_text("Anna Berg")
