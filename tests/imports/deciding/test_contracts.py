"""Signed contracts of an export become contracts of their customers."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner import clock
from planner.database import db
from planner.imports.bringing import Brought, read, write
from planner.imports.deciding import Options
from planner.imports.dirt import Dirt
from planner.imports.runs.recording import recorded
from planner.imports.runs.undoing import undo
from planner.imports.writing import Fate
from planner.models import Contract, Customer, ImportRun
from planner.models.kinds import Stage
from tests.imports.tables import Table, write_table
from tests.imports.undone import everything

TODAY = date(2026, 5, 4)
ACCOUNTS: Table = [("Id", "Name", "BillingCity"), ("001A", "Nordwind", "Kiel"), ("001B", "Süd", "")]
HEADINGS = (
    *("Id", "Name", "ContractNumber", "AccountId", "StartDate", "EndDate", "ContractTerm"),
    *("Status", "CompanySignedDate", "CustomerSignedDate", "ActivatedDate"),
)
CONTRACTS: Table = [
    HEADINGS,
    ("800A", "Rahmenvertrag", "00000101", "001A", "2025-06-05", "", "24", "Activated", "2025-05-20",
     "2025-06-01", "2025-06-02"),
    ("800B", "#N/A", "00000102", "001A", "2024-01-01", "2025-01-01", "12", "Activated", "", "", ""),
    ("800C", "Entwurf", "00000103", "001B", "2026-06-05", "2028-07-04", "25", "Draft", "#N/A",
     "#N/A", "#N/A"),
    ("800D", "Ohne Kunden", "00000104", "", "2026-01-01", "", "", "Activated", "", "2026-01-01",
     ""),
]  # fmt: skip


def bring(folder: Path) -> tuple[Brought, int]:
    with clock.at(TODAY):
        export = read([folder], Options())
        run = ImportRun(system=export.records.system)
        with recorded(run):
            brought = write(export)
            db.session.commit()
    db.session.expunge_all()
    return brought, run.id


def fates(brought: Brought) -> dict[str, int]:
    (file,) = (each for each in brought.fates() if each.file.noun == "contracts")
    return {name: value for name, value in file._asdict().items() if name != "file" and value}


@pytest.fixture
def salesforce(tmp_path: Path) -> Path:
    write_table(tmp_path / "Account.csv", ACCOUNTS)
    write_table(tmp_path / "Contract.csv", CONTRACTS)
    return tmp_path


def test_the_signed_ones_arrive_with_their_terms(app: Flask, salesforce: Path) -> None:
    with app.app_context():
        brought, _run = bring(salesforce)

        assert fates(brought) == {"rows": 4, "created": 2, "left_out": 2}
        frame, numbered = db.session.scalars(select(Contract).order_by(Contract.position))
        assert (frame.title, frame.signed_on) == ("Rahmenvertrag", date(2025, 6, 1))
        assert (frame.starts_on, frame.ends_on) == (date(2025, 6, 5), date(2027, 6, 4))
        assert (numbered.title, numbered.signed_on) == ("800B", date(2024, 1, 1))
        assert {frame.customer.name, numbered.customer.name} == {"Nordwind"}
        found = {finding.kind: finding.examples for finding in brought.outcome.findings}
        assert found[Dirt.CONTRACT_NOT_SIGNED] == ("Contract.csv:4",)
        assert found[Dirt.CONTRACT_WITHOUT_CUSTOMER] == ("Contract.csv:5",)


def test_who_has_signed_is_a_customer(app: Flask, salesforce: Path) -> None:
    with app.app_context():
        bring(salesforce)

        stages = dict(db.session.execute(select(Customer.name, Customer.stage)).all())
        assert stages == {"Nordwind": Stage.CUSTOMER, "Süd": Stage.SUSPECT}


def test_a_second_import_changes_nothing_and_undo_takes_all_back(
    app: Flask, salesforce: Path
) -> None:
    with app.app_context():
        before = everything()
        _brought, run = bring(salesforce)

        again, _none = bring(salesforce)

        assert fates(again) == {"rows": 4, "unchanged": 2, "left_out": 2}
        assert not again.outcome.changes_anything
        undo(run, by=None)
        db.session.commit()
        assert everything() == before


def test_what_changed_there_changes_here(app: Flask, salesforce: Path) -> None:
    with app.app_context():
        bring(salesforce)
        path = salesforce / "Contract.csv"
        path.write_text(path.read_text("utf-8").replace("2025-01-01", "2027-01-01"), "utf-8")

        again, _run = bring(salesforce)

        assert again.outcome.count("contracts", Fate.CHANGED) == 1
        assert db.session.scalar(select(func.max(Contract.ends_on))) == date(2027, 6, 4)


def test_a_deleted_one_does_not_come_back(app: Flask, salesforce: Path) -> None:
    with app.app_context():
        bring(salesforce)
        for contract in db.session.scalars(select(Contract)).all():
            db.session.delete(contract)
        db.session.commit()

        again, _run = bring(salesforce)

        assert fates(again) == {"rows": 4, "left_out": 4}
        assert db.session.scalar(select(func.count(Contract.id))) == 0


def test_a_plain_table_in_german_is_read(app: Flask, tmp_path: Path) -> None:
    rows: Table = [
        ("Vertrag", "Kunde", "Unterzeichnet am", "Vertragsbeginn", "Vertragsende", "Vertragswert"),
        ("Wartung", "Nordwind", "13.01.2026", "01.02.2026", "31.01.2028", "12.500,50"),
    ]
    write_table(tmp_path / "vertraege.csv", rows, delimiter=";")
    with app.app_context():
        brought, _run = bring(tmp_path)

        assert fates(brought) == {"rows": 1, "created": 1}
        contract = db.session.scalars(select(Contract)).one()
        assert (contract.title, contract.annual_value) == ("Wartung", Decimal("12500.50"))
        assert (contract.signed_on, contract.ends_on) == (date(2026, 1, 13), date(2028, 1, 31))
