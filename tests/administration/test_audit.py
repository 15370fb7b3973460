"""Who changed what about people, teams, fields and settings, on a page of its own."""

import pytest
from flask import Flask

from planner.actions.history import events
from planner.actions.people import passwords
from planner.database import db
from planner.models import Field, Person
from planner.queries.history.events import HISTORY_PAGE
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

# Events are filtered and paged by the database.
pytestmark = pytest.mark.databases("sqlite", "postgresql")


def test_administrators_and_auditors_read_it_and_nobody_else_knows_of_it(
    cast: Cast, visitor: Visitors
) -> None:
    for person, status in (
        (cast.ada, 200),
        (cast.otto, 200),
        (cast.anna, 404),
        (cast.paul, 404),
        (cast.fritz, 404),
    ):
        assert visitor(person).visit("/audit").status == status
    assert visitor().visit("/audit").status == 302
    assert visitor(cast.otto).visit("/customers").links["Administration"] == "/audit"
    assert visitor(cast.ada).visit("/teams").links["Changes"] == "/audit"


def test_it_says_who_changed_what_from_what_to_what(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    teams = ada.visit(f"/teams/{cast.north.id}")
    teams.form(f"/teams/{cast.north.id}").fill(name="Far North").submit()
    ada.visit("/organisation").form("/organisation").fill(administrators_see_plans=True).submit()
    planned.goal(app, cast, "Nothing for this page")
    page = visitor(cast.otto).visit("/audit")
    assert "Team changed: Far North Ada Admin" in page.text
    assert "Name: North → Far North" in page.text
    told = "Administrators read plans only as members or leads. → Administrators may read"
    assert told in page.text
    assert "Nothing for this page" not in page.text
    only_teams = ada.visit("/audit").form("audit-filter").fill(subject="teams").submit()
    assert "Far North" in only_teams.text
    assert "Administrators may read" not in only_teams.text


def test_it_shows_what_did_not_hold_of_two_changes(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.tom.id).is_administrator = True
        db.session.commit()
    address = f"/teams/{cast.north.id}"
    adas, toms = (visitor(who).visit(address).form(address) for who in (cast.ada, cast.tom))
    adas.fill(name="Far North").submit()
    conflict = toms.fill(name="High North").submit()
    assert conflict.status == 409
    conflict.form(address).fill(**{"choose-name": "theirs"}).submit()
    page = visitor(cast.ada).visit("/audit")
    assert "What did not hold of two changes: Far North Tom Ahrens" in page.text
    assert "Name: High North → Far North" in page.text


def test_a_new_password_stands_in_the_audit(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        passwords.change(anna, "Ein neues langes Wort", by=anna)
        db.session.commit()
    assert "Password changed: Anna Berg" in visitor(cast.ada).visit("/audit").text


def test_the_list_has_pages(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        ada, field = (
            db.session.get_one(Person, cast.ada.id),
            db.session.get_one(Field, cast.leasing.id),
        )
        for number in range(HISTORY_PAGE + 1):
            said = {"name": [f"No. {number}", f"No. {number + 1}"]}
            events.record("updated", field, by=ada, changes=said)
        db.session.commit()
    newest = visitor(cast.ada).visit("/audit?subject=fields")
    assert "No. 0 →" not in newest.text
    older = newest.click("Older")
    assert "No. 0 → No. 1" in older.text
    assert older.click("To the newest").text == newest.text


@pytest.mark.parametrize(
    "address", ["?subject=goals", "?subject=%01", "?before=x", "?before=-1", "?before=99999999999"]
)
def test_what_makes_no_sense_is_as_if_it_were_not_there(
    cast: Cast, visitor: Visitors, address: str
) -> None:
    ada = visitor(cast.ada)
    assert ada.visit(f"/audit{address}").status == 200
