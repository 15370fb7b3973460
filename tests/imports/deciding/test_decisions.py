"""What rows become: owners, states, values and days, one decision a test."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.imports.deciding import Options, read_exports
from planner.imports.dirt import Dirt
from planner.imports.records import DealRecord, Records
from planner.imports.writing import write_export
from planner.models import Person
from planner.models.kinds import DealStatus, Role
from tests.imports.tables import Table, write_table

pytestmark = pytest.mark.databases("sqlite")
HEADING = ("Deal Name", "Deal Stage", "Close Date", "Amount", "Deal Owner", "Company name")


def records(app: Flask, folder: Path, **tables: Table) -> Records:
    paths = [write_table(folder / f"{name}.csv", table) for name, table in tables.items()]
    with app.app_context():
        return read_exports(paths, Options()).records


def deal(app: Flask, folder: Path, heading: str, *cells: str) -> DealRecord:
    (found,) = records(app, folder, deals=[heading.split("|"), cells]).deals
    return found


def count(found: Records, kind: Dirt) -> int:
    return sum(one.count for one in found.findings if one.kind is kind)


def test_owners_are_found_in_the_file_of_users_by_number_name_and_address(
    app: Flask, tmp_path: Path
) -> None:
    number = "005Ec000004o8yHIAQ"
    users = [("Id", "Username", "Name", "Email"), (number, "u", "Anna Kurz", "anna@example.com")]
    said = (number, number[:15], "anna kurz", "ANNA@example.com")
    accounts = [("Id", "Name", "BillingCity", "Owner")]
    accounts += [(f"A{n}", f"Acme {n}", "Wien", owner) for n, owner in enumerate(said)]

    found = records(app, tmp_path, users=users, accounts=accounts)

    assert [(one.name, one.email) for one in found.people] == [("Anna Kurz", "anna@example.com")]
    assert {customer.owner_key for customer in found.customers} == {"anna-kurz"}


def test_owners_of_whom_no_file_tells_become_people_with_what_is_known(
    app: Flask, tmp_path: Path
) -> None:
    rows = [
        (f"Deal {n}", "Open", "2026-12-01", "1", owner, "Acme")
        for n, owner in enumerate(("bert.lang@example.com", "Cara Moos", "4711", "Cara  moos"))
    ]

    found = records(app, tmp_path, deals=[HEADING, *rows])

    assert [(one.name, one.email) for one in found.people] == [
        ("Bert Lang", "bert.lang@example.com"), ("Cara Moos", None), ("4711", None),
    ]  # fmt: skip
    assert count(found, Dirt.PERSON_KNOWN_BY_NAME_ONLY) == 1
    assert count(found, Dirt.PERSON_KNOWN_BY_NUMBER_ONLY) == 1


def test_an_owner_who_is_here_under_that_name_is_nobody_else(app: Flask, tmp_path: Path) -> None:
    rows = [HEADING, ("Deal", "Open", "2026-12-01", "1", "Cara Moos", "Acme")]
    with app.app_context():
        db.session.add(Person(key="cara", name="Cara Moos", role=Role.SPECIALIST))
        db.session.commit()

        write_export(records(app, tmp_path, deals=rows))

        assert db.session.scalars(select(Person.key)).all() == ["cara"]


@pytest.mark.parametrize(
    ("heading", "cells", "status"),
    [
        ("Name|StageName|IsClosed|IsWon|CloseDate", ("Lost?", "1", "1"), DealStatus.WON),
        ("Name|StageName|IsClosed|IsWon|CloseDate", ("Gone", "1", "0"), DealStatus.LOST),
        ("Name|StageName|IsClosed|IsWon|CloseDate", ("Proposal", "0", "0"), DealStatus.PLANNED),
        ("Deal Name|Deal Stage|is_closed_won|is_closed_lost|Close Date",
         ("closedlost", "FALSE", "TRUE"), DealStatus.LOST),
        ("Deal Name|Deal Stage|Amount|Deal Owner|Close Date",
         ("closedwon", "1", "Anna"), DealStatus.WON),
        ("Opportunity-Name|Phase|Betrag|Opportunity-Inhaber|Schlusstermin",
         ("Geschlossen verloren", "1", "Anna"), DealStatus.LOST),
        ("Deal - Title|Deal - Status|Deal - Value|Deal - Owner|Deal - Won time",
         ("Won", "1", "Anna"), DealStatus.WON),
        ("Thema|Status|Gesch. Umsatz|Besitzer|Tatsächliches Abschlussdatum",
         ("Gewonnen", "1", "Anna"), DealStatus.WON),
    ],
)  # fmt: skip
def test_a_deal_is_won_or_lost_by_its_marks_else_by_its_stage(
    app: Flask, tmp_path: Path, heading: str, cells: tuple[str, ...], status: DealStatus
) -> None:
    found = deal(app, tmp_path, heading, "Platform", *cells, "2026-03-01")

    assert found.status is status
    expected = None if status is DealStatus.PLANNED else date(2026, 3, 1)
    assert found.decided_on == expected


@pytest.mark.parametrize(
    ("status", "actual", "value"),
    [("Won", "120", 120), ("Won", "0", 100), ("Won", "", 100), ("Open", "120", 100)],
)
def test_a_won_deal_is_worth_what_was_really_earned(
    app: Flask, tmp_path: Path, status: str, actual: str, value: int
) -> None:
    heading = "Topic|Status|Est. revenue|Actual Revenue|Est. close date|Actual Close Date"

    found = deal(app, tmp_path, heading, "A", status, "100", actual, "2026-05-01", "2026-04-01")

    assert found.value == Decimal(value)
    assert found.decided_on == (date(2026, 4, 1) if status == "Won" else None)


@pytest.mark.parametrize(("said", "share"), [("40", "0.4"), ("0.4", "0.4"), ("40 %", "0.4")])
def test_a_probability_is_a_share_however_it_is_written(
    app: Flask, tmp_path: Path, said: str, share: str
) -> None:
    heading = "Name|StageName|CloseDate|Probability"

    found = deal(app, tmp_path, heading, "A", "Proposal", "2026-05-01", said)

    assert found.probability == Decimal(share)


def test_serial_numbers_of_days_are_days(app: Flask, tmp_path: Path) -> None:
    heading = "Deal - Title|Deal - Status|Deal - Expected close date"

    assert deal(app, tmp_path, heading, "A", "Open", "45631").expected_on == date(2024, 12, 5)


def test_nothing_is_what_other_programs_write_for_nothing(app: Flask, tmp_path: Path) -> None:
    heading = "Name|StageName|CloseDate|AccountId|Amount"

    found = deal(app, tmp_path, heading, "A", "Open", "#N/A", "000000000000000AAA", "#N/A")

    assert (found.customer_key, found.expected_on, found.value) == (None, None, None)


def test_rows_that_are_deleted_there_or_there_twice_are_left_out(
    app: Flask, tmp_path: Path
) -> None:
    rows = [
        ("Id", "IsDeleted", "Name", "BillingCity"),
        ("A1", "true", "Gone", "Wien"),
        ("A2", "", "Acme", "Wien"),
        ("A2", "", "Acme again", "Wien"),
        ("A3", "", "", "Graz"),
    ]

    found = records(app, tmp_path, accounts=rows)

    assert [customer.name for customer in found.customers] == ["Acme"]
    for kind in (Dirt.DELETED_THERE, Dirt.REPEATED_KEY, Dirt.ROW_WITHOUT_KEY):
        assert count(found, kind) == 1
