"""Whatever is wrong with files or with what is said of them, `planner crm` says what to do."""

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Customer, ImportRun
from tests.imports.tables import write_table

pytestmark = pytest.mark.databases("sqlite")
_WORKBOOK = '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'
REFUSED = {
    "nul.csv": b"Company,City\nNord\0wind,Bonn\n",
    "quote.csv": b'Company,City\n"A,B\nC,D\n',
    "huge.csv": b"Company,City\nA," + b"x" * 1_100_000 + b"\n",
    "broken.xlsx": b"PK\x03\x04broken",
    "cut.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken",
    "no.ods": b"no archive",
    "photo.csv": b"\xff\xd8\xff\xe0",
    "page.txt": b"<html></html>",
    "kind.pdf": b"%PDF-1.4",
}
MAPPINGS = {
    "no JSON": "nojson",
    "a list": "[]",
    "files are a list": '{"files": []}',
    "a noun that is none": '{"files": {"*.csv": {"noun": "houses"}}}',
    "a noun that is a list": '{"files": {"*.csv": {"noun": ["customers"]}}}',
    "a column that is none": '{"files": {"*.csv": {"columns": {"Company": "nope"}}}}',
    "a column that is a list": '{"files": {"*.csv": {"columns": {"Company": ["name"]}}}}',
    "a file that is a text": '{"files": {"*.csv": "customers"}}',
    "brackets without an end": "[" * 100_000,
}


def run(app: Flask, *arguments: object) -> Result:
    return app.test_cli_runner().invoke(args=["crm", *map(str, arguments)])


def is_told(result: Result, code: int) -> bool:
    """Whether it ended as a command ends, with words and without a traceback."""
    ended = result.exception is None or isinstance(result.exception, SystemExit)
    return ended and result.exit_code == code and result.stderr.strip() != ""


def nothing_came(app: Flask) -> bool:
    with app.app_context():
        return not any(
            db.session.scalar(select(func.count()).select_from(noun))
            for noun in (Customer, ImportRun)
        )


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    return write_table(tmp_path / "customers.csv", [("Company", "City"), ("Nordwind", "Köln")])


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_by_name(
    app: Flask, tmp_path: Path, customers: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(REFUSED[name])

    result = run(app, "import", tmp_path)

    assert is_told(result, 1)
    assert name in result.stderr
    assert nothing_came(app)
    seen = run(app, "inspect", tmp_path, "--json")
    assert seen.exit_code == 1
    assert {one["name"] for one in json.loads(seen.stdout)["files"] if "error" in one} == {name}


def test_a_workbook_without_a_sheet_or_with_text_that_no_database_takes(
    app: Flask, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "none.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", _WORKBOOK)

    assert is_told(run(app, "import", tmp_path), 1)


@pytest.mark.parametrize("content", MAPPINGS.values(), ids=MAPPINGS)
def test_a_mapping_that_is_none_is_refused(
    app: Flask, tmp_path: Path, customers: Path, content: str
) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(content)

    assert is_told(run(app, "import", customers, "--mapping", mapping), 1)
    assert nothing_came(app)


@pytest.mark.parametrize(
    "said",
    [
        ("--match", "nonsense"), ("--match", "customers=city"), ("--match", "houses=name"),
        ("--system", "siebel"), ("--currency", "EURO"), ("--currency", "ÄÖÜ"), ("--dates", "mixed"),
        ("--numbers", "roman"), ("--mapping", "nowhere.json"),
    ],
)  # fmt: skip
def test_what_is_said_wrongly_is_wrong_usage(
    app: Flask, customers: Path, said: tuple[str, str]
) -> None:
    assert is_told(run(app, "import", customers, *said), 2)
    assert nothing_came(app)


@pytest.mark.parametrize("currency", ["XYZ", "AAA"])
def test_a_currency_that_there_is_not_is_wrong_usage(
    app: Flask, customers: Path, currency: str
) -> None:
    assert is_told(run(app, "import", customers, "--currency", currency), 2)
    assert nothing_came(app)


def test_somebody_who_is_not_there_brings_nothing_in(app: Flask, customers: Path) -> None:
    for person in ("nobody", "nobody@example.com", "@", ""):
        assert is_told(run(app, "import", customers, "--by", person), 1)
    assert nothing_came(app)


@pytest.mark.parametrize("report", ["nowhere/report.csv", "."])
def test_a_report_that_cannot_be_written_is_said_before_anything_is(
    app: Flask, tmp_path: Path, customers: Path, report: str
) -> None:
    result = run(app, "import", customers, "--report", tmp_path / report)

    assert result.exit_code in (1, 2)
    assert is_told(result, result.exit_code)
    assert nothing_came(app)


def test_a_path_that_is_not_there_is_wrong_usage(app: Flask, tmp_path: Path) -> None:
    assert is_told(run(app, "import", tmp_path / "nowhere.csv"), 2)
    assert is_told(run(app, "undo", "x"), 2)
    assert is_told(run(app, "undo", "7"), 1)
    assert is_told(run(app, "undo", "-7"), 2)


def test_an_empty_folder_is_refused(app: Flask, tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()

    result = run(app, "import", folder)

    assert is_told(result, 1)
    assert "no file" in result.stderr


@pytest.mark.parametrize(
    "content", ["", "Company,City\n", "\n\n\n", "foo,bar\n1,2\n", "Company\nA\n"]
)
def test_a_file_in_which_there_is_nothing_says_so(app: Flask, tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content)

    result = run(app, "import", path)

    assert result.exit_code == 0
    assert "Nothing was brought in" in result.stdout
    assert run(app, "inspect", path).exit_code == 0
    assert nothing_came(app)


def test_texts_that_are_too_long_are_cut_and_said(app: Flask, tmp_path: Path) -> None:
    long = {"Company": "N" * 5000, "City": "C" * 300, "Industry": "I" * 900, "Owner": "O" * 900,
            "Website": "w" * 900, "Currency": "E" * 500, "Country": "X" * 500}  # fmt: skip
    path = write_table(tmp_path / "long.csv", [list(long), list(long.values())])
    deals = {"Deal": "D" * 999, "Company": "N" * 5000, "Stage": "S" * 999, "Value": "9" * 999,
             "Close date": "9" * 300, "Owner": "o" * 300 + "@example.com"}  # fmt: skip
    other = write_table(tmp_path / "deals.csv", [list(deals), list(deals.values())])

    result = run(app, "import", path, "--json")
    again = run(app, "import", path, "--json")

    assert (result.exit_code, again.exit_code) == (0, 0)
    said = json.loads(result.stdout)
    assert said["nouns"]["customers"]["created"] == 1
    assert "text_too_long" in {one["kind"] for one in said["findings"]}
    assert json.loads(again.stdout)["nouns"]["customers"]["changed"] == 0
    assert is_told(run(app, "import", other), 1)  # a day that is none, in the only row
