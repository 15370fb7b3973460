"""One person in two tabs, or on two devices: nothing of what they wrote goes without a word."""

import json

import pytest
from flask import Flask

from tests.support.editing import REASON, goal, goal_now, lost, opened
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

IN_PLACE = pytest.mark.parametrize("htmx", [False, True], ids=["page", "in place"])


@IN_PLACE
def test_changes_to_one_text_in_two_places_are_merged(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    goal_id, jo = goal(app, cast), visitor(cast.jo)
    one, other = opened(jo, goal_id, htmx=htmx), opened(jo, goal_id, htmx=htmx)
    one.fill(missed_because=REASON.replace("press", "old press")).submit(htmx=htmx)
    said = other.fill(missed_because=REASON.replace("summer", "autumn")).submit(htmx=htmx).follow()
    assert goal_now(app, goal_id).missed_because == (
        "The old press is late, and the customer waits for it until the autumn."
    )
    assert any("You changed this field elsewhere meanwhile" in notice for notice in said.notices)


def test_changes_to_different_fields_are_both_kept(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, jo = goal(app, cast), visitor(cast.jo)
    one, other = opened(jo, goal_id), opened(jo, goal_id)
    one.fill(due_on="2026-09-30").submit()
    other.fill(title="Grow leasing a lot").submit()
    now = goal_now(app, goal_id)
    assert (now.title, str(now.due_on)) == ("Grow leasing a lot", "2026-09-30")


@pytest.mark.parametrize("changes", [("Grow by half", "Grow by a third"), ("500", "700")])
def test_a_newer_text_or_value_of_ones_own_is_shown_before_it_is_replaced(
    app: Flask, cast: Cast, visitor: Visitors, changes: tuple[str, str]
) -> None:
    goal_id, jo = goal(app, cast), visitor(cast.jo)
    one, other = opened(jo, goal_id), opened(jo, goal_id)
    field = "target" if changes[0].isdecimal() else "title"
    one.fill(**{field: changes[0]}).submit()
    page = other.fill(**{field: changes[1]}).submit()
    assert page.status == 409
    assert "you changed the same elsewhere meanwhile" in page.text
    shown = page.element(f"goal-form-{goal_id}-{field}-conflict").text
    for said in ("Yours", "What you saved elsewhere meanwhile", *changes):
        assert said.removeprefix("Grow ") in shown
    form = page.form(f"goal-form-{goal_id}").fill(**{f"choose-{field}": "mine"})
    assert form.submit().follow().status == 200
    assert str(getattr(goal_now(app, goal_id), field)) == changes[1]
    assert lost(app) == []


def test_back_and_save_again_builds_on_what_was_saved(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    form = opened(visitor(cast.jo), goal_id)
    for title in ("Grow by half", "Grow by a third", "Grow leasing"):
        form.fill(title=title).submit()
        assert goal_now(app, goal_id).title == title


def test_back_and_save_again_keeps_what_others_changed_in_the_same_text(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    annas, jos = (opened(visitor(one), goal_id) for one in (cast.anna, cast.jo))
    annas.fill(missed_because=REASON.replace("press", "old press")).submit()
    jos.fill(missed_because=REASON.replace("summer", "autumn")).submit()
    page = jos.fill(missed_because=REASON.replace("summer", "late autumn")).submit()
    assert page.status == 303
    assert goal_now(app, goal_id).missed_because == (
        "The old press is late, and the customer waits for it until the late autumn."
    )


def test_back_and_save_again_meets_what_others_have_changed_since(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    form = opened(visitor(cast.jo), goal_id)
    form.fill(title="Grow by half").submit()
    opened(visitor(cast.anna), goal_id).fill(title="Grow leasing").submit()
    form.submit()
    assert goal_now(app, goal_id).title == "Grow leasing"
    page = form.fill(title="Grow by a third").submit()
    assert page.status == 409
    assert "That of Anna Berg" in page.text


def test_what_was_typed_into_one_form_is_not_known_by_another_ones_name(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    annas, jos = (opened(visitor(one), goal_id) for one in (cast.anna, cast.jo))
    annas.fill(title="Grow by half").submit()
    page = jos.tamper(submission=annas["submission"]).fill(title="Grow by a third").submit()
    assert page.status == 409


def test_an_answer_that_asks_is_a_form_of_its_own(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, jo = goal(app, cast), visitor(cast.jo)
    one, other = opened(jo, goal_id), opened(jo, goal_id)
    one.fill(title="Grow by half").submit()
    asked = other.fill(title="Grow by a third").submit().form(f"goal-form-{goal_id}")
    assert asked["submission"] != other["submission"]
    assert json.loads(asked["began"])["title"] != json.loads(other["began"])["title"]
