"""Somebody saves what another one deletes in the very same moment.

On SQLite one of both waits until the other has committed, so it only happens on PostgreSQL.
"""

from collections.abc import Callable
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import goals, members
from planner.database import Base, db
from planner.models import Goal, Member, Person
from planner.views.web import saving
from tests.support.editing import goal, opened
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("postgresql")
IN_PLACE = pytest.mark.parametrize("htmx", [False, True], ids=["page", "in place"])
Meanwhile = Callable[[Callable[[], None]], None]


@pytest.fixture
def just_before_it_is_locked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Lets somebody else do something after the goal was found and before it is locked."""

    def prepare(act: Callable[[], None]) -> None:
        def elsewhere() -> None:
            with app.app_context():
                act()
                db.session.commit()

        really_lock = saving.lock

        def lock(item: Base) -> None:
            other = Thread(target=elsewhere)
            other.start()
            other.join()
            really_lock(item)

        monkeypatch.setattr(saving, "lock", lock)

    return prepare


@IN_PLACE
def test_who_saves_it_learns_who_has_deleted_it_and_keeps_what_was_typed(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    just_before_it_is_locked: Meanwhile,
    htmx: bool,
) -> None:
    goal_id = goal(app, cast)
    jos = opened(visitor(cast.jo), goal_id, htmx=htmx).fill(missed_because="Long\nthought about")

    def anna_deletes_it() -> None:
        anna = db.session.get_one(Person, cast.anna.id)
        goals.delete(db.session.get_one(Goal, goal_id), by=anna)

    just_before_it_is_locked(anna_deletes_it)
    page = jos.submit(htmx=htmx)
    assert page.status == 409
    assert page.heading == "This has been deleted"
    assert "Anna Berg deleted “Grow leasing” on" in page.text
    assert "Long thought about" in page.text


def test_who_was_taken_off_the_plan_as_well_only_hears_that_there_is_nothing(
    app: Flask, cast: Cast, visitor: Visitors, just_before_it_is_locked: Meanwhile
) -> None:
    goal_id = goal(app, cast)
    jos = opened(visitor(cast.jo), goal_id).fill(missed_because="Long thought about")

    def anna_deletes_it_and_takes_jo_off() -> None:
        anna = db.session.get_one(Person, cast.anna.id)
        goals.delete(db.session.get_one(Goal, goal_id), by=anna)
        of_jo = select(Member).where(Member.person_id == cast.jo.id)
        members.leave(db.session.scalars(of_jo).one(), by=anna)

    just_before_it_is_locked(anna_deletes_it_and_takes_jo_off)
    page = jos.submit()
    assert page.status == 404
    assert "There is nothing here, or nothing that you may see." in page.text
    assert "Anna Berg" not in page.text
