"""That no page is left out on one of the two kinds of database.

What uses a database is tested on both, unless a test names one, as those do that would only see the
same pages twice. This walk leads to every page on both, whatever other tests name.
"""

import pytest
from flask import Flask
from sqlalchemy import text

from planner.database import db
from planner.models import ContentKit, Member, Person, Plan, Potential, Setting
from planner.models.kinds import Role
from planner.models.people.setting import AGES_VISIBLE_TO
from tests.leads.sending import open_form
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.places import Surroundings, surroundings

# A stream never ends; tests/views/live/test_streams.py and the journeys listen to it, on both.
ENDLESS = {"streams.index", "streams.show"}
# What leads on, and a form for what does not hold here.
OTHERWISE = {"home.show": 302, "notifications.show": 302, "maturity.edit_symptom_answer": 409}


@pytest.fixture
def around(app: Flask, cast: Cast) -> Surroundings:
    return surroundings(app)


@pytest.fixture
def decided(app: Flask, cast: Cast, around: Surroundings) -> None:
    """Fritz leads the team with a target, Jo is on the plan, Mira's field has potential; everybody
    outside finds the form open and a picture in the kit."""
    open_form(app, cast)
    with app.app_context():
        plan = db.session.query(Plan).order_by(Plan.id.desc()).first()
        assert plan is not None
        db.session.add(Member(plan=plan, person_id=cast.jo.id, joined_on=plan.starts_on))
        db.session.get_one(Person, cast.fritz.id).role = Role.TEAM_LEAD
        newest = db.session.query(Potential).order_by(Potential.id.desc()).first()
        assert newest is not None
        db.session.get_one(Person, cast.mira.id).field_id = newest.field_id
        db.session.get_one(Person, around.member.id).team_id = cast.north.id
        db.session.query(ContentKit).one().picture = b"not drawn here"
        db.session.add(Setting(name=AGES_VISIBLE_TO, value="leads"))
        db.session.commit()


def test_every_page_is_shown_to_somebody_on_both_databases(
    around: Surroundings, cast: Cast, decided: None, visitor: Visitors, database_kind: str
) -> None:
    """On PostgreSQL everybody asks for each, on SQLite until one is shown it: there everybody asks
    in tests/access."""
    inside = (cast.ada, cast.fritz, cast.jo, cast.mira, cast.otto, cast.ruth, cast.vera)
    people = [*(visitor(person) for person in (around.member, *inside)), visitor()]
    never = []
    for place in around.places:
        if place.method == "GET" and place.endpoint not in ENDLESS:
            expected, statuses = OTHERWISE.get(place.endpoint, 200), list[int]()
            for who in people:
                if database_kind == "sqlite" and expected in statuses:
                    break
                statuses.append(who.visit(place.address).status)
            assert max(statuses) < 500, (place, statuses)
            if expected not in statuses:
                never.append(f"{place.endpoint} at {place.address}: {statuses}")
    assert never == [], "\n".join(never)


@pytest.mark.databases("postgresql")
def test_postgresql_keeps_what_it_has_planned_of_a_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """psycopg prepares what it has sent five times, and forgets all of it after a ROLLBACK."""
    with app.app_context():
        db.engine.dispose()  # else connections take turns, and each forgets what others have sent
    anna = visitor(cast.anna)
    for _time in range(7):
        anna.visit("/today")
    with app.app_context():
        kept = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%sessions%'")
        assert db.session.scalar(kept) == 1
