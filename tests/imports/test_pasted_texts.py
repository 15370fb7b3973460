"""Tables as they are pasted and saved."""

from io import BytesIO

import pytest

from planner.imports.pasted.texts import rows_of, text_of, written

TABLE = [["Name", "Ort"], ["Müller & Söhne; Brühl", "Köln"], ["Jürgens, Kiel", ""]]


@pytest.mark.parametrize(
    "text",
    [
        "Name\tOrt\nMüller & Söhne; Brühl\tKöln\n\nJürgens, Kiel\t\n",
        "Name\tOrt\r\nMüller & Söhne; Brühl\t Köln \r\nJürgens, Kiel\r\n",
        'Name;Ort\n"Müller & Söhne; Brühl";Köln\n"Jürgens, Kiel";\n',
        'Name,Ort\n"Müller & Söhne; Brühl",Köln\n"Jürgens, Kiel",\n',
        'Name;Ort\n"Müller & Söhne;\nBrühl";Köln\nJürgens, Kiel;\n',
        "sep=|\nName|Ort\nMüller & Söhne; Brühl|Köln\nJürgens, Kiel|\n",
    ],
)
def test_cells_are_parted_by_whatever_parts_those_of_files(text: str) -> None:
    assert rows_of(text) == TABLE


def test_what_was_read_is_written_so_that_it_is_read_again() -> None:
    rows = [['"Alpha" GmbH', "a;b", "c,d"], ["", "x\u00df", ""]]
    assert rows_of(written(rows)) == rows


def test_a_quotation_mark_that_never_ends_swallows_nothing() -> None:
    assert rows_of('Name;Ort\n"Alpha" GmbH;Köln\n"Beta;Kiel\nGamma;Ulm\n') == [
        ["Name", "Ort"], ['"Alpha" GmbH', "Köln"], ['"Beta', "Kiel"], ["Gamma", "Ulm"],
    ]  # fmt: skip


def test_one_column_is_a_table() -> None:
    assert rows_of("Anna Berg\nTom Ahrens\n") == [["Anna Berg"], ["Tom Ahrens"]]
    assert rows_of("") == []


def test_a_sign_in_some_names_of_a_list_parts_none_of_them() -> None:
    names = ["Nordwind AG", "Weber, Söhne & Co", "Ost", "Süd; West", "Alpha", "Beta"]
    assert rows_of("\n".join(names)) == [[name] for name in names]


def test_a_table_below_a_title_is_parted() -> None:
    assert rows_of("Kunden 2026\n\nName;Ort\nOst;Ulm\n")[1:] == [["Name", "Ort"], ["Ost", "Ulm"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_umlauts_come_through_however_they_were_saved(encoding: str) -> None:
    saved = "Größe;Ort\nÜbermaß – €;Köln\n".encode(encoding)
    assert rows_of(text_of("Größen.csv", BytesIO(saved))) == [
        ["Größe", "Ort"], ["Übermaß – €", "Köln"],
    ]  # fmt: skip
