"""A customer's page at a glance: how much stands on it, that everything does something, and that it
stays as the plan is."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner.database import db
from planner.models import Activity
from planner.models.kinds import ActivityStatus
from tests.conftest import TODAY
from tests.journeys.test_statements import brought_in, owner
from tests.support.browsers.browser import Windows, let_in
from tests.support.browsers.inspection import faults
from tests.support.fixtures import Visitors
from tests.support.live import Comes
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tools.bench.plans import document

pytestmark = pytest.mark.databases("sqlite")
DESK, PHONE = (1440, 900), (360, 740)
ELEMENTS, BYTES, CONTROLS = 450, 50_000, 110
A_ROW = 48
"""Pixels: a line of a title more or less."""
COUNT_CONTROLS = """() => [...document.querySelectorAll("a, button, input, select, summary")]
  .filter((each) => each.type !== "hidden").length"""
HEIGHT = "() => document.documentElement.scrollHeight"
Looks = Callable[..., Page]


@pytest.fixture
def looks(app: Flask, windows: Windows, visitor: Visitors) -> Looks:
    """`looks(plan)` is the overview as the owner of the plan of real size sees it."""

    def look(plan: int, size: tuple[int, int] = DESK, language: str = "en") -> Page:
        page = windows.open(size, language=language)
        let_in(page, visitor(owner(app)), windows.address)
        page.goto(f"/plans/{plan}")
        return page

    return look


def of_size(times: int) -> dict[str, object]:
    """A plan of 10 goals, 40 activities and 60 talks, or of several times that."""
    real = document(1, TODAY)
    for name in ("goals", "activities", "conversations", "ideas", "deals"):
        items = real["plan"][name]
        real["plan"][name] = [
            {**item, "key": f"{item['key']}-{number}" if number else item["key"]}
            for number in range(times)
            for item in items
        ]
    return real


@pytest.mark.parametrize("language", ["en", "de"])
def test_overview_of_a_real_plan_keeps_its_limits_and_more_content_does_not_lengthen_it(
    app: Flask, looks: Looks, language: str
) -> None:
    heights = []
    for times in (1, 2, 4):
        plan = brought_in(app, of_size(times))
        page = looks(plan, language=language)
        answer = page.reload()
        assert answer is not None
        assert len(answer.body()) <= BYTES
        assert page.evaluate("() => document.querySelectorAll('*').length") <= ELEMENTS
        assert page.evaluate(COUNT_CONTROLS) <= CONTROLS
        desk = page.evaluate(HEIGHT)
        assert desk <= 2 * DESK[1]
        phone = looks(plan, PHONE, language).evaluate(HEIGHT)
        assert phone <= 4 * PHONE[1]
        heights.append((desk, phone))
    _real, more, most = heights
    # A line says that there is more; how much more does not matter.
    assert most == pytest.approx(more, abs=A_ROW)


def test_overview_answers_its_question_on_the_first_screen(app: Flask, looks: Looks) -> None:
    plan = brought_in(app, document(1, TODAY))
    for size in (DESK, PHONE):
        page = looks(plan, size)
        for part in ("#sides", "#maturity", "#what-now h2"):
            box = page.locator(part).bounding_box() or {"y": 0, "height": 0}
            assert box["y"] + box["height"] <= size[1], (size, part)


@pytest.mark.parametrize("width", [360, 768, 1024, 1440])
def test_overview_is_accessible_at_any_width_in_both_schemes(
    app: Flask, looks: Looks, width: int
) -> None:
    plan = brought_in(app, document(1, TODAY))
    page = looks(plan, language="de" if width in (360, 1024) else "en")
    assert faults(page, ("light", (width, 900)), ("dark", (width, 900))) == []


def test_what_is_due_is_done_on_the_overview_and_one_stays_there(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    activity = planned.activity(app, cast, "Send it", assignee_id=cast.anna.id, due_on=TODAY)
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto(f"/plans/{cast.plan.id}")
    page.locator("#what-now").get_by_role("button", name="Done: Send it").click()
    expect(page.locator("#undo-offers")).to_contain_text("Activity done: Send it")
    expect(page.locator("#what-now")).not_to_contain_text("Send it")
    assert page.url.endswith(f"/plans/{cast.plan.id}")
    with app.app_context():
        assert db.session.get_one(Activity, activity).status is ActivityStatus.DONE


def test_row_opens_by_its_title_wherever_it_is_clicked(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    goal = planned.goal(app, cast, "More leasing")
    page = windows.open()
    let_in(page, visitor(cast.jo), windows.address)
    page.goto(f"/plans/{cast.plan.id}")
    page.locator(f"#goal-{goal} .who.generalist").click(force=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("More leasing")


def test_address_of_an_item_leads_to_the_tab_that_holds_it(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors
) -> None:
    contact = planned.contact(app, cast)
    page = windows.open()
    let_in(page, visitor(cast.jo), windows.address)
    page.goto(f"/plans/{cast.plan.id}#contact-{contact}")
    page.wait_for_url(f"**/plans/{cast.plan.id}/people#contact-{contact}")
    expect(page.locator(f"#contact-{contact}")).to_be_visible()


@pytest.mark.own_database
def test_overview_and_tabs_follow_what_others_do(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    overview = comes(cast.jo, at=f"/plans/{cast.plan.id}")
    tab = comes(cast.anna, at=f"/plans/{cast.plan.id}/goals")
    expect(overview.locator("#people-here li")).to_have_count(1)
    form = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    form.fill(title="More leasing").submit()
    expect(overview.locator("#goals_glance")).to_contain_text("More leasing")
    expect(overview.locator("#what-now")).to_contain_text("More leasing")
    expect(tab.locator("#goals")).to_contain_text("More leasing")
    for page, current in ((overview, "Overview"), (tab, "Goals & deals")):
        expect(page.locator("#tabs [aria-current]")).to_contain_text(current)
    expect(tab.locator("#tabs [aria-current]")).to_have_attribute("data-count", "1")
