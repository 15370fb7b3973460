"""Two people change one plan in the same instant; its rating knows of both changes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.history import events
from planner.database import db
from planner.models import Activity, Person, Plan, StoredRating
from planner.models.kinds import ActivityKind, ActivityStatus
from planner.queries.maturity import facts
from planner.rating import rate
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY

MANY = 6


def test_the_last_rating_has_seen_all_of_them(app: Flask, cast: Cast) -> None:
    together = Barrier(MANY)

    def write(number: int) -> None:
        with app.app_context(), clock.at(DAY):
            together.wait()
            plan = db.session.get_one(Plan, cast.plan.id)
            author = db.session.get_one(Person, (cast.anna, cast.tom)[number % 2].id)
            values = {
                "title": f"Visit {number}",
                "kind": ActivityKind.VISIT,
                "assignee_id": (cast.tom.id, cast.jo.id)[number // 3],
            }
            made = Activity(
                plan=plan,
                key=f"visit-{number}",
                created_by=author,
                created_on=DAY,
                status=ActivityStatus.PLANNED,
                **values,
            )
            db.session.add(made)
            events.record("created", made, by=author)
            db.session.commit()

    with ThreadPoolExecutor(MANY) as people:
        list(people.map(write, range(MANY)))

    with app.app_context(), clock.at(DAY):
        (row,) = db.session.scalars(select(StoredRating))
        expected = rate(facts.facts_of_plan(cast.plan.id), DAY).as_json()
        assert len(facts.facts_of_plan(cast.plan.id).activities) == MANY
        assert row.symptoms == expected["symptoms"]
        assert row.one_sidedness == expected["one_sidedness"]
        assert row.shifts == expected["shifts"]
