"""Workbooks of each kind, whole, locked, broken and malicious."""

import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.imports.export_error import ExportError
from planner.imports.reading import Line, open_file, packages
from tests.imports.tables import Table, write_ods, write_table, write_xlsx, xls

ROWS: Table = [("Name", "Day", "Worth"), ("Größe & Co", date(2026, 6, 30), 12.5), ("B", "", 3)]
KINDS = (".xlsx", ".xls", ".ods")


def lines(path: Path) -> list[Line]:
    return list(open_file(path).sheets[0].lines())


def refusal(path: Path) -> str:
    with pytest.raises(ExportError) as refused:
        lines(path)
    return str(refused.value)


@pytest.mark.parametrize("kind", KINDS)
def test_texts_days_and_numbers_of_each_kind_are_read(tmp_path: Path, kind: str) -> None:
    assert lines(write_table(tmp_path / f"table{kind}", ROWS)) == [
        (1, ("Name", "Day", "Worth")),
        (2, ("Größe & Co", date(2026, 6, 30), Decimal("12.5"))),
        (3, ("B", "", Decimal(3))),
    ]


def test_days_of_both_epochs_are_the_same_days(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "new.xlsx", {"One": ROWS}, from_1904=True)
    (tmp_path / "old.xls").write_bytes(xls(ROWS, from_1904=True))

    for name in ("new.xlsx", "old.xls"):
        file = open_file(tmp_path / name)
        assert next(iter(file.sheets[0].lines())).cells[0] == "Name"
        assert lines(tmp_path / name)[1].cells[1] == date(2026, 6, 30)
        assert file.counts_from_1904


def test_rows_keep_the_numbers_that_the_sheet_gives_them(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "table.xlsx", {"One": [(), (), ("Name",), (), ("A",)]})

    assert [line.number for line in lines(tmp_path / "table.xlsx")] == [3, 5]


def test_an_old_workbook_that_is_a_new_one_inside_is_read(tmp_path: Path) -> None:
    write_table(tmp_path / "table.xlsx", ROWS).rename(tmp_path / "table.xls")

    assert lines(tmp_path / "table.xls")[1].cells[0] == "Größe & Co"


def test_an_old_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    (tmp_path / "table.xls").write_bytes(xls(ROWS, locked=True))

    assert refusal(tmp_path / "table.xls") == (
        "table.xls: is protected by a password; save it without one"
    )


def test_a_new_workbook_with_a_password_is_refused(tmp_path: Path) -> None:
    # It is a compound file around what is encrypted.
    content = xls(ROWS) + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "table.xlsx").write_bytes(content)

    assert "is protected by a password" in refusal(tmp_path / "table.xlsx")


def test_an_open_document_with_a_password_is_refused(tmp_path: Path) -> None:
    write_ods(tmp_path / "table.ods", ROWS, manifest="<manifest:encryption-data/>")

    assert "is protected by a password" in refusal(tmp_path / "table.ods")


@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_that_was_cut_off_is_refused(tmp_path: Path, kind: str) -> None:
    path = write_table(tmp_path / f"table{kind}", ROWS)
    path.write_bytes(path.read_bytes()[:700])

    assert f"table{kind}: is a broken workbook" in refusal(path)


def test_a_member_that_was_changed_is_noticed(tmp_path: Path) -> None:
    path = write_table(tmp_path / "table.xlsx", ROWS)
    content = bytearray(path.read_bytes())
    content[content.index(b"xl/worksheets/sheet1.xml") + 60] ^= 0xFF
    path.write_bytes(bytes(content))

    assert "is a broken workbook" in refusal(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_table(tmp_path / "table.xlsx", ROWS)
    monkeypatch.setattr(packages, "LARGEST_TABLE", 5_000)

    assert refusal(path) == "table.xlsx: unpacks to more than 2 GB; export it in parts"


def test_entities_that_would_read_other_files_are_refused(tmp_path: Path) -> None:
    head = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    write_ods(tmp_path / "table.ods", [("&secret;",)], head=head)

    assert "declarations of entities" in refusal(tmp_path / "table.ods")


def test_a_sheet_that_is_nearly_empty_but_immense_is_refused(tmp_path: Path) -> None:
    path = write_table(tmp_path / "table.xlsx", ROWS)
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    sheet = members["xl/worksheets/sheet1.xml"].decode()
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    members["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", far).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)

    assert "a sheet reaches to column 16,384 of row 1,048,576" in refusal(path)


def test_a_cell_of_more_than_a_megabyte_is_refused(tmp_path: Path) -> None:
    write_ods(tmp_path / "table.ods", [("Name",), ("x" * 1_000_001,)])

    assert "table.ods:2: a cell of more than 1 MB" in refusal(tmp_path / "table.ods")
