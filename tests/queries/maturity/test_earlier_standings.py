"""Who turns to something else today changes nothing of what was."""

import datetime

import pytest
from flask import Flask

from planner import clock
from planner.actions.people import people
from planner.database import db
from planner.models import Person, Plan
from planner.models.kinds import Role
from planner.planfiles.exporting import export_document
from planner.planfiles.importing import import_document
from planner.queries.maturity import facts
from planner.rating import rate
from tests.support.stories.cast import Cast

TODAY = datetime.date(2026, 6, 15)
YESTERDAY = TODAY - datetime.timedelta(days=1)


def turn(app: Flask, cast: Cast, **values: object) -> None:
    with app.app_context():
        people.update(db.session.get_one(Person, cast.jo.id), values, by=None)
        db.session.commit()


def test_another_role_today_leaves_the_rating_of_yesterday_as_it_was(
    app: Flask, cast: Cast
) -> None:
    with clock.at(TODAY):
        with app.app_context():
            before = rate(facts.facts_of_plan(cast.plan.id), YESTERDAY)
        turn(app, cast, role=Role.TEAM_LEAD, unit="Board")
        turn(app, cast, role=Role.GENERALIST)
        with app.app_context():
            found = facts.facts_of_plan(cast.plan.id)
            assert rate(found, YESTERDAY) == before
            assert rate(found, TODAY).age != before.age
            (same,) = facts.of_all_plans()
            assert rate(same, YESTERDAY) == before


@pytest.mark.databases("sqlite")
def test_the_oldest_standing_holds_furthest_back(app: Flask, cast: Cast) -> None:
    with clock.at(YESTERDAY):
        turn(app, cast, role=Role.TEAM_LEAD)
    with clock.at(TODAY):
        turn(app, cast, role=Role.GENERALIST)
        with app.app_context():
            (jo,) = (one for one in facts.facts_of_plan(cast.plan.id).people if one.key == "jo")
            days = (YESTERDAY - datetime.timedelta(days=1), YESTERDAY, TODAY)
            roles = [jo.as_of(day).role for day in days]
            assert roles == ["specialist", "team_lead", "generalist"]
            assert jo.as_of(days[0]).field == "Leasing"


@pytest.mark.databases("sqlite")
def test_a_plan_file_that_changes_a_role_leaves_the_past_as_well(app: Flask, cast: Cast) -> None:
    with clock.at(TODAY), app.app_context():
        document = export_document(db.session.get_one(Plan, cast.plan.id))
        (jo,) = (person for person in document["people"] if person["key"] == "jo")
        jo["role"] = "team_lead"
        import_document(document, by=None)
        db.session.commit()
        (found,) = (one for one in facts.facts_of_plan(cast.plan.id).people if one.key == "jo")
        assert (found.role, found.as_of(YESTERDAY).role) == ("team_lead", "specialist")
