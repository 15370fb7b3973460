"""`planner crm runs` and `planner crm undo`."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from planner.actions.people import people
from planner.actions.plan import deals
from planner.database import db
from planner.models import Deal
from planner.models.kinds import Role
from tests.imports.exports import Export
from tests.imports.undone import everything


@pytest.fixture
def export(tmp_path: Path) -> Export:
    folder = tmp_path / "export"
    folder.mkdir()
    return Export(folder)


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["crm", *arguments])


def bring_in(app: Flask, export: Export) -> None:
    assert run(app, "import", "maven", str(export.folder)).exit_code == 0


def work_on_a_deal(app: Flask) -> None:
    with app.app_context():
        ruth = people.create({"name": "Ruth Falk", "role": Role.GENERALIST}, by=None)
        deal = db.session.scalars(select(Deal).where(Deal.foreign_key == "A3")).one()
        deals.update(deal, {"title": "Another title"}, by=ruth)
        db.session.commit()


def rows(app: Flask) -> dict[str, Any]:
    with app.app_context():
        return everything()


def test_runs_lists_what_each_import_did(app: Flask, export: Export) -> None:
    bring_in(app, export)

    (line,) = run(app, "runs").stdout.splitlines()

    assert line.startswith("1 (maven: accounts.csv, products.csv, sales_pipeline.csv")
    assert "2 customers created" in line
    assert "undone" not in line


def test_runs_says_where_there_was_none(app: Flask) -> None:
    assert run(app, "runs").stdout == "Nothing has been imported yet.\n"


def test_runs_as_json(app: Flask, export: Export) -> None:
    bring_in(app, export)
    run(app, "undo", "1")
    bring_in(app, export)

    newest, undone = json.loads(run(app, "runs", "--json").stdout)["runs"]

    assert (newest["run"], newest["system"], newest["by"]) == (2, "maven", None)
    assert newest["nouns"]["deals"] == {"created": 4, "changed": 0, "unchanged": 0}
    assert [file["name"] for file in newest["files"]][:2] == ["accounts.csv", "products.csv"]
    assert (newest["undone"], undone["undone"]) == (False, True)


def test_a_second_import_that_changes_nothing_and_a_dry_run_are_none(
    app: Flask, export: Export
) -> None:
    run(app, "import", "maven", str(export.folder), "--dry-run")
    assert json.loads(run(app, "runs", "--json").stdout) == {"runs": []}

    bring_in(app, export)
    bring_in(app, export)

    assert len(json.loads(run(app, "runs", "--json").stdout)["runs"]) == 1


def test_undo_takes_an_import_back(app: Flask, export: Export) -> None:
    before = rows(app)
    bring_in(app, export)

    result = run(app, "undo", "1")

    assert (result.exit_code, result.stderr) == (0, "")
    assert "4 deals removed" in result.stdout
    assert result.stdout.endswith("Import 1 is undone.\n")
    assert rows(app) == before


def test_undo_as_json(app: Flask, export: Export) -> None:
    bring_in(app, export)

    said = json.loads(run(app, "undo", "1", "--json").stdout)

    assert (said["format"], said["run"], said["dry_run"]) == ("planner.undo/1", 1, False)
    assert (said["removed"]["customers"], said["restored"], said["kept"]) == (2, {}, [])


def test_a_dry_run_of_undo_changes_nothing(app: Flask, export: Export) -> None:
    bring_in(app, export)
    before = rows(app)

    result = run(app, "undo", "1", "--dry-run")

    assert "4 deals removed" in result.stdout
    assert "Nothing was changed: this was a dry run." in result.stdout
    assert rows(app) == before


def test_undo_is_refused_naming_what_people_worked_on(app: Flask, export: Export) -> None:
    bring_in(app, export)
    work_on_a_deal(app)
    before = rows(app)

    result = run(app, "undo", "1", "--json")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "deals: “Another title”: changed or used since by Ruth Falk" in result.stderr
    assert "--keep-touched" in result.stderr
    assert rows(app) == before


def test_what_people_worked_on_may_be_kept(app: Flask, export: Export) -> None:
    bring_in(app, export)
    work_on_a_deal(app)

    said = json.loads(run(app, "undo", "1", "--keep-touched", "--json").stdout)

    assert said["kept"] == [
        {"noun": "deals", "name": "Another title", "by": "Ruth Falk", "run": None}
    ]
    assert said["removed"]["deals"] == 3


def test_an_import_is_taken_back_once(app: Flask, export: Export) -> None:
    bring_in(app, export)
    run(app, "undo", "1")

    result = run(app, "undo", "1")

    assert result.exit_code == 1
    assert "Import 1 was undone before." in result.stderr


def test_what_breaks_in_the_middle_changes_nothing(
    app: Flask, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(app, export)
    before = rows(app)

    def break_off() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(db.session, "commit", break_off)
        assert run(app, "undo", "1").exit_code != 0

    assert rows(app) == before
    assert run(app, "undo", "1").exit_code == 0


def test_one_person_is_called_so(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("Company,City,Owner\nNordwind,Ulm,Anna Kurz\nSüdstern,Ulm,Anna Kurz\n")
    assert run(app, "import", str(path)).exit_code == 0

    line = run(app, "runs").stdout

    assert "1 person created" in line
    assert "2 customers created" in line
