"""Tables as they are pasted and saved."""

import pytest

from planner.insights import grids

TABLE = [["Name", "Ort"], ["Müller & Söhne; Brühl", "Köln"], ["Jürgens, Kiel", ""]]


@pytest.mark.parametrize(
    "text",
    [
        "Name\tOrt\nMüller & Söhne; Brühl\tKöln\n\nJürgens, Kiel\t\n",
        "Name\tOrt\r\nMüller & Söhne; Brühl\t Köln \r\nJürgens, Kiel\r\n",
        'Name;Ort\n"Müller & Söhne; Brühl";Köln\n"Jürgens, Kiel";\n',
        'Name,Ort\n"Müller & Söhne; Brühl",Köln\n"Jürgens, Kiel",\n',
        'Name;Ort\n"Müller & Söhne;\nBrühl";Köln\nJürgens, Kiel;\n',
    ],
)
def test_cells_are_parted_by_tabs_semicolons_or_commas(text: str) -> None:
    assert grids.read(text) == TABLE


def test_what_was_read_is_written_so_that_it_is_read_again() -> None:
    rows = [['"Alpha" GmbH', "a;b", "c,d"], ["", "x\u00df", ""]]
    assert grids.read(grids.written(rows)) == rows


def test_a_quotation_mark_that_never_ends_swallows_nothing() -> None:
    assert grids.read('Name;Ort\n"Alpha" GmbH;Köln\n"Beta;Kiel\nGamma;Ulm\n') == [
        ["Name", "Ort"], ['"Alpha" GmbH', "Köln"], ['"Beta', "Kiel"], ["Gamma", "Ulm"],
    ]  # fmt: skip


def test_one_column_is_a_table() -> None:
    assert grids.read("Anna Berg\nTom Ahrens\n") == [["Anna Berg"], ["Tom Ahrens"]]
    assert grids.read("") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_umlauts_come_through_however_they_were_saved(encoding: str) -> None:
    assert grids.decoded("Größe – Übermaß €".encode(encoding)) == "Größe – Übermaß €"


def test_a_workbook_is_no_text() -> None:
    assert grids.is_workbook(b"PK\x03\x04...")
    assert not grids.is_workbook(b"Name;Ort")
