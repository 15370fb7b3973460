"""What a talk is about, where it is logged from an activity or from nowhere."""

import datetime

from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import activities, plans
from planner.database import db
from planner.models import Customer, Entry, Person, Plan
from planner.models.kinds import ActivityKind
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


def test_talk_reports_on_an_activity_that_was_done(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context(), clock.at(DAY):
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        values = {"title": "See the works", "kind": ActivityKind.VISIT, "customer_facing": True}
        jo = db.session.get_one(Person, cast.jo.id)
        activity = activities.create(plan, values, by=anna, participants=[jo])
        activities.finish(activity, by=anna)
        db.session.commit()
        activity_id = activity.id
    page = visitor(cast.anna).visit(f"/talks/new?activity={activity_id}")
    form = page.form("talk-form")
    assert form["on"] == DAY.isoformat()
    assert form["channel"] == "visit"
    assert form["participant_ids"] == str(cast.jo.id)
    assert form.fill(topic="Works", summary="Seen.").submit().status == 303
    with app.app_context():
        assert db.session.scalars(select(Entry.activity_id)).one() == activity_id


def test_without_a_customer_one_is_searched_among_those_one_works_for(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        fritz = db.session.get_one(Person, cast.fritz.id)
        other = Customer(key="nordlicht", name="Nordlicht Eisen AG", owner=fritz)
        bare = Customer(key="bare", name="Eisen ohne Plan", owner_id=cast.anna.id)
        db.session.add_all([other, bare])
        db.session.flush()
        days = {"starts_on": datetime.date(2026, 1, 1), "ends_on": datetime.date(2026, 12, 31)}
        plans.create(other, days, by=fritz)
        db.session.commit()
    jo = visitor(cast.jo)
    page = jo.visit("/talks/new").form("talk-customer").fill(text="EISEN").submit()
    assert "Eisenwerk Brühl AG" in page.text
    assert "Nordlicht" not in page.text
    assert page.click("Eisenwerk Brühl AG · Brühl").form("talk-form")["summary"] == ""
    assert "Eisen ohne Plan" not in visitor(cast.anna).visit("/talks/new").text
    assert "No customer found" in jo.visit("/talks/new?text=nobody").text
