"""Teams and fields are deleted once something else has taken their place, and come back."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import Base, db
from planner.models import EarlierStanding, Field, Person, Potential, Team
from planner.models.kinds import Role
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.places import surroundings

# Rows go and come back in an order that their references allow.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

_BESIDE = {"events", "sessions", "submissions", "ratings", "notifications"}


def everything() -> dict[str, list[Any]]:
    return {
        table.name: sorted(map(str, db.session.execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
        if table.name not in _BESIDE
    }


def test_a_field_goes_once_another_takes_its_place_and_all_of_it_comes_back(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    surroundings(app)
    with app.app_context():
        values = {"role": Role.SPECIALIST, "until": cast.plan.starts_on, "person_id": cast.tom.id}
        db.session.add(EarlierStanding(**values, field_id=cast.leasing.id))
        db.session.commit()
        before = everything()
    ada = visitor(cast.ada)
    page = ada.visit(f"/fields/{cast.leasing.id}").click("Delete …")
    assert "People: 3" in page.element("needs").text
    refused = page.form("removal-form").submit()
    assert refused.status == 422
    assert refused.errors == ["It is still needed. Choose what takes its place."]
    page = refused.form("removal-form").fill(successor_id="Insurance").submit().follow()
    assert "Leasing is deleted." in page.text
    with app.app_context():
        assert db.session.get(Field, cast.leasing.id) is None
        fields = select(Potential.field_id).where(Potential.customer_id == cast.customer.id)
        assert cast.insurance.id in db.session.scalars(fields).all()
        assert db.session.get_one(Person, cast.jo.id).field_id == cast.insurance.id
    page = ada.visit("/audit?subject=fields")
    buttons = [form for form in page.forms if form.element["action"].endswith("/undo")]
    assert buttons[-1].submit().status == 303
    with app.app_context():
        after = everything()
    for table, held in before.items():
        assert after[table] == held, table
    assert "Undone by Ada Admin" in ada.visit("/audit?subject=fields").text


def test_a_team_goes_once_another_takes_its_people(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    page = ada.visit(f"/teams/{cast.south.id}").click("Delete …")
    assert "Customers (through their owners): 1" in page.element("needs").text
    page = page.form("removal-form").fill(successor_id="North").submit().follow()
    assert "Team deleted: South" in page.text
    with app.app_context():
        assert db.session.get_one(Person, cast.anna.id).team_id == cast.north.id
    undo = [form for form in page.forms if form.element["action"].endswith("/undo")]
    assert undo[0].submit().status == 303
    with app.app_context():
        assert db.session.get_one(Team, cast.south.id).region == "Bayern"
        assert db.session.get_one(Person, cast.paul.id).team_id == cast.south.id


def test_what_nothing_needs_goes_at_once(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.ada).visit(f"/fields/{cast.insurance.id}/removal")
    assert "Nothing needs it any more." in page.text
    assert page.form("removal-form").submit().status == 303
    with app.app_context():
        assert db.session.get(Field, cast.insurance.id) is None


def test_who_had_it_open_learns_that_it_is_gone(cast: Cast, visitor: Visitors) -> None:
    ada = visitor(cast.ada)
    form = ada.visit(f"/fields/{cast.insurance.id}").form(f"/fields/{cast.insurance.id}")
    ada.visit(f"/fields/{cast.insurance.id}/removal").form("removal-form").submit()
    assert form.fill(name="Insurances").submit().status in {404, 409}


@pytest.mark.parametrize("who", ["anna", "paul", "otto", "fritz"])
def test_others_do_not_find_it_and_bring_nothing_back(
    cast: Cast, visitor: Visitors, who: str
) -> None:
    ada, somebody = visitor(cast.ada), visitor(getattr(cast, who))
    for address in (f"/teams/{cast.north.id}/removal", f"/fields/{cast.insurance.id}/removal"):
        assert somebody.visit(address).status == 404
        assert ada.visit(address).form("removal-form").sent_by(somebody).status == 404
    page = ada.visit(f"/fields/{cast.insurance.id}/removal").form("removal-form").submit().follow()
    undo = [form for form in page.forms if form.element["action"].endswith("/undo")]
    assert undo[0].sent_by(somebody).status == 404


@pytest.mark.databases("sqlite")
def test_history_of_a_plan_tells_what_passed_on_and_does_not_offer_a_part_of_it(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.ada).visit(f"/fields/{cast.leasing.id}/removal").form("removal-form")
    assert page.fill(successor_id="Insurance").submit().status == 303
    history = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    assert "Potential changed: " in history.text
    assert [form for form in history.forms if form.element["action"].endswith("/undo")] == []
