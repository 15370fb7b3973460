"""What came from a system with contacts is taken back like anything else."""

from pathlib import Path

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.imports.bringing import read, write
from planner.imports.deciding import Options
from planner.imports.runs.describing import describe
from planner.imports.runs.recording import recorded
from planner.models import ImportRun
from tests.imports.deciding import made
from tests.imports.tables import write_table
from tests.imports.undone import everything, take_back
from tests.imports.written import TODAY


def bring_in(paths: list[Path]) -> int:
    export = read(paths, Options())
    run = ImportRun(system=export.records.system)
    with clock.at(TODAY), recorded(run):
        describe(run, write(export).outcome)
        db.session.commit()
    db.session.expunge_all()
    return run.id


@pytest.mark.databases("sqlite", "postgresql")
def test_every_table_is_as_before_and_the_same_comes_again(app: Flask, tmp_path: Path) -> None:
    paths = made.write_export(tmp_path, "dynamics de", ".csv")
    with app.app_context():
        before = everything()

        run = bring_in(paths)
        assert len(everything()["contacts"]) == made.CONTACTS
        take_back(run)

        assert everything() == before
        bring_in(paths)
        assert len(everything()["contacts"]) == made.CONTACTS


@pytest.mark.databases("sqlite", "postgresql")
def test_activities_and_what_was_said_go_as_well(app: Flask, tmp_path: Path) -> None:
    paths = made.write_export(tmp_path, "salesforce en", ".csv")
    heading = ("Id", "WhatId", "Subject", "ActivityDate", "Status", "TaskSubtype", "Owner",
               "Description")  # fmt: skip
    rows = [
        heading,
        ("T1", "D0", "Rang", "2026-02-10", "Completed", "Call", "Anna Kurz", "Hello"),
        ("T2", "C1", "Ring", "2026-09-10", "Not Started", "Call", "Berta Lang", ""),
    ]
    paths.append(write_table(tmp_path / "tasks.csv", rows))
    with app.app_context():
        before = everything()

        run = bring_in(paths)
        there = everything()
        take_back(run)

        assert (len(there["activities"]), len(there["entries"])) == (2, 1)
        assert everything() == before
