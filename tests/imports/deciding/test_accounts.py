"""No file changes who may sign in, nor what is said of people who are here."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.people import people
from planner.database import db
from planner.imports.dirt import Dirt
from planner.models import Customer, Deal, Person
from planner.models.kinds import Role
from tests.imports.deciding.test_systems import bring
from tests.imports.tables import Table, write_table

USERS: Table = [
    ("User ID", "Username", "First Name", "Last Name", "Email"),
    ("005000000000001AAA", "rf", "Root", "Evil", "RUTH@example.com"),
]
ACCOUNTS: Table = [
    ("Id", "Name", "BillingCity", "OwnerId"),
    ("001000000000001AAA", "Nordwind", "Köln", "005000000000001"),
]
OF_THE_ACCOUNT = ("name", "email", "role", "is_administrator", "is_active", "password_hash", "unit")


@pytest.fixture
def ruth(app: Flask) -> dict[str, Any]:
    """An administrator with an account, as it is stored."""
    with app.app_context():
        values = {
            "name": "Ruth Falk",
            "role": Role.EXECUTIVE_SPONSOR,
            "email": "ruth@example.com",
            "is_administrator": True,
            "unit": "Board",
        }
        people.create(values, by=None)
        db.session.commit()
        return account("Ruth Falk")


def account(name: str) -> dict[str, Any]:
    person = db.session.scalars(select(Person).where(Person.name == name)).one()
    return {column: getattr(person, column) for column in OF_THE_ACCOUNT}


def owner() -> str | None:
    """Who has the only customer."""
    person = db.session.scalars(select(Customer)).one().owner
    return person.name if person else None


def test_a_file_of_users_leaves_accounts_as_they_are(
    app: Flask, ruth: dict[str, Any], tmp_path: Path
) -> None:
    paths = [
        write_table(tmp_path / "User.csv", USERS),
        write_table(tmp_path / "Account.csv", ACCOUNTS),
    ]
    with app.app_context():
        brought = bring(paths)

        assert account("Ruth Falk") == ruth
        assert owner() == "Ruth Falk"
        assert [sum(fates[2:]) for fates in brought.fates()] == [1, 1]
        again = bring(paths)
        assert account("Ruth Falk") == ruth
        assert not again.outcome.changes_anything
        assert Dirt.ACCOUNT_KEPT in {one.kind for one in again.outcome.findings}


def test_the_number_of_a_user_leads_to_the_account_in_later_files(
    app: Flask, ruth: dict[str, Any], tmp_path: Path
) -> None:
    with app.app_context():
        bring([write_table(tmp_path / "User.csv", USERS)])

        brought = bring([write_table(tmp_path / "Account.csv", ACCOUNTS)])

        assert owner() == "Ruth Falk"
        assert account("Ruth Falk") == ruth
        kinds = {one.kind for one in brought.outcome.findings}
        assert Dirt.PERSON_KNOWN_BY_NUMBER_ONLY not in kinds


def test_an_owner_named_by_address_is_who_has_it(
    app: Flask, ruth: dict[str, Any], tmp_path: Path
) -> None:
    table: Table = [("Company", "City", "Owner"), ("Nordwind", "Köln", "Ruth@Example.com")]
    with app.app_context():
        bring([write_table(tmp_path / "customers.csv", table)])

        assert account("Ruth Falk") == ruth
        assert [one.name for one in db.session.scalars(select(Person))] == ["Ruth Falk"]


def test_whoever_comes_with_a_file_cannot_sign_in_before_an_administrator_gives_an_address(
    app: Flask, tmp_path: Path
) -> None:
    users = write_table(tmp_path / "User.csv", USERS)
    table: Table = [("Company", "City", "Owner"), ("Nordwind", "Köln", "zoe@example.com")]
    with app.app_context():
        bring([users])
        bring([write_table(tmp_path / "customers.csv", table)])

        found = db.session.scalars(select(Person).order_by(Person.id)).all()
        assert [(one.name, one.email, one.password_hash) for one in found] == [
            ("Root Evil", None, None),
            ("Zoe", None, None),
        ]


def test_who_got_an_account_here_is_changed_by_no_later_file(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        bring([write_table(tmp_path / "User.csv", USERS)])
        person = db.session.scalars(select(Person)).one()
        people.update(person, {"name": "Ruth Falk", "email": "ruth@example.com"}, by=None)
        db.session.commit()

        bring(
            [
                write_table(
                    tmp_path / "User.csv", [USERS[0], (*USERS[1][:3], "Other", "x@y.example")]
                )
            ]
        )

        assert account("Ruth Falk")["email"] == "ruth@example.com"


def test_somebody_known_by_number_keeps_the_name_that_a_file_of_users_gave(
    app: Flask, tmp_path: Path
) -> None:
    accounts = write_table(tmp_path / "Account.csv", ACCOUNTS)
    users = write_table(tmp_path / "User.csv", USERS)
    with app.app_context():
        bring([accounts])
        assert [one.name for one in db.session.scalars(select(Person))] == ["005000000000001"]
        bring([users])
        assert [one.name for one in db.session.scalars(select(Person))] == ["Root Evil"]

        assert not bring([accounts]).outcome.changes_anything
        assert [one.name for one in db.session.scalars(select(Person))] == ["Root Evil"]


def test_an_owner_known_by_name_gets_the_number_and_is_made_once(
    app: Flask, tmp_path: Path
) -> None:
    by_name: Table = [
        ("Id", "Name", "BillingCity", "Owner"),
        ("001000000000001AAA", "Nordwind", "Köln", "Root Evil"),
    ]
    deals: Table = [
        ("Opportunity ID", "Name", "StageName", "CloseDate", "Amount", "AccountId", "OwnerId"),
        (
            "006000000000001",
            "Pumps",
            "Closed Won",
            "2026-03-01",
            "10",
            "001000000000001",
            "005000000000001",
        ),
    ]
    with app.app_context():
        bring([write_table(tmp_path / "Account.csv", by_name)])
        bring([write_table(tmp_path / "User.csv", USERS)])
        bring([write_table(tmp_path / "Opportunity.csv", deals)])

        assert [one.name for one in db.session.scalars(select(Person))] == ["Root Evil"]
        assert [one.title for one in db.session.scalars(select(Deal))] == ["Pumps"]
        assert len(db.session.scalars(select(Customer)).all()) == 1


def test_a_customer_of_somebody_who_is_switched_off_comes_without_an_owner(
    app: Flask, ruth: dict[str, Any], tmp_path: Path
) -> None:
    table: Table = [("Company", "City", "Owner"), ("Nordwind", "Köln", "Ruth Falk")]
    path = write_table(tmp_path / "customers.csv", table)
    with app.app_context():
        person = db.session.scalars(select(Person)).one()
        people.update(person, {"is_active": False}, by=None)
        db.session.commit()

        brought = bring([path])

        assert db.session.scalars(select(Customer)).one().owner is None
        assert Dirt.OWNER_SWITCHED_OFF in {one.kind for one in brought.outcome.findings}
        assert not bring([path]).outcome.changes_anything
