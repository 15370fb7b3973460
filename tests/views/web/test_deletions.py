"""Deleting what another one has changed, and editing what another one has deleted."""

from decimal import Decimal

import pytest
from flask import Flask

from planner.database import db
from planner.models import Goal
from tests.support.editing import goal, goal_now, opened
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

IN_PLACE = pytest.mark.parametrize("htmx", [False, True], ids=["page", "in place"])


def is_there(app: Flask, goal_id: int) -> bool:
    with app.app_context():
        return db.session.get(Goal, goal_id) is not None


def test_what_nobody_has_changed_since_is_deleted_at_once(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, jo = goal(app, cast), visitor(cast.jo)
    opened(jo, goal_id).fill(title="My own change").submit()
    assert jo.visit(f"/goals/{goal_id}/edit").press("Delete this goal").status == 303
    assert not is_there(app, goal_id)


def test_who_deletes_in_an_old_tab_what_they_changed_in_another_is_asked(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, jo = goal(app, cast), visitor(cast.jo)
    page = jo.visit(f"/goals/{goal_id}/edit")
    opened(jo, goal_id).fill(title="My own change").submit()
    asked = page.press("Delete this goal")
    assert asked.status == 409
    assert "Grow leasing → My own change" in asked.text
    assert asked.press("Delete all the same").status == 303
    assert not is_there(app, goal_id)


@IN_PLACE
def test_who_deletes_what_another_has_changed_is_told_what_and_asked(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    goal_id = goal(app, cast)
    page = visitor(cast.jo).visit(f"/goals/{goal_id}/edit", htmx=htmx)
    opened(visitor(cast.anna), goal_id).fill(title="Grow by half").submit()
    asked = page.press("Delete this goal", htmx=htmx)
    assert asked.status == 409
    assert "Anna Berg changed this, today" in asked.text
    assert "Grow leasing → Grow by half" in asked.text
    if htmx:
        assert asked.headers["HX-Retarget"] == f"#delete-goals-{goal_id}"
        assert asked.has(f"delete-goals-{goal_id}")
    assert is_there(app, goal_id)
    assert asked.press("Delete all the same", htmx=htmx).status in (200, 303)
    assert not is_there(app, goal_id)


def test_a_change_after_the_question_is_asked_about_again(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    page = visitor(cast.jo).visit(f"/goals/{goal_id}/edit")
    opened(visitor(cast.anna), goal_id).fill(title="Grow by half").submit()
    asked = page.press("Delete this goal")
    opened(visitor(cast.anna), goal_id).fill(title="Grow by a third").submit()
    assert asked.press("Delete all the same").status == 409
    assert is_there(app, goal_id)


def test_a_signature_counts_as_a_change_of_the_goal(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    page = visitor(cast.jo).visit(f"/goals/{goal_id}/edit")
    visitor(cast.anna).visit(f"/goals/{goal_id}").press("Sign Grow leasing")
    asked = page.press("Delete this goal")
    assert asked.status == 409
    assert "Goal signed" in asked.text


@pytest.mark.parametrize("seen", ["", "many", "99999999999999999999", "-4"])
def test_a_page_that_knows_nothing_of_the_history_is_asked(
    app: Flask, cast: Cast, visitor: Visitors, seen: str
) -> None:
    goal_id = goal(app, cast)
    page = visitor(cast.jo).visit(f"/goals/{goal_id}/edit")
    form = page.form_of("Delete this goal").tamper(seen=seen)
    assert form.submit("Delete this goal").status == 409
    assert is_there(app, goal_id)


@IN_PLACE
def test_who_saves_what_was_deleted_learns_by_whom_and_keeps_what_was_typed(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    goal_id = goal(app, cast)
    jos = opened(visitor(cast.jo), goal_id, htmx=htmx).fill(missed_because="Long\nthought about")
    visitor(cast.anna).visit(f"/goals/{goal_id}/edit").press("Delete this goal")
    page = jos.submit(htmx=htmx)
    assert page.status == 409
    assert page.heading == "This has been deleted"
    assert "Anna Berg deleted “Grow leasing” on" in page.text
    assert "Long thought about" in page.text


@IN_PLACE
def test_what_was_deleted_comes_back_with_what_was_typed(
    app: Flask, cast: Cast, visitor: Visitors, htmx: bool
) -> None:
    goal_id = goal(app, cast, target=100)
    jos = opened(visitor(cast.jo), goal_id, htmx=htmx).fill(missed_because="Long\nthought about")
    visitor(cast.anna).visit(f"/goals/{goal_id}/edit").press("Delete this goal")
    page = jos.submit(htmx=htmx).press("Bring it back and go on")
    assert page.heading == "What you typed is still here"
    assert is_there(app, goal_id)
    assert page.press("Save now").status == 303
    now = goal_now(app, goal_id)
    assert (now.title, now.target, now.missed_because) == (
        "Grow leasing",
        Decimal(100),
        "Long\nthought about",
    )


def test_only_members_bring_back_and_only_what_was_sealed_here(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    jos = opened(visitor(cast.jo), goal_id).fill(unit="pieces")
    visitor(cast.anna).visit(f"/goals/{goal_id}/edit").press("Delete this goal")
    form = jos.submit().form_of("Bring it back and go on")
    assert form.sent_by(visitor(cast.fritz)).status == 404
    assert form.sent_by(visitor(cast.paul)).status == 403
    assert form.tamper(kept="made up").submit().status == 400
    assert not is_there(app, goal_id)


@pytest.mark.databases("sqlite", "postgresql")
def test_somebody_who_has_the_form_open_is_named_before_it_is_deleted(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id, anna = goal(app, cast), visitor(cast.anna)
    jo = visitor(cast.jo)
    form = opened(jo, goal_id)
    said = {"part": [f"goal-form-{goal_id}"], "csrf_token": [form["csrf_token"]]}
    assert jo.send("POST", f"/plans/{cast.plan.id}/presence", said).status == 204
    asked = anna.visit(f"/goals/{goal_id}/edit").press("Delete this goal")
    assert asked.status == 409
    assert "Jo Kilian is working on this right now." in asked.text
    assert asked.press("Delete all the same").status == 303
    assert not is_there(app, goal_id)


def test_the_page_of_what_was_deleted_says_so_to_those_who_may_know(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    visitor(cast.anna).visit(f"/goals/{goal_id}/edit").press("Delete this goal")
    page = visitor(cast.jo).visit(f"/goals/{goal_id}/edit")
    assert page.status == 410
    assert "Anna Berg deleted “Grow leasing” on" in page.text
    stranger = visitor(cast.fritz)
    assert stranger.visit(f"/goals/{goal_id}/edit").status == 404
    assert "Anna Berg" not in stranger.visit(f"/goals/{goal_id}/edit").text


@pytest.mark.databases("sqlite", "postgresql")
def test_contacts_and_potentials_are_deleted_in_place_with_the_same_question(
    cast: Cast, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    new = anna.visit(f"/customers/{cast.customer.key}/contacts/new").form("contact-form")
    new.fill(name="Dr. Kolbe").submit()
    for noun, change, name in (
        ("contact", {"function": "Board"}, "Dr. Kolbe"),
        ("potential", {"share_of_wallet": "12"}, "Leasing"),
    ):
        address, button = f"/{noun}s/1/edit", f"Delete this {noun}"
        shown = jo.visit(address, htmx=True)
        anna.visit(address).form(f"{noun}-form-1").fill(**change).submit()
        asked = shown.press(button, htmx=True)
        assert asked.status == 409, noun
        assert asked.headers["HX-Retarget"] == f"#delete-{noun}s-1"
        assert "Anna Berg changed this, today" in asked.text
        left = asked.press("Delete all the same", htmx=True)
        assert left.status == 200, noun
        assert name not in left.element(f"{noun}s").text


def test_what_belongs_to_the_customer_is_no_different(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    page = anna.visit(f"/customers/{cast.customer.key}/contacts/new")
    page.form("contact-form").fill(name="Dr. Kolbe").submit()
    edit = jo.visit("/contacts/1/edit")
    anna.visit("/contacts/1/edit").press("Delete this contact")
    answer = edit.form("contact-form-1").fill(function="Board").submit()
    assert answer.status == 409
    assert "Anna Berg deleted “Dr. Kolbe” on" in answer.text
    assert visitor(cast.fritz).visit("/contacts/1/edit").status == 404


def test_a_new_thing_with_the_number_of_a_deleted_one_is_not_overwritten(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """SQLite gives the highest number again."""
    goal_id = goal(app, cast)
    jos = opened(visitor(cast.jo), goal_id).fill(title="Grow by a third")
    visitor(cast.anna).visit(f"/goals/{goal_id}/edit").press("Delete this goal")
    if goal(app, cast, title="Quite another goal") == goal_id:
        assert jos.submit().status == 409
        assert goal_now(app, goal_id).title == "Quite another goal"
    else:
        assert jos.submit().status == 409
