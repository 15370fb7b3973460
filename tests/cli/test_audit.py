"""`planner audit export`."""

import csv
import datetime
import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from planner import clock
from planner.actions.people import people
from planner.database import db
from planner.models import Person
from tests.support.stories.cast import Cast


def export(app: Flask, path: Path, *more: str) -> Result:
    arguments = ["audit", "export", "--to-file", str(path), *more]
    return app.test_cli_runner().invoke(args=arguments)


@pytest.fixture
def changed(app: Flask, cast: Cast) -> Flask:
    """Somebody is called =1+1 from now on."""
    with app.app_context():
        person = db.session.get_one(Person, cast.anna.id)
        people.update(person, {"name": "=1+1"}, by=None)
        db.session.commit()
    return app


def test_auditors_get_a_table_with_who_did_what_and_when(changed: Flask, tmp_path: Path) -> None:
    file = tmp_path / "audit.csv"
    result = export(changed, file)
    assert (result.exit_code, result.stderr) == (0, "")
    assert file.stat().st_mode & 0o777 == 0o600
    with file.open(encoding="utf-8-sig", newline="") as lines:
        found = list(csv.DictReader(lines))
    last = found[-1]
    assert (last["type"], last["what"], last["by"]) == ("person.updated", "Person changed", "")
    assert json.loads(last["changes"]) == {"name": ["Anna Berg", "=1+1"]}
    assert last["name"] == "'=1+1", "no spreadsheet computes it"
    assert datetime.datetime.fromisoformat(last["at"]).tzinfo is not None


def test_programs_get_an_object_a_line(changed: Flask, tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"
    assert export(changed, file).exit_code == 0
    last = json.loads(file.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["subject"], last["name"]) == ("people", "=1+1")
    assert last["changes"] == {"name": ["Anna Berg", "=1+1"]}


def test_days_narrow_it_down(changed: Flask, tmp_path: Path) -> None:
    with changed.app_context():
        today = clock.local(clock.now()).date()
    yesterday = (today - datetime.timedelta(days=1)).isoformat()
    files = [tmp_path / f"{n}.jsonl" for n in range(2)]
    assert export(changed, files[0], "--from", today.isoformat()).exit_code == 0
    assert export(changed, files[1], "--to", yesterday).exit_code == 0
    assert files[0].read_text()
    assert not files[1].read_text()
    turned = export(changed, tmp_path / "x", "--from", today.isoformat(), "--to", yesterday)
    assert turned.exit_code == 2


def test_no_file_is_written_over(changed: Flask, tmp_path: Path) -> None:
    file = tmp_path / "audit.csv"
    file.write_text("mine")
    result = export(changed, file)
    assert result.exit_code == 1
    assert "is there already" in result.stderr
    assert file.read_text() == "mine"
