"""Exports of each system, in both languages and as every kind of file, arrive as they were."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner import clock
from planner.database import Base, db
from planner.imports.bringing import Brought, read, write
from planner.imports.deciding import Options
from planner.models import Contact, Customer, Deal, Event, Person
from planner.models.kinds import DealStatus
from tests.imports.deciding import made

TODAY = date(2026, 5, 4)


def bring(paths: list[Path], options: Options | None = None) -> Brought:
    with clock.at(TODAY):
        brought = write(read(paths, options or Options()))
    db.session.commit()
    db.session.expunge_all()
    return brought


def count(noun: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(noun)) or 0


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".xls", ".ods"])
@pytest.mark.parametrize("kind", made.KINDS)
def test_all_that_has_a_place_arrives_and_the_second_time_nothing_changes(
    app: Flask, tmp_path: Path, kind: str, ending: str
) -> None:
    paths = made.write_export(tmp_path, kind, ending)
    with app.app_context():
        brought = bring(paths)

        assert brought.export.records.system == kind.split(maxsplit=1)[0]
        assert (count(Contact), count(Deal)) == (made.CONTACTS, made.DEALS)
        assert count(Customer) == made.CUSTOMERS + 1
        assert [person.name for person in db.session.scalars(select(Person))] == ["Anna Kurz"]
        fates = {each.file.noun: each for each in brought.fates()}
        assert fates["contacts"].left_out == made.LEFT_OUT
        for each in fates.values():
            assert sum(each[2:]) == each.rows
        _look_at_what_arrived()
        events = count(Event)

        again = bring(paths)

        assert not again.outcome.changes_anything
        assert (count(Contact), count(Deal), count(Event)) == (made.CONTACTS, made.DEALS, events)


def _look_at_what_arrived() -> None:
    deals = {deal.title: deal for deal in db.session.scalars(select(Deal))}
    assert Counter(deal.status for deal in deals.values()) == {
        DealStatus.WON: 2, DealStatus.LOST: 1, DealStatus.PLANNED: 2,
    }  # fmt: skip
    assert deals["Deal 4"].annual_value == Decimal("1238.50")
    assert deals["Deal 4"].decided_on == date(2026, 3, 24)
    contact = db.session.scalars(select(Contact).where(Contact.name == "Zoë Übel 1")).one()
    assert (contact.email, contact.function) == ("zoe1@example.com", "Leitung")
    assert contact.customer.name == "Südstern & Söhne GmbH"
    assert (contact.customer.city, contact.customer.country) == ("Köln", "DE")
    assert contact.customer.owner is not None


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize("kind", ["hubspot de", "table de"])
def test_both_databases_hold_the_same(app: Flask, tmp_path: Path, kind: str) -> None:
    paths = made.write_export(tmp_path, kind, ".csv")
    with app.app_context():
        bring(paths)
        assert not bring(paths).outcome.changes_anything
        assert (count(Contact), count(Deal)) == (made.CONTACTS, made.DEALS)
        _look_at_what_arrived()
