"""The body of a plan's page is cached, and never shows what is no longer true."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.actions.people import fields, people
from planner.actions.plan import (
    activities,
    contacts,
    conversations,
    deals,
    goals,
    ideas,
    potentials,
    questions,
)
from planner.database import db
from planner.models import Field, Person, Plan
from planner.models.kinds import ActivityKind
from planner.views.web import cache
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

Change = Callable[[Plan, Person, Cast], Any]

# One change of everything that the page shows, each leaving its name on the page.
CHANGES: dict[str, Change] = {
    "goal": lambda plan, by, _cast: goals.create(plan, {"title": "New here"}, by=by),
    "deal": lambda plan, by, _cast: deals.create(
        plan,
        {
            "title": "New here",
            "expected_on": clock.today(),
            "annual_value": 1,
            "probability": 1,
        },
        by=by,
    ),
    "activity": lambda plan, by, _cast: activities.create(
        plan, {"title": "New here", "kind": ActivityKind.CALL}, by=by
    ),
    "conversation": lambda plan, by, _cast: conversations.create(
        plan, {"topic": "New here"}, by=by
    ),
    "idea": lambda plan, by, _cast: ideas.create(plan, {"title": "New here"}, by=by),
    "question": lambda plan, by, _cast: questions.create(plan, {"text": "New here"}, by=by),
    "contact": lambda plan, by, _cast: contacts.create(plan.customer, {"name": "New here"}, by=by),
    "potential": lambda plan, by, cast: potentials.create(
        plan.customer,
        {"field_id": fields.named("New here", by=by).id, "annual_value": 1},
        by=by,
    ),
    "person": lambda _plan, by, cast: people.update(
        db.session.get_one(Person, cast.jo.id), {"name": "New here"}, by=by
    ),
    "field": lambda _plan, by, cast: fields.update(
        db.session.get_one(Field, cast.leasing.id), {"name": "New here"}, by=by
    ),
}


TABS = {"contact": "/people", "potential": "/value"}
"""Where what changes is shown, but for the overview."""


@pytest.mark.parametrize("what", CHANGES)
def test_change_of_anything_that_is_shown_shows_at_once(
    app: Flask, cast: Cast, visitor: Visitors, what: str
) -> None:
    anna, address = visitor(cast.anna), f"/plans/{cast.plan.id}{TABS.get(what, '')}"
    assert "New here" not in anna.visit(address).text
    with app.app_context():
        by = db.session.get_one(Person, cast.anna.id)
        CHANGES[what](db.session.get_one(Plan, cast.plan.id), by, cast)
        db.session.commit()
    assert "New here" in anna.visit(address).text


def test_nothing_that_somebody_writes_is_taken_for_a_token(cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    form = anna.visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    own = form["csrf_token"]
    form.fill(title=f"{{token against forgery}} and {own}").submit()
    for phone in (anna, visitor(cast.anna)):
        for _time in range(2):
            text = phone.visit(f"/plans/{cast.plan.id}").text
            assert f"{{token against forgery}} and {own}" in text


def test_cached_page_carries_the_token_of_whoever_reads_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    form.fill(title="More leasing").submit()
    desk, phone = visitor(cast.anna), visitor(cast.anna)
    desk.visit(f"/plans/{cast.plan.id}")
    page = phone.visit(f"/plans/{cast.plan.id}")
    assert app.extensions["cache"].token_place not in page.html
    assert page.press("Sign More leasing").status == 303


def test_nobody_gets_the_page_that_was_cached_for_another(cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    otto = visitor(cast.otto).visit(f"/plans/{cast.plan.id}")
    assert "Add a goal" in anna.links
    assert "Add a goal" not in otto.links


def test_what_was_not_read_for_longest_makes_room(app: Flask) -> None:
    store: cache.Cache = app.extensions["cache"]
    third = "x" * (cache.LARGEST // 3 - 1200)  # each takes some room beside its letters
    for name in ("first", "second", "third"):
        store.put(name, third)
    store.get("first")
    store.put("fourth", [third + "x" * 4000])
    assert [name for name in ("first", "second", "third", "fourth") if store.get(name)] == [
        "first",
        "fourth",
    ]


def test_what_is_larger_than_all_room_is_not_cached(app: Flask) -> None:
    store: cache.Cache = app.extensions["cache"]
    store.put("page", "x" * (cache.LARGEST + 1))
    assert store.get("page") is None
