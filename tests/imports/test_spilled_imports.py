"""Imports that are too large for the memory: what each remembers lies in a file."""

import datetime
from pathlib import Path

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.imports.bringing import read, write
from planner.imports.deciding import Options
from planner.imports.runs.describing import describe
from planner.imports.runs.recording import recorded
from planner.imports.runs.undoing import undo
from planner.imports.scratch import kept, spilled
from planner.models import ImportRun
from tests.imports.undone import everything
from tools.bench import import_files

CUSTOMERS = 7
TODAY = datetime.date(2026, 5, 4)


@pytest.fixture(autouse=True)
def _little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spilled, "IN_MEMORY", 2)
    monkeypatch.setattr(kept, "CHUNK", 3)


def bring_in(folder: Path) -> ImportRun:
    """The run of an import of a folder on the day of these tests."""
    with clock.at(TODAY):
        export = read([folder], Options())
        run = ImportRun(system=export.records.system)
        with recorded(run):
            brought = write(export)
            describe(run, brought.outcome)
            run.files = [fates.as_json() for fates in brought.fates()]
            db.session.commit()
    db.session.expunge_all()
    return run


def counts(run: ImportRun, fate: str) -> dict[str, int]:
    return {noun: fates[fate] for noun, fates in run.nouns.items() if fates[fate]}


def test_all_of_it_arrives_is_found_again_and_goes(app: Flask, tmp_path: Path) -> None:
    import_files.write(tmp_path, CUSTOMERS, TODAY)
    with app.app_context():
        before = everything()

        first = bring_in(tmp_path)
        second = bring_in(tmp_path)

        arrived = {"customers": 7, "contacts": 21, "deals": 14, "activities": 21}
        assert arrived.items() <= counts(first, "created").items()
        assert {file["name"]: file["created"] for file in first.files} == {
            "Account.csv": 7, "Contact.csv": 21, "Opportunity.csv": 14, "Task.csv": 21,
        }  # fmt: skip
        assert counts(second, "created") == {}
        assert arrived.items() <= counts(second, "unchanged").items()

        undo(first.id, by=None)
        db.session.commit()
        assert everything() == before


def test_what_changed_there_changes_here(app: Flask, tmp_path: Path) -> None:
    import_files.write(tmp_path, CUSTOMERS, TODAY)
    with app.app_context():
        bring_in(tmp_path)
        deals = tmp_path / "Opportunity.csv"
        deals.write_text(deals.read_text("utf-8").replace("Negotiation", "Closed Won"), "utf-8")

        again = bring_in(tmp_path)

        assert counts(again, "changed") == {"customers": 2, "deals": 2}
