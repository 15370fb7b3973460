"""Files that come one after the other, or again in another form, find what is here already."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import customers
from planner.database import db
from planner.imports.bringing import read, write
from planner.imports.deciding import Options
from planner.models import Activity, Contact, Customer, Deal, Person
from tests.imports.deciding import made
from tests.imports.deciding.test_systems import TODAY, bring, count
from tests.imports.tables import Table, Value, write_table

pytestmark = pytest.mark.databases("sqlite")
OF_SALESFORCE: dict[str, Table] = {
    "Account": [
        ("Id", "Name", "BillingCity"),
        ("001A0000006Vm9r", "Nordwind", "Köln"),
        ("001A0000006Vm9R", "Südstern", "Ulm"),
    ],
    "Contact": [
        ("Id", "LastName", "Email", "AccountId"),
        ("003A0000001Kz2a", "Übel", "zoe@example.com", "001A0000006Vm9r"),
    ],
    "Opportunity": [
        ("Id", "Name", "StageName", "CloseDate", "Amount", "AccountId"),
        ("006A000000B1c2d", "Pumps", "Prospecting", "2026-09-01", "10", "001A0000006Vm9R"),
    ],
    "Task": [
        ("Id", "Subject", "ActivityDate", "Status", "WhatId", "WhoId", "OwnerId"),
        (
            "00TA000000Zz12x",
            "Call",
            "2026-03-01",
            "Completed",
            "006A000000B1c2d",
            "",
            "005A0000001aB2c",
        ),
    ],
}


@pytest.mark.parametrize("kind", made.KINDS)
def test_files_that_come_one_by_one_find_each_other(app: Flask, tmp_path: Path, kind: str) -> None:
    paths = made.write_export(tmp_path, kind, ".csv")
    with app.app_context():
        for path in paths:
            brought = bring([path])
            for fates in brought.fates():
                assert sum(fates[2:]) == fates.rows

        assert (count(Contact), count(Deal)) == (made.CONTACTS, made.DEALS)
        assert count(Customer) == made.CUSTOMERS + 1
        assert [person.name for person in db.session.scalars(select(Person))] == ["Anna Kurz"]
        assert not bring(paths).outcome.changes_anything
        for path in paths:
            assert not bring([path]).outcome.changes_anything


def test_people_of_customers_who_were_entered_here_come_to_them(app: Flask, tmp_path: Path) -> None:
    table: Table = [
        ("Kunde", "Ansprechpartner", "E-Mail"),
        ("nordwind", "Zoë Übel", "z@example.com"),
    ]
    path = write_table(tmp_path / "people.csv", table)
    with app.app_context():
        customers.create({"name": "Nordwind"}, by=None)
        db.session.commit()

        bring([path])

        assert db.session.scalars(select(Contact)).one().customer.name == "Nordwind"
        assert count(Customer) == 1
        assert not bring([path]).outcome.changes_anything


@pytest.mark.parametrize("way", ["short", "long"])
def test_salesforce_writes_one_number_in_two_ways(app: Flask, tmp_path: Path, way: str) -> None:
    """The first import has 15 signs and the next 18, or the other way round."""
    folders = {"short": tmp_path / "short", "long": tmp_path / "long"}
    for length, folder in folders.items():
        folder.mkdir()
        for name, table in OF_SALESFORCE.items():
            rows = [[_long(cell) if length == "long" else cell for cell in row] for row in table]
            write_table(folder / f"{name}.csv", rows)
    first, second = (sorted(folder.iterdir()) for folder in folders.values())
    if way == "long":
        first, second = second, first
    with app.app_context():
        bring(first)
        assert [count(noun) for noun in (Customer, Contact, Deal, Activity)] == [2, 1, 1, 1]

        for path in second:
            assert not bring([path]).outcome.changes_anything, path.name
        assert [count(noun) for noun in (Customer, Contact, Deal, Activity)] == [2, 1, 1, 1]


def _long(cell: Value) -> Value:
    suffixes = {
        "001A0000006Vm9r": "IAC",
        "001A0000006Vm9R": "IAS",
        "003A0000001Kz2a": "IAC",
        "006A000000B1c2d": "IAC",
        "00TA000000Zz12x": "MAY",
        "005A0000001aB2c": "IAC",
    }
    return f"{cell}{suffixes[str(cell)]}" if cell in suffixes else cell


def test_long_numbers_of_digits_are_not_shortened(app: Flask, tmp_path: Path) -> None:
    rows = [(f"123456789012345{n:03}", f"Customer {n}", "Köln") for n in range(8)]
    table: Table = [("Record ID", "Company name", "City"), *rows]
    with app.app_context():
        bring([write_table(tmp_path / "companies.csv", table)], Options(system="hubspot"))

        assert count(Customer) == 8


def test_letters_put_together_in_another_way_are_no_news(app: Flask, tmp_path: Path) -> None:
    paths = made.write_export(tmp_path, "hubspot de", ".xlsx")
    with app.app_context():
        bring(paths)
        for path in made.write_export(tmp_path, "hubspot de", ".csv"):
            text = path.read_bytes().decode("cp1252")
            path.write_text(unicodedata.normalize("NFD", text), encoding="utf-8", newline="")

            assert not bring([path]).outcome.changes_anything, path.name


@pytest.mark.parametrize("kind", made.KINDS)
def test_rows_in_another_order_with_blanks_behind_them_are_no_news(
    app: Flask, tmp_path: Path, kind: str
) -> None:
    paths = made.write_export(tmp_path, kind, ".csv")
    with app.app_context():
        bring(paths)
        encoding = "cp1252" if kind.endswith("de") else "utf-8"
        delimiter = ";" if kind.endswith("de") else ","
        for path in paths:
            with path.open(encoding=encoding, newline="") as file:
                head, *rows = csv.reader(file, delimiter=delimiter)
            padded = [[f"{cell} " for cell in row] for row in reversed(rows)]
            write_table(path, [head, *padded], encoding=encoding, delimiter=delimiter)

        assert not bring(paths).outcome.changes_anything


def test_what_has_no_day_is_no_news_on_another_day(app: Flask, tmp_path: Path) -> None:
    """What is done without a day was done when it came, and stays so."""
    table: Table = [
        ("Subject", "Due date", "Status", "Customer", "Owner"),
        ("Visit", "", "Completed", "Nordwind", "Ruth"),
        ("Plan", "", "Open", "Nordwind", "Ruth"),
    ]
    paths = [
        write_table(tmp_path / "customers.csv", [("Company", "City"), ("Nordwind", "Köln")]),
        write_table(tmp_path / "activities.csv", table),
    ]
    with app.app_context():
        bring(paths)
        with clock.at(date(2026, 9, 30)):
            outcome = write(read(paths, Options())).outcome
        db.session.commit()

        assert not outcome.changes_anything
        assert {one.done_on for one in db.session.scalars(select(Activity))} == {TODAY, None}


def test_activities_find_people_by_address_and_deals_by_title(app: Flask, tmp_path: Path) -> None:
    companies: Table = [
        ("Record ID", "Company name", "City"),
        ("1", "Nordwind", "Köln"),
        ("2", "Südstern", "Ulm"),
    ]
    people: Table = [
        ("Record ID", "Last Name", "Email", "Associated Company IDs"),
        ("11", "Übel", "zoe@example.com", "1"),
        ("12", "Ott", "o@example.com", "2"),
    ]
    deals: Table = [
        ("Record ID", "Deal Name", "Deal Stage", "Amount", "Close Date", "Associated Company IDs"),
        ("21", "Pumps", "Qualified", "5", "2026-09-01", "77;2;1"),
    ]
    doings: Table = [
        (
            "Activity Type",
            "Activity Date",
            "Associated Contact Email",
            "Notes",
            "Associated Deal IDs",
            "Activity assigned to",
        ),
        ("Call", "2026-03-01", "ZOE@example.com; zoe@example.com", "Good talk", "", "Ruth"),
        ("Meeting", "2026-03-02", "", "Well", "99;21", "Ruth"),
        ("Meeting", "2026-03-02", "o@example.com;zoe@example.com", "Two", "", "Ruth"),
    ]
    with app.app_context():
        for name, table in (("companies", companies), ("people", people), ("deals", deals)):
            bring([write_table(tmp_path / f"{name}.csv", table)])
        assert db.session.scalars(select(Deal)).one().plan.customer.name == "Südstern"
        path = write_table(tmp_path / "activities.csv", doings)

        brought = bring([path])

        found = db.session.scalars(select(Activity).order_by(Activity.id)).all()
        assert [(one.plan.customer.name, one.deal and one.deal.title) for one in found] == [
            ("Nordwind", None),
            ("Südstern", "Pumps"),
        ]
        assert brought.fates()[0].left_out == 1
        assert not bring([path]).outcome.changes_anything


def test_things_with_two_numbers_are_found_by_either(app: Flask, tmp_path: Path) -> None:
    accounts: Table = [
        ("Id", "Name", "BillingCity", "External_ID__c"),
        ("001000000000001", "Nordwind", "Köln", "K-7"),
    ]
    people: Table = [
        ("LastName", "Email", "ACCOUNT.EXTERNAL_ID__C"),
        ("Übel", "z@example.com", "K-7"),
    ]
    paths = [
        write_table(tmp_path / "Account.csv", accounts),
        write_table(tmp_path / "Contact.csv", people),
    ]
    with app.app_context():
        bring(paths)

        assert db.session.scalars(select(Contact)).one().customer.name == "Nordwind"
        assert not bring(paths).outcome.changes_anything
