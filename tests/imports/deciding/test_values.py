"""Values as other programs write them: numbers, days, marks, states, currencies."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.imports.bringing import read
from planner.imports.deciding import Options
from planner.imports.dirt import Dirt
from planner.imports.records import ActivityRecord, DealRecord, Records
from planner.models import Customer
from planner.models.kinds import ActivityStatus, DealStatus
from tests.imports.deciding.test_systems import TODAY, bring
from tests.imports.tables import Table, Value, write_table, write_xlsx

pytestmark = pytest.mark.databases("sqlite")
HEAD = {"title": "Deal", "customer": "Company", "closes": "Close date"}
WON, LOST, OPEN = DealStatus.WON, DealStatus.LOST, DealStatus.PLANNED


def records_of(app: Flask, path: Path) -> Records:
    with app.app_context(), clock.at(TODAY):
        return read([path], Options()).records


def deals_with(app: Flask, folder: Path, heading: str, *values: Value) -> list[DealRecord]:
    """A deal for each value of a column of a plain table."""
    rows = [(f"Deal {n}", "Nordwind", value) for n, value in enumerate(values)]
    path = write_table(folder / "deals.csv", [("Deal", "Company", heading), *rows])
    return list(records_of(app, path).deals)


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["1.234,50", "(1.234)", "1.234,50-"], ["1234.50", None, None]),
        (["€ 1.234,50", "1.234,50 €", "EUR 1.234,50"], ["1234.50"] * 3),
        (["$7,450,000.00 ", "($1,234.50)", "0.125"], ["7450000.00", None, "0.12"]),
        (["0.125", "0.5"], ["0.12", "0.50"]),
        (["1 234,50", "1'234,50", "12"], ["1234.50", "1234.50", "12"]),
    ],
)
def test_amounts(app: Flask, tmp_path: Path, texts: list[str], numbers: list[str | None]) -> None:
    found = [deal.value for deal in deals_with(app, tmp_path, "Value", *texts)]

    assert found == [None if number is None else Decimal(number) for number in numbers]


def test_an_amount_is_kept_to_as_many_digits_as_a_database_holds(
    app: Flask, tmp_path: Path
) -> None:
    (deal,) = deals_with(app, tmp_path, "Value", "987654321098765.43")

    assert deal.value == Decimal(987654321098765)


@pytest.mark.parametrize(
    ("heading", "texts", "shares"),
    [
        ("Probability", ["12 %", "1 %"], ["0.12", "0.01"]),
        ("Probability", ["0,5", "1"], ["0.5", "1"]),
        ("Wahrscheinlichkeit (%)", ["1", "0"], ["0.01", "0"]),
        ("Probability", ["12,5", "100"], ["0.125", "1"]),
    ],
)
def test_probabilities(
    app: Flask, tmp_path: Path, heading: str, texts: list[str], shares: list[str]
) -> None:
    found = [deal.probability for deal in deals_with(app, tmp_path, heading, *texts)]

    assert found == [Decimal(share) for share in shares]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-01T23:30:00.000+0000", date(2026, 3, 2)),
        ("2026-03-01T23:30:00Z", date(2026, 3, 2)),
        ("2026-03-01T00:00:00.000Z", date(2026, 3, 1)),
        ("2026-03-01T01:30:00+09:00", date(2026, 2, 28)),
        ("2026-03-01 23:30:00", date(2026, 3, 1)),
        ("2026/03/01", date(2026, 3, 1)),
        ("1.3.26", date(2026, 3, 1)),
        ("46082", date(2026, 3, 1)),
        ("46082.75", date(2026, 3, 1)),
    ],
)
def test_days(app: Flask, tmp_path: Path, text: str, day: date) -> None:
    (deal,) = deals_with(app, tmp_path, "Close date", text)

    assert deal.expected_on == day


def test_days_of_a_workbook_as_cells_numbers_and_texts(app: Flask, tmp_path: Path) -> None:
    for from_1904, serial in ((False, 46082), (True, 46082 - 1462)):
        cells: list[Value] = [date(2026, 3, 1), serial, "01.03.2026", str(serial)]
        rows = [(f"Deal {n}", "Nordwind", cell) for n, cell in enumerate(cells)]
        path = tmp_path / f"deals{from_1904}.xlsx"
        head = ("Deal", "Company", "Close date")
        write_xlsx(path, {"Deals": [head, *rows]}, from_1904=from_1904)

        found = {deal.expected_on for deal in records_of(app, path).deals}

        assert found == {date(2026, 3, 1)}


_FLAGS = ("StageName", "IsClosed", "IsWon")


@pytest.mark.parametrize(
    ("headings", "cells", "status"),
    [
        (_FLAGS, ("Closed Won", "WAHR", "Wahr"), WON),
        (_FLAGS, ("Lost to a friend", "Wahr", "Falsch"), LOST),
        (_FLAGS, ("Almost won", "FALSCH", "FALSCH"), OPEN),
        (_FLAGS, ("Signed", "true", "true"), WON),
        (("Phase", "Geschlossen", "Gewonnen"), ("Verhandlung", "Ja", "Nein"), LOST),
        (("Phase", "Geschlossen", "Gewonnen"), ("Verhandlung", "Nein", "Nein"), OPEN),
        (("Deal Stage",), ("closedwon",), WON),
        (("Deal Stage",), ("closedlost",), LOST),
        (("Deal-Phase",), ("Abgeschlossen und gewonnen",), WON),
        (("Deal-Phase",), ("Abgeschlossen und verloren",), LOST),
        (("Status",), ("Nicht gewonnen",), LOST),
        (("Status",), ("Offen",), OPEN),
        (("Status", "Stage"), ("Open", "Won back"), OPEN),
        (("Deal Stage", "is_closed_won"), ("Closed", "no"), LOST),
    ],
)
def test_states_of_deals(
    app: Flask,
    tmp_path: Path,
    headings: tuple[str, ...],
    cells: tuple[str, ...],
    status: DealStatus,
) -> None:
    rows: Table = [("Deal", "Company", *headings), ("Pumps", "Nordwind", *cells)]
    (deal,) = records_of(app, write_table(tmp_path / "deals.csv", rows)).deals

    assert deal.status is status


def test_what_was_deleted_at_pipedrive_is_left_out(app: Flask, tmp_path: Path) -> None:
    rows: Table = [("Deal - ID", "Deal - Title", "Deal - Status"), ("1", "Pumps", "Deleted"),
                   ("2", "Valves", "Gelöscht")]  # fmt: skip

    records = records_of(app, write_table(tmp_path / "deals.csv", rows))

    assert list(records.deals) == []
    assert [
        (one.kind, one.count) for one in records.findings if one.kind is Dirt.DELETED_THERE
    ] == [(Dirt.DELETED_THERE, 2)]


@pytest.mark.parametrize(
    ("cells", "value", "day"),
    [
        (("Won", "1.000,00", "1.200,00", "31.03.2026", "13.03.2026"), "1200", date(2026, 3, 13)),
        (("Gewonnen", "1.000,00", "0,00", "31.03.2026", ""), "1000", date(2026, 3, 31)),
        (("Verloren", "1.000,00", "5,00", "31.03.2026", "13.03.2026"), "1000", date(2026, 3, 13)),
    ],
)
def test_decided_deals_of_dynamics(
    app: Flask, tmp_path: Path, cells: tuple[str, ...], value: str, day: date
) -> None:
    head = ("(Nicht ändern) Verkaufschance", "Thema", "Status", "Gesch. Umsatz",
            "Tatsächlicher Umsatz", "Gesch. Abschlussdatum",
            "Tatsächliches Abschlussdatum")  # fmt: skip
    path = write_table(tmp_path / "deals.csv", [head, ("1", "Pumps", *cells)], delimiter=";")

    (deal,) = records_of(app, path).deals

    assert (deal.value, deal.decided_on) == (Decimal(value), day)


def activity(app: Flask, folder: Path, **cells: str) -> ActivityRecord:
    customers = [("Company", "City"), ("Nordwind", "Köln")]
    write_table(folder / "customers.csv", customers)
    row: Table = [("Subject", "Company", *cells), ("Something", "Nordwind", *cells.values())]
    write_table(folder / "activities.csv", row)
    with app.app_context(), clock.at(TODAY):
        (found,) = read([folder], Options()).records.activities
    return found


@pytest.mark.parametrize(
    ("cells", "status"),
    [
        ({"Status": "Abgeschlossen"}, ActivityStatus.DONE),
        ({"Status": "COMPLETED"}, ActivityStatus.DONE),
        ({"Status": "Durchgeführt"}, ActivityStatus.DONE),
        ({"Status": "No Show"}, ActivityStatus.CANCELLED),
        ({"Status": "NO_SHOW"}, ActivityStatus.CANCELLED),
        ({"Status": "Abgebrochen"}, ActivityStatus.CANCELLED),
        ({"Status": "Nicht begonnen"}, ActivityStatus.PLANNED),
        ({"Status": "Doneish"}, ActivityStatus.PLANNED),
        ({"Erledigt": "Ja"}, ActivityStatus.DONE),
        ({"Erledigt": "Falsch", "Type": "Call"}, ActivityStatus.PLANNED),
        ({"Type": "Meeting", "Date": "2026-03-13"}, ActivityStatus.DONE),
        ({"Type": "Meeting", "Date": "2026-06-13"}, ActivityStatus.PLANNED),
        ({"Type": "Task", "Date": "2026-03-13"}, ActivityStatus.PLANNED),
        ({"Type": "Notiz", "Date": "2026-03-13"}, ActivityStatus.DONE),
    ],
)
def test_states_of_activities(
    app: Flask, tmp_path: Path, cells: dict[str, str], status: ActivityStatus
) -> None:
    assert activity(app, tmp_path, **cells).status is status


def test_a_new_customer_has_the_currency_of_its_deals(app: Flask, tmp_path: Path) -> None:
    table: Table = [("Deal", "Company", "Value", "Currency"), ("A", "Nordwind", "5", "US Dollar"),
                    ("B", "Nordwind", "6", "USD"), ("C", "Südstern", "7", "Schweizer Franken"),
                    ("D", "Südstern", "8", "EUR"), ("E", "Weststern", "9", "")]  # fmt: skip
    path = write_table(tmp_path / "deals.csv", table)
    with app.app_context():
        brought = bring([path])

        found = db.session.execute(select(Customer.name, Customer.currency)).all()
        assert [tuple(row) for row in found] == [
            ("Nordwind", "USD"), ("Südstern", "EUR"), ("Weststern", "EUR"),
        ]  # fmt: skip
        other = [one for one in brought.outcome.findings if one.kind is Dirt.OTHER_CURRENCY]
        assert [(one.about, one.examples) for one in other] == [("CHF, EUR", ("deals.csv:4",))]
        assert not bring([path]).outcome.changes_anything


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("zoe@example.com", "zoe@example.com"),
        ("zoe@example.com; other@example.com", "zoe@example.com"),
        ("zoe@@example.com", None),
        ("zoe@exa mple.com", None),
        ("=?utf-8?q?zoe?=@example.com", None),
        (".zoe@example.com", None),
    ],
)
def test_an_address_is_kept_if_mail_could_be_sent_there(
    app: Flask, tmp_path: Path, said: str, kept: str | None
) -> None:
    table: Table = [("Company", "Full name", "Email"), ("Nordwind", "Zoë", said)]

    (contact,) = records_of(app, write_table(tmp_path / "people.csv", table)).contacts

    assert contact.email == kept
