"""Several people at one plan: each sees what the others do, and nobody's words disappear."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner.actions.plan import goals
from planner.database import db
from planner.models import Person, Plan
from tests.support.browsers import axe
from tests.support.browsers.browser import Windows
from tests.support.fixtures import Visitors
from tests.support.live import Comes, edit, save
from tests.support.stories.cast import Cast

FROM_THE_TOP = "(element) => element.getBoundingClientRect().top"
pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def goal(app: Flask, cast: Cast) -> str:
    """The id on the page of a goal that Anna has set."""
    return f"goal-{make_goal(app, cast, 'More leasing')}"


@pytest.fixture
def other_goal(app: Flask, cast: Cast, goal: str) -> str:
    return f"goal-{make_goal(app, cast, 'More payments')}"


def make_goal(app: Flask, cast: Cast, title: str) -> int:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        made = goals.create(plan, {"title": title}, by=anna)
        db.session.commit()
        return made.id


def rename(page: Page, item: str, title: str) -> None:
    form = edit(page, item)
    form.locator("[name=title]").fill(title)
    save(form)
    expect(page.locator(f"#{item} h3")).to_have_text(title)


@pytest.mark.databases("sqlite", "postgresql")
def test_what_one_does_shows_on_the_page_of_the_other_and_says_who_it_was(
    cast: Cast, comes: Comes, goal: str
) -> None:
    anna, jo = comes(cast.anna), comes(cast.jo)
    rename(jo, goal, "Much more leasing")
    expect(anna.locator(f"#{goal} h3")).to_have_text("Much more leasing")
    expect(anna.locator(f"#{goal} .changed-mark")).to_have_text("changed by Jo Kilian")
    expect(jo.locator(".changed-mark")).to_have_count(0)
    assert axe.violations(anna) == []


def test_what_is_new_is_counted_and_what_is_unfolded_or_looked_at_stays(
    cast: Cast, comes: Comes, visitor: Visitors, goal: str
) -> None:
    anna, jo = comes(cast.anna), comes(cast.jo)
    menu = anna.locator(".plan-actions > details.menu")
    menu.evaluate("(details) => { details.open = true; scrollTo(0, 400); }")
    link = anna.locator(f"#{goal} a[data-menu]")
    link.evaluate("(element) => element.focus({ preventScroll: true })")
    at = link.evaluate(FROM_THE_TOP)
    jo.locator("#goals").get_by_role("link", name="Add a goal").click()
    jo.locator("#goal-form [name=title]").fill("A second one")
    save(jo.locator("#goal-form"))
    expect(anna.locator("#goals article")).to_have_count(2)
    expect(anna.locator("#tabs [data-holds~=goal]")).to_have_attribute("data-count", "2")
    visitor(cast.jo).visit(f"/plans/{cast.plan.id}/edit").form(f"plan-form-{cast.plan.id}").fill(
        strategy="Both together"
    ).submit()
    expect(anna.locator("#plan-header")).to_contain_text("Both together")
    expect(link).to_be_focused()
    assert menu.get_attribute("open") is not None
    assert link.evaluate(FROM_THE_TOP) == pytest.approx(at, abs=1)


def test_typing_is_not_wiped_and_the_form_says_who_changed_the_same_thing(
    cast: Cast, comes: Comes, goal: str, other_goal: str
) -> None:
    anna, jo, tom = comes(cast.anna), comes(cast.jo), comes(cast.tom)
    form = edit(anna, goal)
    form.locator("[name=metric]").fill("new volume")
    form.locator("[name=metric]").evaluate("(field) => field.setSelectionRange(3, 3)")
    rename(jo, other_goal, "Far more payments")
    expect(anna.locator(f"#{other_goal} h3")).to_have_text("Far more payments")
    expect(form.locator(".changed-bar")).to_have_count(0)
    rename(jo, goal, "Leasing for all plants")
    expect(form.locator(".changed-bar")).to_contain_text("Jo Kilian has changed something here.")
    rename(tom, goal, "Leasing for most plants")
    expect(form.locator(".changed-bar")).to_contain_text("Jo Kilian and Tom Ahrens have changed")
    assert axe.violations(anna) == []

    metric = form.locator("[name=metric]")
    expect(metric).to_have_value("new volume")
    expect(metric).to_be_focused()
    assert metric.evaluate("(field) => field.selectionStart") == 3
    expect(form.locator("[name=title]")).to_have_value("More leasing")
    expect(anna.locator(f"#{goal} h3")).to_have_text("Leasing for most plants")


def test_show_brings_the_form_up_to_date_and_keeps_what_was_typed(
    cast: Cast, comes: Comes, goal: str
) -> None:
    anna, jo = comes(cast.anna), comes(cast.jo)
    form = edit(anna, goal)
    form.locator("[name=metric]").fill("new volume")
    theirs = edit(jo, goal)
    theirs.locator("[name=title]").fill("Leasing for all plants")
    theirs.locator("[name=metric]").fill("contracts")
    save(theirs)
    form.get_by_role("button", name="Show").click()
    expect(form.locator("[name=title]")).to_have_value("Leasing for all plants")
    expect(form.locator("[name=metric]")).to_have_value("new volume")
    expect(form.locator(".changed-note")).to_have_text("Now in the plan: contracts")
    expect(form.locator(".changed-bar, .draft-offer")).to_have_count(0)
    assert axe.violations(anna) == []


def test_form_says_that_its_item_was_deleted_and_keeps_what_was_typed(
    cast: Cast, comes: Comes, visitor: Visitors, goal: str, other_goal: str
) -> None:
    anna, jo = comes(cast.anna), comes(cast.jo)
    form = edit(anna, goal)
    form.locator("[name=title]").fill("Still wanted")
    expect(jo.locator(f"#{goal} .editing-mark")).to_be_visible()
    number = goal.removeprefix("goal-")
    doubt = visitor(cast.jo).visit(f"/goals/{number}/edit").press("Delete this goal")
    doubt.press("Delete all the same")
    expect(form.locator(".changed-bar")).to_contain_text("Jo Kilian has deleted this.")
    expect(form.get_by_role("button", name="Show")).to_be_hidden()
    expect(form.locator("[name=title]")).to_have_value("Still wanted")


def test_page_behind_the_sheet_takes_what_others_do_and_what_is_saved_in_the_sheet(
    cast: Cast, comes: Comes, goal: str, other_goal: str
) -> None:
    anna, jo = comes(cast.anna), comes(cast.jo)
    anna.locator("#goals").get_by_role("link", name="Add a goal").click()
    new = anna.locator("#goal-form")
    new.locator("[name=title]").fill("A third one")
    rename(jo, other_goal, "Far more payments")
    expect(anna.locator(f"#{other_goal} h3")).to_have_text("Far more payments")
    expect(new.locator("[name=title]")).to_have_value("A third one")
    save(new)
    expect(anna.locator("#goals article")).to_have_count(3)
    expect(anna.locator("#sheet")).not_to_be_visible()
    form = edit(anna, goal)
    form.locator("[name=title]").fill("Never mind")
    form.get_by_role("button", name="Cancel").click()
    expect(anna.locator("#sheet")).not_to_be_visible()
    expect(anna.locator(f"#{goal} h3")).to_have_text("More leasing")


def test_those_who_are_here_and_what_they_write_in_is_seen_until_they_go(
    cast: Cast, comes: Comes, goal: str
) -> None:
    anna, jo = comes(cast.anna), comes(cast.jo)
    people = anna.locator("#people-here li")
    expect(people).to_have_text(["JK Jo Kilian"])
    expect(jo.locator("#people-here .avatar")).to_have_attribute("title", "Anna Berg")
    form = edit(jo, goal)
    form.locator("[name=title]").fill("More and more")
    expect(anna.locator(f"#{goal} .editing-mark")).to_have_text("Jo Kilian is editing this")
    assert axe.violations(anna) == []
    form.get_by_role("button", name="Cancel").click()
    expect(anna.locator(".editing-mark")).to_have_count(0)
    jo.locator("#ideas").get_by_role("link", name="Propose an idea").click()
    jo.locator("#idea-form [name=title]").fill("Lease the roofs")
    expect(anna.locator("#ideas .editing-mark")).to_have_text("Jo Kilian is editing this")
    jo.context.close()
    expect(people).to_have_count(0)
    expect(anna.locator(".editing-mark")).to_have_count(0)


def test_form_on_a_page_of_its_own_says_who_changed_the_same_thing(
    cast: Cast, comes: Comes, goal: str
) -> None:
    anna, jo = comes(cast.anna), comes(cast.jo)
    anna.locator(f"#{goal} a.opens").evaluate("(a) => location = a.href + '/edit'")
    form = anna.locator("form[id^=goal-form]")
    expect(anna.locator("#live")).to_have_attribute("data-state", "live")
    form.locator("[name=metric]").fill("new volume")
    expect(jo.locator(f"#{goal} .editing-mark")).to_have_text("Anna Berg is editing this")
    rename(jo, goal, "Leasing for all plants")
    form.get_by_role("button", name="Show").click()
    expect(form.locator("[name=title]")).to_have_value("Leasing for all plants")
    expect(form.locator("[name=metric]")).to_have_value("new volume")
    save(form)
    expect(anna.locator(f"#{goal} h3")).to_have_text("Leasing for all plants")
    expect(anna.locator(f"#{goal}")).to_contain_text("new volume")


def test_what_both_have_changed_is_asked_about_when_it_is_saved_after_it_was_shown(
    cast: Cast, comes: Comes, live_windows: Windows, visitor: Visitors, goal: str
) -> None:
    live_windows.allow("status of 409")
    anna = comes(cast.anna)
    form = edit(anna, goal)
    form.locator("[name=title]").fill("Leasing for Brühl")
    number = goal.removeprefix("goal-")
    theirs = visitor(cast.jo).visit(f"/goals/{number}/edit").form(f"goal-form-{number}")
    theirs.fill(title="Leasing for all plants", metric="contracts").submit()
    form.get_by_role("button", name="Show").click()
    expect(form.locator("[name=metric]")).to_have_value("contracts")
    again = visitor(cast.tom).visit(f"/goals/{number}/edit").form(f"goal-form-{number}")
    again.fill(metric="contracts a year").submit()
    save(form)
    expect(form.locator(".conflict")).to_have_count(1)
    expect(form.locator(".conflict")).to_contain_text("Leasing for all plants")
    expect(form.locator(".conflict")).to_contain_text("Leasing for Brühl")
