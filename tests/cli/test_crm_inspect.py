"""`planner crm inspect`."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from planner.cli import main
from tests.imports.tables import write_table

ROWS = [
    ("(Nicht ändern) Firma", "Firmenname", "Branche", "Telefon"),
    *((f"G{number}", f"Größe {number}", "Handel", "0711") for number in range(7)),
]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["crm", "inspect", *map(str, arguments)])


def told(*paths: Path) -> list[dict[str, Any]]:
    files: list[dict[str, Any]] = json.loads(run(*paths, "--json").stdout)["files"]
    return files


def test_it_says_of_a_file_what_it_seems_to_be(tmp_path: Path) -> None:
    path = write_table(tmp_path / "firmen.csv", ROWS, encoding="cp1252", delimiter=";")

    (file,) = told(path)

    assert {name: file[name] for name in file if name != "sample"} == {
        "name": "firmen.csv",
        "system": "dynamics",
        "noun": "customers",
        "encoding": "cp1252",
        "delimiter": ";",
        "sheet": None,
        "heading_row": 1,
        "columns": {
            "(Nicht ändern) Firma": "number",
            "Firmenname": "name",
            "Branche": "industry",
            "Telefon": None,
        },
    }
    assert file["sample"] == [list(row) for row in ROWS[1:6]]


@pytest.mark.parametrize("kind", [".xlsx", ".xls", ".ods"])
def test_a_heading_below_other_lines_is_found_in_a_workbook(tmp_path: Path, kind: str) -> None:
    rows = [("Our customers", "", "", ""), ("", "", "", ""), *ROWS]

    (file,) = told(write_table(tmp_path / f"firmen{kind}", rows))

    assert (file["sheet"], file["heading_row"], file["noun"]) == ("Sheet", 3, "customers")
    assert (file["encoding"], file["delimiter"]) == (None, None)
    assert file["sample"][0] == list(ROWS[1])


def test_a_folder_is_all_the_files_in_it(tmp_path: Path) -> None:
    write_table(tmp_path / "b.csv", ROWS)
    write_table(tmp_path / "a.tsv", ROWS, delimiter="\t")
    (tmp_path / ".hidden").write_text("")

    assert [file["name"] for file in told(tmp_path)] == ["a.tsv", "b.csv"]


def test_a_file_that_cannot_be_read_is_named_and_the_others_told_all_the_same(
    tmp_path: Path,
) -> None:
    write_table(tmp_path / "good.csv", ROWS)
    (tmp_path / "photo.csv").write_bytes(b"\xff\xd8\xff\xe0")

    result = run(tmp_path, "--json")

    good, photo = json.loads(result.stdout)["files"]
    assert (result.exit_code, good["noun"]) == (1, "customers")
    assert sorted(photo) == ["error", "name"]
    assert "is a picture" in photo["error"]


def test_for_people_it_prints_lines_and_nothing_that_a_terminal_obeys(tmp_path: Path) -> None:
    path = write_table(tmp_path / "a.csv", [("Name", "Branche"), ("A\x1b[31mB", "Handel")])

    said = run(path).stdout

    assert "a.csv: customers of table" in said
    assert "text in utf-8, separated by comma, headings in row 1" in said
    assert "\x1b" not in said


def test_a_path_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    assert run(tmp_path / "nowhere").exit_code == 2
