"""`planner crm import`."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.imports import bringing
from planner.imports.records import Records
from planner.imports.writing import write_export
from planner.models import Customer, Deal, Event, Person
from tests.imports.exports import Export

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def export(tmp_path: Path) -> Export:
    folder = tmp_path / "export"
    folder.mkdir()
    return Export(folder)


def run(app: Flask, export: Export, *options: str) -> Result:
    arguments = ["crm", "import", "maven", str(export.folder), *options]
    return app.test_cli_runner().invoke(args=arguments)


def count(app: Flask, noun: type[Customer | Deal | Event | Person]) -> int | None:
    with app.app_context():
        return db.session.scalar(select(func.count(noun.id)))


def row(result: Result, noun: str) -> list[str]:
    """New, changed and as before, as the report says of a noun."""
    (line,) = (line for line in result.stdout.splitlines() if line.startswith(f"{noun} "))
    return line.split()[1:]


@pytest.mark.databases("sqlite", "postgresql")
def test_an_export_comes_in_and_the_report_counts_it(app: Flask, export: Export) -> None:
    result = run(app, export)

    assert (result.exit_code, result.stderr) == (0, "")
    assert row(result, "deals") == ["4", "0", "0"]
    assert row(result, "people") == ["5", "0", "0"]
    assert (count(app, Deal), count(app, Customer)) == (4, 2)


def test_the_report_tells_what_was_odd_and_what_was_done(app: Flask, export: Export) -> None:
    export.add("sales_pipeline", "B1,Moses Frase,GTXPro,,Engaging,2017-01-01,,")

    lines = run(app, export).stdout.splitlines()

    assert lines.index("Left out:") < lines.index("Kept:") < lines.index("Corrected:")
    assert (
        "  1 × deal without a customer (Engaging): kept with its seller, to be given to a customer;"
        " sales_pipeline.csv:6"
    ) in lines
    assert (
        "  1 × name that is spelled in two ways (product “GTXPro”, now “GTX Pro”): "
        "taken for the same one; sales_pipeline.csv:6"
    ) in lines


def test_of_many_findings_of_a_kind_the_rest_is_summed_up(app: Flask, export: Export) -> None:
    for number in range(14):
        line = f"B{number},Moses Frase,Nothing {number},Isdom,Engaging,2017-01-01,,"
        export.add("sales_pipeline", line)

    lines = run(app, export).stdout.splitlines()

    assert "  4 × product that is not listed, 4 more of them" in lines


def test_it_says_how_people_are_let_in(app: Flask, export: Export) -> None:
    said = run(app, export).stdout

    assert "5 people have no e-mail address and cannot sign in yet." in said
    assert "There is no administrator yet" in said


def test_once_everybody_can_sign_in_it_says_nothing_of_that(app: Flask, export: Export) -> None:
    run(app, export)
    with app.app_context():
        for person in db.session.scalars(select(Person)):
            person.email, person.is_administrator = f"{person.key}@example.com", True
        db.session.commit()

    assert run(app, export).stdout.endswith("everything in the export is here already.\n")


def test_the_second_time_it_says_that_nothing_changed(app: Flask, export: Export) -> None:
    run(app, export)
    events = count(app, Event)

    result = run(app, export)

    assert "Nothing changed: everything in the export is here already." in result.stdout
    assert row(result, "deals") == ["0", "0", "4"]
    assert count(app, Event) == events


def test_a_dry_run_reports_and_changes_nothing(app: Flask, export: Export) -> None:
    result = run(app, export, "--dry-run")

    assert result.exit_code == 0
    assert row(result, "deals") == ["4", "0", "0"]
    assert "Nothing was changed: this was a dry run." in result.stdout
    assert (count(app, Person), count(app, Event)) == (0, 0)


def test_all_problems_are_named_on_standard_error(app: Flask, export: Export) -> None:
    (export.folder / "products.csv").unlink()
    (export.folder / "accounts.csv").write_text("")

    result = run(app, export)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "products.csv: the file is missing" in result.stderr
    assert "accounts.csv: the file is empty" in result.stderr
    assert result.stderr.endswith("Nothing was imported.\n")


def test_a_problem_while_writing_leaves_nothing_behind(
    app: Flask, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_twice(records: Records, **said: Any) -> None:
        write_export(records, **said)
        db.session.add(Customer(key="isdom", name="Another"))
        db.session.flush()

    monkeypatch.setattr(bringing, "write_export", write_twice)

    result = run(app, export)

    assert result.exit_code == 1
    assert "Nothing was imported: somebody else changed the same things." in result.stderr
    assert (count(app, Person), count(app, Event)) == (0, 0)


def test_ambiguous_days_are_refused_until_it_is_said_how_they_are_written(
    app: Flask, export: Export
) -> None:
    export.pipeline("A1,Moses Frase,GTX Pro,Isdom,Won,1/2/2016,3/1/2017,4514\n")

    refused, taken = run(app, export), run(app, export, "--dates", "day-first")

    assert refused.exit_code == 1
    assert "say which with --dates month-first or --dates day-first" in refused.stderr
    assert taken.exit_code == 0


def test_a_form_of_days_that_does_not_exist_is_wrong_usage(app: Flask, export: Export) -> None:
    assert run(app, export, "--dates", "roman").exit_code == 2


@pytest.mark.parametrize("arguments", [["crm"], ["crm", "import"], ["crm", "import", "maven"]])
def test_each_level_answers_help(app: Flask, arguments: list[str]) -> None:
    result = app.test_cli_runner().invoke(args=[*arguments, "--help"])

    assert (result.exit_code, result.stdout.startswith("Usage: ")) == (0, True)
