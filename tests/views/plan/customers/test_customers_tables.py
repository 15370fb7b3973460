"""The list of customers as a file: what the page finds, for who may see it."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import customers
from planner.database import db
from planner.exports.tables import Column, Table
from planner.models import Customer, Person
from planner.models.kinds import Stage
from planner.queries.plan.customer_list import customer_rows as queries
from planner.views.web.downloads import download
from tests.exports.reading import csv_rows, opened, xlsx_rows
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

# A file is read from one moment of the database.
pytestmark = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture
def more(app: Flask, cast: Cast) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        for values in (
            {"name": "=Übel GmbH", "annual_revenue": 1000, "currency": "CHF"},
            {"name": "Zimmerei", "stage": Stage.PROSPECT, "city": "Köln"},
        ):
            customers.create(values, by=anna)
        db.session.commit()


def test_table_has_all_customers_that_the_filter_finds(
    cast: Cast, more: None, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "CUSTOMERS_PAGE", 1)
    monkeypatch.setattr(queries, "_PART", 2)
    page = visitor(cast.anna).visit("/customers?sort=-name")
    links = {name: address for name, address in page.links.items() if "Download" in name}
    csv, xlsx = (page.visitor.visit(address) for address in reversed(links.values()))
    heading, *rows = csv_rows(csv.data)
    assert heading[1] == "Customer"
    assert [row[1] for row in rows] == ["Zimmerei", "Eisenwerk Brühl AG", "'=Übel GmbH"]
    assert rows[2][-2:] == ["1000", "CHF"]
    assert [row[1] for row in xlsx_rows(xlsx.data)][1:] == [
        "Zimmerei",
        "Eisenwerk Brühl AG",
        "=Übel GmbH",
    ]
    assert opened(xlsx.data).worksheets[0]["B4"].data_type == "s"
    found = page.visitor.visit("/customers.csv?text=zimm")
    assert [row[1] for row in csv_rows(found.data)] == ["Customer", "Zimmerei"]


def test_what_is_changed_meanwhile_is_not_in_the_file(
    app: Flask, cast: Cast, more: None, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file shows one moment, also where it is read in several parts."""
    monkeypatch.setattr(queries, "_PART", 1)
    read = queries._read  # noqa: SLF001 - between two of its parts somebody saves
    parts = []

    def rename() -> None:
        with app.app_context():
            for customer in db.session.scalars(select(Customer)):
                customer.name = f"{customer.name} (renamed)"
            db.session.commit()
            db.session.remove()

    def interrupted(reader: Any, shown: Any) -> Any:
        parts.append(shown)
        if len(parts) == 1:
            somebody = threading.Thread(target=rename)
            somebody.start()
            somebody.join()
        return read(reader, shown)

    monkeypatch.setattr(queries, "_read", interrupted)
    anna = visitor(cast.anna)
    names = [row[1] for row in csv_rows(anna.visit("/customers.csv").data)[1:]]
    assert len(parts) == len(names) == 3
    assert not any("renamed" in name for name in names)
    after = [row[1] for row in csv_rows(anna.visit("/customers.csv").data)[1:]]
    assert all("renamed" in name for name in after)


def test_each_takes_away_the_own_customers_only(cast: Cast, more: None, visitor: Visitors) -> None:
    assert len(csv_rows(visitor(cast.paul).visit("/customers.csv").data)) == 4
    assert len(csv_rows(visitor(cast.jo).visit("/customers.csv").data)) == 2
    for stranger in (cast.fritz, cast.mira):
        assert len(csv_rows(visitor(stranger).visit("/customers.csv").data)) == 1
    names = [row[1] for row in csv_rows(visitor(cast.ada).visit("/customers.csv").data)]
    assert "Eisenwerk Brühl AG" not in names  # administrators see those without a plan
    assert visitor().visit("/customers.csv").status == 302
    assert visitor(cast.anna).visit("/customers.pdf").status == 404


def test_file_is_of_the_readers_language_and_named_for_every_system(
    cast: Cast, more: None, visitor: Visitors
) -> None:
    page = visitor(cast.anna, language="de").visit("/customers.csv")
    assert page.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert page.headers["Content-Disposition"] == 'attachment; filename="Kunden 2026-06-15.csv"'
    assert page.headers["Cache-Control"] == "no-store"
    rows = csv_rows(page.data, ";")
    assert rows[0][1] == "Kunde"
    assert rows[1][-2:] == ["1000", "CHF"]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Müller & Söhne", "filename*=UTF-8''M%C3%BCller%20&%20S%C3%B6hne%202026-06-15.csv"),
        ('a/b\\c:"d"\r\n', 'filename="a-b-c-d 2026-06-15.csv"'),
        ("a\x85b\u2028c\u202efdp", 'filename="a-b-c-fdp 2026-06-15.csv"'),
        ("...", 'filename="planner 2026-06-15.csv"'),
        ("大", "filename*=UTF-8''%E5%A4%A7%202026-06-15.csv"),
    ],
)
def test_name_of_a_file_keeps_its_umlauts_and_nothing_dangerous(
    app: Flask, name: str, called: str
) -> None:
    with app.test_request_context():
        answer = download(Table("T", [Column("T", str)], []), "csv", name)
    assert called in answer.headers["Content-Disposition"]
