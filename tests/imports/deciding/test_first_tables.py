"""What an organisation has at first: its people with roles and teams, and lists of customers."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.imports.deciding import Options
from planner.imports.dirt import Dirt
from planner.imports.recognising.mapping import FileMapping, Mapping
from planner.models import Customer, Field, Person, Team
from planner.models.kinds import Role, Stage
from tests.imports.deciding.test_systems import bring
from tests.imports.tables import Table, write_table

PEOPLE: Table = [
    ("User ID", "Name", "E-Mail", "Rolle", "Fachgebiet", "Team", "Abteilung"),
    ("u1", "Eva Neu", "eva@example.org", "Spezialistin", "Leasing", "süd", "Vertrieb"),
    ("u2", "Uwe Alt", "", "Teamleitung", "", "Süd", ""),
    ("u3", "Ida Ost", "", "Chefin vom Ganzen", "", "", ""),
    ("u4", "Jo West", "", "Specialist", "", "West", ""),
]
LISTED = ["Nordwind AG", "Weber, Söhne & Co", "Ost GmbH", "Süd KG"]


def everybody() -> dict[str, Person]:
    return {person.name: person for person in db.session.scalars(select(Person))}


def test_roles_teams_and_fields_come_with_the_people(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        db.session.add(Team(name="Süd"))
        brought = bring([write_table(tmp_path / "people.csv", PEOPLE)])
        found = everybody()
        teams = set(db.session.scalars(select(Team.name)))
        field = db.session.scalars(select(Field)).one()
        eva, uwe = found["Eva Neu"], found["Uwe Alt"]
        assert (eva.role, eva.field_id, eva.unit) == (Role.SPECIALIST, field.id, "Vertrieb")
        assert (uwe.role, uwe.team_id) == (Role.TEAM_LEAD, eva.team_id)
        assert teams == {"Süd", "West"}
        assert eva.email is None
        # Nobody is a specialist for nothing, and no word is guessed at.
        assert found["Jo West"].role is found["Ida Ost"].role is Role.GENERALIST
        not_stored = {
            each.about: each.count
            for each in brought.outcome.findings
            if each.kind is Dirt.NOT_STORED
        }
        assert not_stored == {"people.csv: Rolle": 2, "people.csv: E-Mail": 1}


def test_people_brought_twice_are_as_before(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        path = write_table(tmp_path / "people.csv", PEOPLE)
        bring([path])
        again = bring([path])
        assert not again.outcome.changes_anything


def test_stage_and_segment_come_with_the_customers(app: Flask, tmp_path: Path) -> None:
    rows: Table = [("Firma", "Ort", "Segment", "Kundenstatus"), ("Ost", "Ulm", "A", "Prospect")]
    with app.app_context():
        bring([write_table(tmp_path / "kunden.csv", rows)])
        (customer,) = db.session.scalars(select(Customer))
        assert (customer.segment, customer.stage) == ("A", Stage.PROSPECT)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".xls", ".ods"])
def test_a_list_of_names_is_a_table(app: Flask, tmp_path: Path, ending: str) -> None:
    rows: Table = [(name,) for name in ("Firma", *LISTED)]
    path = tmp_path / f"kunden{ending}"
    if ending == ".csv":
        path.write_text("\n".join(["Firma", *LISTED]), encoding="utf-8")
    else:
        write_table(path, rows)
    with app.app_context():
        (fates,) = bring([path]).fates()
        assert (fates.file.noun, fates.rows, fates.created) == ("customers", 4, 4)
        assert set(db.session.scalars(select(Customer.name))) == set(LISTED)


def test_a_list_that_may_be_of_anything_is_read_once_it_is_said(app: Flask, tmp_path: Path) -> None:
    path = write_table(tmp_path / "namen.csv", [("Name",), ("Ost",)])
    said = Mapping({"*": FileMapping("customers")})
    with app.app_context():
        assert [fates.not_read for fates in bring([path]).fates()] == [1]
        assert [fates.created for fates in bring([path], Options(mapping=said)).fates()] == [1]
