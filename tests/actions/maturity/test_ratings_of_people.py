"""A plan is rated at once when somebody changes whom it names, and only when it matters."""

from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.actions.people import people, teams
from planner.actions.plan import conversations, customers
from planner.database import db
from planner.models import Customer, Event, Person, Plan, Team
from planner.models.kinds import Channel, Role
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY, before, course, pass_night, speak, stored, symptoms


def change(app: Flask, cast: Cast, person: Person, **values: Any) -> list[str]:
    """The administrator changes somebody; what was asked of the database."""
    with app.app_context(), clock.at(DAY):
        ada = db.session.get_one(Person, cast.ada.id)
        changed = db.session.get_one(Person, person.id)
        with counted(db.engine) as statements:
            people.update(changed, values, by=ada)
            db.session.commit()
        return statements


def test_role_of_a_member_moves_the_age_in_the_same_request(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    speak(app, cast, before(1))
    assert "stranger" in symptoms(app, cast.plan)
    page = visitor(cast.ada).visit(f"/people/{cast.jo.id}")
    page.form(f"/people/{cast.jo.id}").fill(role="Account manager").submit()

    with app.app_context():
        last = stored(cast.plan)[-1]
        assert (last.on, last.age) == (DAY, "dinosaur")
        event = db.session.get_one(Event, last.cause_event_id)
        assert (event.type, event.actor_id) == ("person.updated", cast.ada.id)


def test_field_of_a_member_covers_a_potential_at_once(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(1))
    assert "field_uncovered" in symptoms(app, cast.plan)
    change(app, cast, cast.ruth, role=Role.SPECIALIST, field_id=cast.payments.id)
    assert "field_uncovered" not in symptoms(app, cast.plan)


def test_unit_of_a_member_counts_for_the_shift_of_the_organisation(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(1))
    for person in (cast.anna, cast.jo):
        change(app, cast, person, unit="Corporate clients")
    with app.app_context():
        assert (stored(cast.plan)[-1].shifts or {})["organisation"] == 100


def test_who_was_only_at_a_talk_counts_as_well(app: Flask, cast: Cast) -> None:
    """Mira is no member; what made the visit a joint one was her role."""
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, mira = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.mira))
        topic = conversations.create(plan, {"topic": "Terminals"}, by=anna)
        values = {"on": before(1), "channel": Channel.VISIT, "summary": "They like it."}
        conversations.log(topic, values, by=anna, participants=[mira])
        db.session.commit()
    assert course(app, cast.plan)[-1][1] == "iron"
    change(app, cast, cast.mira, role=Role.GENERALIST)
    with app.app_context():
        last = stored(cast.plan)[-1]
        assert last.age == "bronze"
        assert db.session.get_one(Event, last.cause_event_id).type == "person.updated"


@pytest.mark.parametrize("what", ["switched off", "another team", "another address"])
def test_what_a_rating_does_not_know_of_people_rates_nothing(
    app: Flask, cast: Cast, what: str
) -> None:
    values: dict[str, dict[str, Any]] = {
        "switched off": {"is_active": False},
        "another team": {"team_id": cast.north.id},
        "another address": {"email": "jo@example.net"},
    }
    pass_night(app, cast)
    statements = change(app, cast, cast.jo, **values[what])
    assert not any("ratings" in statement for statement in statements)


def test_owner_and_team_move_no_age(app: Flask, cast: Cast) -> None:
    """What the night finds afterwards is what was stored before."""
    speak(app, cast, before(1))
    rated = course(app, cast.plan)
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        customer = db.session.get_one(Customer, cast.customer.id)
        customers.update(customer, {"owner_id": cast.fritz.id}, by=ada)
        teams.update(db.session.get_one(Team, cast.south.id), {"name": "West"}, by=ada)
        db.session.commit()
    change(app, cast, cast.jo, is_active=False, team_id=cast.north.id)
    assert course(app, cast.plan) == rated
    pass_night(app, cast)
    assert course(app, cast.plan)[: len(rated)] == rated
    assert course(app, cast.plan)[-1][1] == rated[-1][1]


def test_it_takes_one_statement_to_find_the_plans_of_somebody(app: Flask, cast: Cast) -> None:
    statements = change(app, cast, cast.fritz, role=Role.SPECIALIST)
    assert sum("UNION" in statement for statement in statements) == 1
    assert not any("ratings" in statement for statement in statements), "fritz is on no plan"
