"""Two who undo the same import at once, and somebody who works on what is about to go."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select, text

from planner.actions.errors import Refused
from planner.actions.people import people
from planner.actions.plan import activities
from planner.database import db
from planner.imports.runs.undoing import Touched, undo
from planner.models import Activity, Deal, Person, Plan
from planner.models.kinds import ActivityKind, Role
from tests.imports.exports import Export
from tests.imports.undone import bring_in


@pytest.fixture
def run(app: Flask, export: Export) -> int:
    with app.app_context():
        people.create({"name": "Ruth Falk", "role": Role.GENERALIST}, by=None)
        db.session.commit()
        return bring_in(export)


def undone(app: Flask, run: int) -> str:
    """What came of undoing it, in a context of its own."""
    with app.app_context():
        try:
            undo(run, by=None)
        except (Refused, Touched) as refusal:
            db.session.rollback()
            return type(refusal).__name__
        db.session.commit()
        return "undone"


def test_of_two_who_undo_at_once_the_second_is_refused(app: Flask, run: int) -> None:
    together = Barrier(2)

    def try_it() -> str:
        together.wait()
        return undone(app, run)

    with ThreadPoolExecutor() as pool:
        outcomes = [pool.submit(try_it) for _ in range(2)]

    assert sorted(outcome.result() for outcome in outcomes) == ["Refused", "undone"]


@pytest.mark.databases("postgresql")
def test_what_somebody_is_about_to_save_is_waited_for(app: Flask, run: int) -> None:
    """On SQLite only one writes at a time in any case."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with app.app_context(), ThreadPoolExecutor() as pool, db.engine.connect() as watching:
        plan = db.session.scalars(select(Plan).order_by(Plan.id)).first()
        ruth = db.session.scalars(select(Person).where(Person.name == "Ruth Falk")).one()
        assert plan is not None
        activities.create(plan, {"title": "Visit", "kind": ActivityKind.VISIT}, by=ruth)
        outcome = pool.submit(undone, app, run)
        while not watching.scalar(waiting) and not outcome.done():
            watching.rollback()
        db.session.commit()

        assert outcome.result() == "Touched"
        assert len(db.session.scalars(select(Activity)).all()) == 1
        assert len(db.session.scalars(select(Deal)).all()) == 4
