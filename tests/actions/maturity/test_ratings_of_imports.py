"""Imports are rated as everything else is, many plans at once."""

from flask import Flask
from sqlalchemy import func, select

from planner import clock
from planner.database import db
from planner.models import Event, EventType, Plan, StoredRating
from planner.planfiles import read_plan_file
from planner.planfiles.importing import import_document
from planner.queries.maturity import facts
from planner.rating import rate
from tests.rating.building import TODAY, Story
from tests.rating.plans import modern, two_joint_visits
from tests.support.stories.plan_documents import plan_file


def bring_in(story: Story, key: str) -> int:
    """Import without a commit; the id of the plan."""
    story.document["customer"]["key"] = key
    outcome = import_document(read_plan_file(plan_file(story.document), f"{key}.json"), by=None)
    assert outcome.plan_id is not None
    return outcome.plan_id


def test_every_plan_of_an_import_is_rated_before_its_commit(app: Flask) -> None:
    with app.app_context(), clock.at(TODAY):
        stories = {"modern-ag": modern(), "two-visits-ag": two_joint_visits()}
        ids = [bring_in(story, key) for key, story in stories.items()]
        assert db.session.scalar(select(func.count(StoredRating.id))) == 0
        db.session.commit()

        rows = db.session.scalars(select(StoredRating).order_by(StoredRating.plan_id)).all()
        assert [row.plan_id for row in rows] == ids
        for row, story in zip(rows, stories.values(), strict=True):
            expected = story.rated().as_json()
            assert (row.age, row.symptoms) == (expected["age"], expected["symptoms"])
            cause = db.session.get_one(Event, row.cause_event_id)
            assert cause.plan_id == row.plan_id
        assert rows[0].age == "modern"


def test_an_import_that_changes_nothing_rates_nothing(app: Flask) -> None:
    with app.app_context(), clock.at(TODAY):
        plan_id = bring_in(modern(), "modern-ag")
        db.session.commit()
        db.session.query(StoredRating).delete()
        db.session.commit()
        assert bring_in(modern(), "modern-ag") == plan_id
        db.session.commit()
        assert db.session.scalar(select(func.count(StoredRating.id))) == 0


def test_an_import_that_is_only_tried_leaves_no_rating(app: Flask) -> None:
    with app.app_context(), clock.at(TODAY):
        bring_in(modern(), "modern-ag")
        db.session.rollback()
        db.session.commit()
        assert db.session.scalar(select(func.count(StoredRating.id))) == 0


def test_a_later_file_moves_the_age(app: Flask) -> None:
    with app.app_context(), clock.at(TODAY):
        plan_id = bring_in(modern(), "modern-ag")
        db.session.commit()
        bring_in(modern(jos_target=5), "modern-ag")
        db.session.commit()

        event = db.session.scalars(
            select(Event).where(Event.type == EventType.RATING_CHANGED)
        ).one()
        assert event.changes == {"age": ["modern", "iron"]}
        assert db.session.get_one(Plan, plan_id).customer_id == event.customer_id
        (row,) = db.session.scalars(select(StoredRating))
        assert row.age == rate(facts.facts_of_plan(plan_id), TODAY).age == "iron"
