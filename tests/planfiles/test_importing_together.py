"""Two who import at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import text

from planner.database import db
from planner.models import Field
from planner.planfiles.checks.messages import Rule
from tests.planfiles.bringing import bring_in, problems
from tests.support.stories.plan_documents import plan_document


def test_of_two_who_bring_in_the_same_new_customer_the_second_finds_it_there(app: Flask) -> None:
    together = Barrier(2)

    def bring() -> bool:
        with app.app_context():
            together.wait()
            return bring_in(plan_document()).changes_nothing

    with ThreadPoolExecutor() as pool:
        outcomes = [pool.submit(bring) for _ in range(2)]
    assert sorted(outcome.result() for outcome in outcomes) == [False, True]


@pytest.mark.databases("postgresql")
def test_what_somebody_else_adds_meanwhile_is_refused_and_not_an_error(app: Flask) -> None:
    def bring() -> list[tuple[str, Rule]]:
        with app.app_context():
            return problems(plan_document())

    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with app.app_context(), ThreadPoolExecutor() as pool, db.engine.connect() as watching:
        db.session.add(Field(name="Leasing"))
        db.session.flush()
        refused = pool.submit(bring)
        while not watching.scalar(waiting) and not refused.done():
            watching.rollback()
        db.session.commit()
        assert refused.result() == [("", Rule.CHANGED_MEANWHILE)]
