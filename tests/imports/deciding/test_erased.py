"""Who was erased here is not brought back by a file that still has them."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.imports.bringing import Brought
from planner.imports.dirt import Dirt
from planner.models import Contact, Customer, Person
from planner.personal_data.actions import contacts, people
from tests.imports.deciding.test_systems import bring
from tests.imports.tables import Table, write_table

ACCOUNTS: Table = [
    ("Id", "Name", "BillingCity", "OwnerId"),
    ("001000000000001AAA", "Nordwind", "Köln", "005000000000001AAA"),
]
USERS: Table = [
    ("User ID", "Username", "First Name", "Last Name", "Email"),
    ("005000000000001AAA", "ik", "Ida", "Kurz", "ida@example.com"),
    ("005000000000002AAA", "ol", "Olaf", "Lang", "olaf@example.com"),
]
CONTACTS: Table = [
    ("Id", "AccountId", "FirstName", "LastName", "Title", "Email"),
    ("003000000000001AAA", "001000000000001AAA", "Jürgen", "Groß", "CFO", "jg@example.com"),
    ("003000000000002AAA", "001000000000001AAA", "Eva", "Klein", "CEO", "eva@example.com"),
]
LISTED: Table = [("Ansprechpartner", "Firma", "Funktion"), ("Jürgen Groß", "Nordwind", "CFO")]


def files(folder: Path) -> list[Path]:
    return [
        write_table(folder / "Account.csv", ACCOUNTS),
        write_table(folder / "User.csv", USERS),
        write_table(folder / "Contact.csv", CONTACTS),
    ]


def person(name: str) -> Person:
    return db.session.scalars(select(Person).where(Person.name == name)).one()


def names(noun: type[Contact | Person]) -> set[str]:
    return set(db.session.scalars(select(noun.name)))


def erased_of(brought: Brought) -> list[tuple[str, int, tuple[str, ...]]]:
    return [
        (each.about, each.count, each.examples)
        for each in brought.outcome.findings
        if each.kind is Dirt.ERASED_HERE
    ]


def erase_contact(name: str) -> None:
    contact = db.session.scalars(select(Contact).where(Contact.name == name)).one()
    contacts.erase_contact(contact, also=[], by=None, language="en")
    db.session.commit()


def test_a_contact_is_left_out_and_others_are_as_before(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        bring(files(tmp_path))
        erase_contact("Jürgen Groß")
        again = bring(files(tmp_path))

        assert "Jürgen Groß" not in names(Contact)
        assert erased_of(again) == [("", 1, ("Contact.csv:2",))]
        fates = next(each for each in again.fates() if each.file.noun == "contacts")
        assert (fates.unchanged, fates.left_out) == (1, 1)


@pytest.mark.databases("sqlite")
def test_a_list_that_has_only_the_name_does_not_bring_a_contact_back(
    app: Flask, tmp_path: Path
) -> None:
    with app.app_context():
        bring([write_table(tmp_path / "kontakte.csv", LISTED)])
        erase_contact("Jürgen Groß")
        assert erased_of(bring([write_table(tmp_path / "andere.csv", LISTED)])) != []
        assert "Jürgen Groß" not in names(Contact)


def test_a_person_is_left_out_and_owns_nothing(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        bring(files(tmp_path))
        ida = person("Ida Kurz")
        people.erase_person(ida, successor=person("Olaf Lang"), also=[], by=None, language="en")
        db.session.commit()
        again = bring(files(tmp_path))

        assert "Ida Kurz" not in names(Person)
        assert {("", 1, ("User.csv:2",)), ("owner", 1, ("Account.csv:2",))} == {*erased_of(again)}
        (customer,) = db.session.scalars(select(Customer))
        assert customer.owner is not None
        assert customer.owner.name == "Olaf Lang"
