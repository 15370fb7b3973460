"""The pages of single items, of the history and of the rating stay as the plan is, too."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.support.browsers import axe
from tests.support.browsers.browser import Windows
from tests.support.fixtures import Visitors
from tests.support.live import Comes, edit
from tests.support.pages import Visitor
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.telling import speaker

pytestmark = pytest.mark.databases("sqlite")


def say(who: Visitor, address: str, text: str) -> None:
    """Somebody elsewhere comments on an item."""
    who.visit(f"{address}/comments").form("comment-form").fill(text=text).submit()


def change(who: Visitor, kind: str, identity: int, **values: str) -> None:
    """Somebody elsewhere changes an item."""
    address = f"/{'activities' if kind == 'activity' else kind + 's'}/{identity}"
    who.visit(f"{address}/edit").form(f"{kind}-form-{identity}").fill(**values).submit()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize("language", ["en", "de"])
def test_new_comment_comes_in_and_a_half_written_one_stays(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors, language: str
) -> None:
    goal = planned.goal(app, cast)
    anna = comes(cast.anna, at=f"/goals/{goal}", language=language)
    own = anna.locator("#comment-form [name=text]")
    own.fill("I would rather")
    own.evaluate("(field) => field.setSelectionRange(2, 2)")
    say(visitor(cast.jo), f"/goals/{goal}", "Shall we aim higher?")
    expect(anna.locator("#comments article")).to_contain_text(["Shall we aim higher?"])
    changed_by = speaker(language)("changed by %(name)s", name="Jo Kilian")
    expect(anna.locator("#comments .changed-mark")).to_have_text(changed_by)
    say(visitor(cast.tom), f"/goals/{goal}", "Yes.")
    expect(anna.locator("#comments article")).to_have_count(2)
    expect(own).to_have_value("I would rather")
    expect(own).to_be_focused()
    assert own.evaluate("(field) => field.selectionStart") == 2
    assert axe.violations(anna) == []
    anna.locator("#comment-form").get_by_role("button").last.click()
    expect(anna.locator("#comments article")).to_have_count(3)
    expect(own).to_have_value("")


def test_who_writes_a_comment_shows_at_this_item_and_at_no_other(
    app: Flask, cast: Cast, comes: Comes
) -> None:
    goals = [planned.goal(app, cast, title) for title in ("More leasing", "More payments")]
    there, elsewhere = (comes(cast.anna, at=f"/goals/{goal}") for goal in goals)
    jo = comes(cast.jo, at=f"/goals/{goals[0]}")
    expect(elsewhere.locator("#people-here li")).to_have_count(1)
    jo.locator("#comment-form [name=text]").fill("Shall we")
    expect(there.locator("#comments .editing-mark")).to_have_text("Jo Kilian is editing this")
    expect(elsewhere.locator(".editing-mark")).to_have_count(0)


def test_own_comment_that_is_being_changed_stays_open_when_another_comes_in(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    goal = planned.goal(app, cast)
    say(visitor(cast.anna), f"/goals/{goal}", "Once")
    anna = comes(cast.anna, at=f"/goals/{goal}/comments")
    anna.locator("#comments article").get_by_role("link", name="Edit").click()
    form = anna.locator("form[id^=comment-form-]")
    form.locator("[name=text]").fill("Once more")
    say(visitor(cast.jo), f"/goals/{goal}", "And again")
    expect(anna.locator("#comments")).to_contain_text("And again")
    expect(form.locator("[name=text]")).to_have_value("Once more")


def test_form_on_the_page_of_an_item_is_left_alone_and_says_who_changed_the_same(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    goal = planned.goal(app, cast)
    anna = comes(cast.anna, at=f"/goals/{goal}")
    form = edit(anna, f"goal-{goal}")
    form.locator("[name=metric]").fill("new volume")
    change(visitor(cast.jo), "goal", goal, title="Much more leasing")
    expect(form.locator(".changed-bar")).to_contain_text("Jo Kilian has changed something here.")
    heading(anna, "Much more leasing")
    expect(form.locator("[name=metric]")).to_have_value("new volume")
    form.get_by_role("button", name="Show").click()
    expect(form.locator("[name=title]")).to_have_value("Much more leasing")
    expect(form.locator("[name=metric]")).to_have_value("new volume")


def deal(app: Flask, cast: Cast) -> int:
    ends_on = cast.plan.ends_on
    return planned.deal(app, cast, expected_on=ends_on, annual_value=1, probability=1)


def test_page_of_a_deal_takes_its_new_name_and_its_new_activity(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    number = deal(app, cast)
    anna = comes(cast.anna, at=f"/deals/{number}")
    change(visitor(cast.jo), "deal", number, title="Leasing for all plants")
    heading(anna, "Leasing for all plants")
    assert anna.title().startswith("Leasing for all plants")
    expect(anna.locator(f"#deal-{number} .changed-mark")).to_have_text("changed by Jo Kilian")
    planned.activity(app, cast, "Visit all plants", deal_id=number)
    expect(anna.locator(f"#deal-{number}")).to_contain_text("Visit all plants")
    assert axe.violations(anna) == []


def test_page_of_an_activity_shows_who_has_claimed_it(app: Flask, cast: Cast, comes: Comes) -> None:
    number = planned.activity(app, cast)
    anna = comes(cast.anna, at=f"/activities/{number}")
    planned.give(app, number, cast.jo)
    expect(anna.locator(f"#activity-{number} dl")).to_contain_text("Jo Kilian")
    expect(anna.locator(f"#activity-{number} .changed-mark")).to_have_text("changed by Jo Kilian")
    assert axe.violations(anna) == []


Happens = Callable[[Flask, Cast], object]


@pytest.mark.parametrize(
    ("address", "happens", "text"),
    [
        ("reviews", planned.review, "On course"),
        ("history", planned.goal, "More leasing"),
        ("comments", None, "Well begun"),
        ("maturity", planned.close, "closed"),
    ],
    ids=["reviews", "history", "comments", "maturity"],
)
def test_page_about_a_plan_shows_what_others_have_done(
    app: Flask,
    cast: Cast,
    comes: Comes,
    visitor: Visitors,
    address: str,
    happens: Happens | None,
    text: str,
) -> None:
    anna = comes(cast.anna, at=f"/plans/{cast.plan.id}/{address}")
    expect(anna.locator("#page-content")).not_to_contain_text(text)
    if happens is not None:
        happens(app, cast)
    else:
        say(visitor(cast.jo), f"/plans/{cast.plan.id}", text)
    expect(anna.locator("#page-content")).to_contain_text(text)


def test_page_of_a_topic_shows_the_next_talk_about_it(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    topic = planned.talk(app, cast)
    anna = comes(cast.anna, at=f"/conversations/{topic}")
    form = visitor(cast.jo).visit(f"/talks/new?conversation={topic}").form("talk-form")
    form.fill(summary="They want an offer.").submit()
    expect(anna.locator("#entries article")).to_have_count(2)
    expect(anna.locator("#entries")).to_contain_text("They want an offer.")


def test_page_of_a_deleted_item_says_so_and_offers_it_back(
    app: Flask, cast: Cast, comes: Comes, live_windows: Windows, visitor: Visitors
) -> None:
    live_windows.allow("status of 410")
    goal = planned.goal(app, cast)
    anna, tom = (comes(person, at=f"/goals/{goal}") for person in (cast.anna, cast.tom))
    own = tom.locator("#comment-form [name=text]")
    own.fill("I would rather")
    visitor(cast.jo).visit(f"/goals/{goal}/edit").press("Delete this goal")
    for page in (anna, tom):
        heading(page, "This has been deleted")
        expect(page.locator("#page-head")).to_contain_text("Jo Kilian deleted “More leasing”")
    expect(anna.get_by_role("button", name="Bring it back")).to_be_visible()
    expect(own).to_have_value("I would rather")


def test_head_of_the_plan_changes_with_its_customer(
    cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    anna, jo = comes(cast.anna, at=f"/plans/{cast.plan.id}"), visitor(cast.jo)
    form = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/edit").form("customer-form")
    form.fill(name="Brühl & Söhne", city="Brühl").submit()
    heading(anna, "Brühl & Söhne")
    expect(anna.locator("#page-head")).to_contain_text("Brühl")
    assert anna.title().startswith("Brühl & Söhne")
    assert jo.visit(f"/plans/{cast.plan.id}").heading == "Brühl & Söhne"


def test_goal_that_somebody_signs_says_who_it_was(
    app: Flask, cast: Cast, comes: Comes, visitor: Visitors
) -> None:
    goal = planned.goal(app, cast)
    anna, jo = comes(cast.anna), visitor(cast.jo)
    jo.visit(f"/goals/{goal}").press("Sign More leasing")
    mark = anna.locator(f"#goal-{goal} .changed-mark")
    expect(mark).to_have_text("changed by Jo Kilian")
    expect(anna.locator(f"#goal-{goal} .signatures")).to_contain_text("Jo Kilian")


@pytest.mark.parametrize(
    ("language", "text"), [("en", "No connection."), ("de", "Keine Verbindung.")]
)
def test_what_cannot_be_sent_is_said_in_the_language_of_the_page(
    app: Flask, cast: Cast, comes: Comes, live_windows: Windows, language: str, text: str
) -> None:
    live_windows.allow("ERR_INTERNET_DISCONNECTED")
    live_windows.allow("Failed to fetch")
    goal = planned.goal(app, cast)
    anna = comes(cast.anna, at=f"/goals/{goal}", language=language)
    anna.locator("#comment-form [name=text]").fill("Shall we?")
    anna.context.set_offline(True)
    anna.locator("#comment-form").get_by_role("button").last.click()
    expect(anna.locator("#notices")).to_contain_text(text)
    expect(anna.locator("#comment-form [name=text]")).to_have_value("Shall we?")
