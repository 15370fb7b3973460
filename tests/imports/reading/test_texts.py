"""Text files in every encoding and with every separator."""

from pathlib import Path

import pytest

from planner.imports.export_error import ExportError
from planner.imports.reading import SheetFile, open_file
from tests.imports.tables import text

ROWS = [("Firma", "Ort"), ("Müller & Söhne, Wien", "Sankt Pölten"), ("Zwei\nZeilen", 'so "genau"')]


def written(folder: Path, content: bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def read(path: Path) -> tuple[SheetFile, list[tuple[int, list[str]]]]:
    file = open_file(path)
    (sheet,) = file.sheets
    return file, [(line.number, [str(cell) for cell in line.cells]) for line in sheet.lines()]


def refusal(path: Path) -> str:
    with pytest.raises(ExportError) as refused:
        read(path)
    return str(refused.value)


@pytest.mark.parametrize(
    ("codec", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-32-be", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_each_encoding_gives_the_same_signs(tmp_path: Path, codec: str, named: str) -> None:
    file, lines = read(written(tmp_path, text(ROWS, ";").encode(codec)))

    assert (file.encoding, file.delimiter) == (named, ";")
    assert [cells for _, cells in lines] == [list(row) for row in ROWS]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_separator_is_found_though_others_stand_in_cells(
    tmp_path: Path, delimiter: str
) -> None:
    rows = [("Firma", "Ort"), ("A, B; C", "x|y"), ("D, E", "z")]

    file, lines = read(written(tmp_path, text(rows, delimiter).encode()))

    assert file.delimiter == delimiter
    assert [cells for _, cells in lines] == [list(row) for row in rows]


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_line_that_names_the_separator_is_believed_and_no_row(tmp_path: Path, codec: str) -> None:
    content = "sep=|\r\nFirma|Ort\r\nA,B,C|Köln\r\n"

    file, lines = read(written(tmp_path, content.encode(codec)))

    assert file.delimiter == "|"
    assert lines == [(2, ["Firma", "Ort"]), (3, ["A,B,C", "Köln"])]


def test_lines_are_counted_as_an_editor_counts_them(tmp_path: Path) -> None:
    _, lines = read(written(tmp_path, b'a,b\n"one\ntwo",1\n\nx,2\n'))

    assert [number for number, _ in lines] == [1, 2, 5]


def test_a_quotation_mark_that_never_ends_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "table.csv:3: not well-formed from here on" in refusal(
        written(tmp_path, b'a,b\n1,2\n"3,4\n5,6\n')
    )


def test_a_cell_of_more_than_a_megabyte_is_refused(tmp_path: Path) -> None:
    said = refusal(written(tmp_path, b"a,b\n1," + b"x" * 1_000_001 + b"\n"))

    assert "table.csv:2: a cell of more than 1 MB" in said


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"\xff\xd8\xff\xe0photo", "photo.csv", "is a picture"),
        (b"\x89PNG\r\n", "photo.txt", "is a picture"),
        (b"%PDF-1.7", "table.csv", "is a PDF file"),
        (b"<html><table>", "table.xls", "is a web page or an XML file"),
        (b'{"records": []}', "table.txt", "is a JSON file"),
        (b"a,b\n\x81\x8d,\x90", "table.csv", "is no text in UTF-8"),
        (b"a,b\n\0\0,1", "table.csv", "is no text in UTF-8"),
        (b"a,b\n1,2", "table.json", "no kind of file that is read"),
        (b"a,b\n1,2", "table.xlsx", "is no workbook, or a broken one"),
    ],
)
def test_what_is_no_table_is_refused_and_says_what_to_do(
    tmp_path: Path, content: bytes, name: str, said: str
) -> None:
    refused = refusal(written(tmp_path, content, name))

    assert refused.startswith(f"{name}: {said}")
    assert "save the table as" in refused


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "nowhere.csv: cannot be opened" in refusal(tmp_path / "nowhere.csv")


def test_an_empty_file_has_no_lines(tmp_path: Path) -> None:
    assert read(written(tmp_path, b""))[1] == []
