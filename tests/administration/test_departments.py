"""Teams lie below departments: who leads one leads its teams, and its people are one unit."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.people import people, teams
from planner.database import db
from planner.models import Customer, EarlierStanding, Event, Person, Plan, Team
from planner.models.kinds import DealStatus, Role
from planner.queries.plan import readers
from planner.queries.web import choices
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.stories import covered
from tests.support.stories.cast import Cast
from tests.team.views.test_pipeline import SEPTEMBER, deal
from tests.team.views.test_targets import put

PERIOD = {"starts_on": "2026-01-01", "ends_on": "2026-12-31"}
BOTH = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def sales(app: Flask, cast: Cast) -> Team:
    """A department above South, led by Dora."""
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        department = teams.create({"name": "Sales"}, by=ada)
        db.session.flush()
        south = db.session.get_one(Team, cast.south.id)
        teams.update(south, {"name": "South", "department_id": department.id}, by=ada)
        db.session.commit()
        return department


@pytest.fixture
def dora(app: Flask, cast: Cast, sales: Team) -> Person:
    return lead(app, cast, "Dora Dach", sales)


def lead(app: Flask, cast: Cast, name: str, team: Team | None) -> Person:
    """Somebody who leads a team, with everybody's password."""
    with app.app_context():
        values: dict[str, Any] = {"name": name, "role": Role.TEAM_LEAD, "email": None}
        values |= {"team_id": team.id if team else None}
        somebody = people.create(values, by=None)
        somebody.email = f"{somebody.key}@example.org"
        somebody.password_hash = db.session.get_one(Person, cast.ada.id).password_hash
        db.session.commit()
        return somebody


def options(form: Form, name: str) -> list[str]:
    """What a list of the form offers, in its order."""
    (control,) = form.element.all("select", name=name)
    return [option.text for option in control.all("option")]


def unit_of(app: Flask, person: Person) -> str | None:
    with app.app_context():
        return db.session.get_one(Person, person.id).unit


@BOTH
def test_an_administrator_places_a_team_below_a_department(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    page = ada.visit("/teams/new").form("/teams").fill(name="Sales").submit().follow()
    form = page.click("South").form(f"/teams/{cast.south.id}")
    page = form.fill(department_id="Sales").submit().follow()
    assert "Department · 0 people" in page.text
    assert "A department, above: South" in page.click("Sales").text
    with app.app_context():
        department = db.session.get_one(Team, cast.south.id).department
        assert department is not None
        assert department.name == "Sales"
        event = db.session.scalars(select(Event).where(Event.type == "team.updated")).one()
        assert event.changes["department"][1]["name"] == "Sales"


def test_the_tree_has_two_levels(app: Flask, cast: Cast, visitor: Visitors, sales: Team) -> None:
    ada = visitor(cast.ada)
    offered = ada.visit(f"/teams/{cast.north.id}").form(f"/teams/{cast.north.id}")
    assert options(offered, "department_id") == ["(none)", "Sales"]
    department = ada.visit(f"/teams/{sales.id}")
    assert "Lies below the department" not in department.text


def test_who_was_faster_has_made_the_other_team_a_department(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    stale = ada.visit(f"/teams/{cast.south.id}").form(f"/teams/{cast.south.id}")
    form = ada.visit(f"/teams/{cast.north.id}").form(f"/teams/{cast.north.id}")
    form.fill(department_id="South").submit()
    page = stale.fill(department_id="North", region="Schwaben").submit()
    assert page.status == 422
    assert page.form(f"/teams/{cast.south.id}")["region"] == "Schwaben"
    with app.app_context():
        assert db.session.get_one(Team, cast.south.id).department_id is None


@BOTH
def test_who_leads_the_department_sees_what_the_leads_of_its_teams_see(
    app: Flask, cast: Cast, visitor: Visitors, dora: Person
) -> None:
    covered.add(app, "Northern one", cast.fritz, cast)
    seen = visitor(dora)
    assert seen.visit(f"/plans/{cast.plan.id}").status == 200
    assert "Eisenwerk Brühl AG" in seen.visit("/customers").text
    board = seen.visit("/team")
    assert "Eisenwerk Brühl AG" in board.text
    assert "Northern one" not in board.text
    assert options(board.form("coverage-filter"), "team")[1:3] == ["Sales", "South"]


@BOTH
def test_a_department_stands_in_every_filter_of_teams(
    app: Flask, cast: Cast, visitor: Visitors, sales: Team
) -> None:
    covered.add(app, "Northern one", cast.fritz, cast)
    for address, form in (("/team", "coverage-filter"), ("/team/pipeline", "pipeline-filter")):
        page = visitor(cast.otto).visit(address).form(form).fill(team="Sales").submit()
        assert "Northern one" not in page.text, address
    page = visitor(cast.otto).visit(f"/customers?team={sales.id}")
    assert "Eisenwerk Brühl AG" in page.text
    assert "Northern one" not in page.text


def test_leads_of_other_departments_and_of_none_see_nothing_of_it(
    app: Flask, cast: Cast, visitor: Visitors, dora: Person
) -> None:
    for somebody in (lead(app, cast, "Nora Nord", cast.north), lead(app, cast, "Udo Un", None)):
        assert visitor(somebody).visit(f"/plans/{cast.plan.id}").status == 404
        assert "Eisenwerk Brühl AG" not in visitor(somebody).visit("/customers").text
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        teams.update(db.session.get_one(Team, cast.south.id), _out_of_it(), by=ada)
        db.session.commit()
    assert visitor(dora).visit(f"/plans/{cast.plan.id}").status == 404


def test_the_lead_of_a_team_leads_nothing_beside_it(
    app: Flask, cast: Cast, visitor: Visitors, sales: Team
) -> None:
    with app.app_context():
        owner = people.create(
            {"name": "Sven", "role": Role.GENERALIST, "team_id": sales.id}, by=None
        )
        db.session.add(Customer(key="above", name="Above AG", owner=owner))
        db.session.commit()
    assert "Above AG" not in visitor(cast.paul).visit("/customers").text


@BOTH
def test_the_lead_of_the_department_is_told_and_comes_to_reviews(
    app: Flask, cast: Cast, dora: Person
) -> None:
    with app.test_request_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        assert (dora.id, "Dora Dach") in choices.attendees(plan)
        assert "Dora Dach" in {each.name for each in readers.of(plan.id, None, None)}


@BOTH
def test_a_target_of_the_department_is_carried_by_its_teams(
    app: Flask, cast: Cast, visitor: Visitors, dora: Person
) -> None:
    deal(app, cast, "Won", status=DealStatus.WON, decided_on=SEPTEMBER)
    put(app, cast.south, cast.paul)
    form = visitor(dora).visit("/team/targets/new").form("target-form")
    assert options(form, "team_id") == ["Choose …", "Sales", "South"]
    form.fill(team_id="Sales", amount="5,000,000", **PERIOD).submit()
    page = visitor(dora).visit("/team/targets").click("Sales, all fields")
    assert "60,000 €" in page.text
    own = visitor(cast.paul).visit("/team/targets").links
    assert "South, all fields" in own
    assert "Sales, all fields" not in own


@BOTH
def test_people_of_a_team_are_of_its_department_unless_it_was_said_otherwise(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.tom.id).unit = "Service"
        db.session.commit()
    ada = visitor(cast.ada)
    ada.visit("/teams/new").form("/teams").fill(name="Sales").submit()
    form = ada.visit(f"/teams/{cast.south.id}").form(f"/teams/{cast.south.id}")
    form.fill(department_id="Sales").submit()
    assert (unit_of(app, cast.anna), unit_of(app, cast.tom)) == ("Sales", "Service")
    with app.app_context():
        before = select(EarlierStanding.unit).where(EarlierStanding.person_id == cast.anna.id)
        assert db.session.scalars(before).all() == [None]
    form = ada.visit("/teams").click("Sales").form("/teams/3")
    form.fill(name="Corporate sales").submit()
    assert (unit_of(app, cast.anna), unit_of(app, cast.tom)) == ("Corporate sales", "Service")


def test_who_comes_into_a_team_is_of_its_department(
    app: Flask, cast: Cast, visitor: Visitors, sales: Team
) -> None:
    ada = visitor(cast.ada)
    form = ada.visit(f"/people/{cast.jo.id}").form(f"/people/{cast.jo.id}")
    form.fill(team_id="South").submit()
    assert unit_of(app, cast.jo) == "Sales"
    form = ada.visit(f"/people/{cast.jo.id}").form(f"/people/{cast.jo.id}")
    form.fill(team_id="North").submit()
    assert unit_of(app, cast.jo) is None
    form = ada.visit("/people/new").form("/people")
    form.fill(name="Neu", role="Account manager", team_id="South", unit="Abroad").submit()
    with app.app_context():
        assert db.session.scalar(select(Person.unit).where(Person.name == "Neu")) == "Abroad"


@BOTH
def test_a_department_goes_and_one_of_its_teams_takes_its_place(
    app: Flask, cast: Cast, visitor: Visitors, dora: Person, sales: Team
) -> None:
    with app.app_context():
        north = db.session.get_one(Team, cast.north.id)
        teams.update(north, {"name": "North", "department_id": sales.id}, by=None)
        db.session.commit()
    page = visitor(cast.ada).visit(f"/teams/{sales.id}").click("Delete …")
    page.form("removal-form").fill(successor_id="South").submit()
    with app.app_context():
        assert db.session.get(Team, sales.id) is None
        assert db.session.get_one(Team, cast.south.id).department_id is None
        assert db.session.get_one(Team, cast.north.id).department_id == cast.south.id
        assert db.session.get_one(Person, dora.id).team_id == cast.south.id
    assert (unit_of(app, cast.anna), unit_of(app, cast.fritz)) == ("South", "South")


def _out_of_it() -> dict[str, Any]:
    return {"name": "South", "department_id": None}
