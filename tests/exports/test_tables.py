"""Tables come out of their files as they went in: nothing computed, rounded or lost."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from operator import itemgetter
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings, strategies as st

from planner.exports import workbooks
from planner.exports.tables import Column, Kind, Table, as_csv
from planner.exports.workbooks import as_xlsx
from tests.exports.reading import csv_rows, opened, xlsx_rows

DAY = datetime.date(2026, 3, 14)
COLUMNS = [
    Column("Kunde", itemgetter(0)),
    Column("Anzahl", itemgetter(1), Kind.NUMBER),
    Column("Wert", itemgetter(2), Kind.MONEY),
    Column("Währung", itemgetter(3)),
    Column("Anteil", itemgetter(4), Kind.PERCENT),
    Column("Fällig am", itemgetter(5), Kind.DATE),
]
ROW = ("Müller & Söhne; „Süd“", -3, Decimal("-1234567890.55"), "EUR", Decimal("0.125"), DAY)
FORMULAS = [
    '=HYPERLINK("http://example.org")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    " =1+1",
    "\ufeff=1",
    "\u200b=1",
]


@pytest.fixture(autouse=True)
def in_application(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


pytestmark = pytest.mark.databases("sqlite")


def of_values(kind: Kind, *values: Any, title: str = "Values") -> Table[Any]:
    """A table with one column, in which these stand."""
    return Table(title, [Column(title, lambda value: value, kind)], values, notes=[title])


def of_texts(*texts: str, title: str = "Texts") -> Table[Any]:
    return of_values(Kind.TEXT, *texts, title=title)


def test_csv_is_as_a_german_spreadsheet_expects_it() -> None:
    data = as_csv(Table("Kunden", COLUMNS, [ROW]), "de")
    assert data.startswith("\ufeff".encode())
    heading, line, end = data.decode("utf-8-sig").split("\r\n")
    assert heading == '"Kunde";"Anzahl";"Wert";"Währung";"Anteil";"Fällig am"'
    assert line == '"Müller & Söhne; „Süd“";-3;-1234567890,55;"EUR";12,5%;2026-03-14'
    assert end == ""


def test_csv_is_as_an_english_spreadsheet_expects_it() -> None:
    heading, row = csv_rows(as_csv(Table("Customers", COLUMNS, [ROW]), "en"))
    assert heading == [column.title for column in COLUMNS]
    assert row == [ROW[0], "-3", "-1234567890.55", "EUR", "12.5%", "2026-03-14"]


def test_workbook_has_numbers_as_numbers_and_dates_as_dates() -> None:
    data = as_xlsx(Table("Kunden", COLUMNS, [ROW, (None, 0, *(None,) * 4)]), "de")
    heading, row, empty = xlsx_rows(data)
    assert list(heading) == [column.title for column in COLUMNS]
    assert row[:2] == (ROW[0], -3)
    assert Decimal(str(row[2])) == ROW[2]
    assert row[3:5] == ("EUR", 0.125)
    assert row[5] == datetime.datetime.combine(DAY, datetime.time())
    assert empty == (None, 0, None, None, None, None)
    sheet = opened(data).worksheets[0]
    assert sheet["E2"].number_format == "0.0###%"
    assert sheet["F2"].is_date
    assert sheet.freeze_panes == "B2"


@pytest.mark.parametrize("text", FORMULAS)
def test_what_somebody_wrote_is_never_computed(text: str) -> None:
    table = of_texts(text, title=text)
    for cells in csv_rows(as_csv(table, "en")):
        assert cells == [f"'{text}"]
    for sheet in opened(as_xlsx(table, "en")).worksheets:
        for (cell,) in sheet.iter_rows():
            assert cell.data_type == "s"
            if text in str(cell.value):
                assert cell.quotePrefix
    assert xlsx_rows(as_xlsx(table, "en")) == [(text,)] * 2


@pytest.mark.parametrize("text", ["1-1", "a=b", "Minus: -1", "", "'", "50 %", "<b>&amp;</b>"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert csv_rows(as_csv(of_texts(text), "de"), ";")[1] == [text]
    assert xlsx_rows(as_xlsx(of_texts(text), "de"))[1] == (text,)


def test_negative_numbers_are_numbers() -> None:
    table = of_values(Kind.NUMBER, -5, Decimal("-0.5"))
    assert csv_rows(as_csv(table, "en"))[1:] == [["-5"], ["-0.5"]]
    assert xlsx_rows(as_xlsx(table, "en"))[1:] == [(-5,), (-0.5,)]


def test_amount_with_more_digits_than_excel_keeps_is_left_whole() -> None:
    large = Decimal("12345678901234567.89")
    table = of_values(Kind.MONEY, large, Decimal("1E+3"))
    assert csv_rows(as_csv(table, "en"))[1:] == [[str(large)], ["1000"]]
    assert xlsx_rows(as_xlsx(table, "en"))[1:] == [(str(large),), (1000,)]


def test_day_before_the_calendar_of_excel_is_a_text() -> None:
    table = of_values(Kind.DATE, datetime.date(1871, 1, 18))
    assert xlsx_rows(as_xlsx(table, "en"))[1] == ("1871-01-18",)


def test_signs_that_a_workbook_cannot_hold_come_through() -> None:
    odd = ["a\x00b\x01\x0b\x1f", "\ufffe\uffff", "_x0041_", "<r>&</r>", "<r><t>", "🦕" * 9]
    assert [row for (row,) in xlsx_rows(as_xlsx(of_texts(*odd), "en"))[1:]] == odd


@pytest.mark.parametrize(("sign", "units"), [("x", 1), ("🦕", 2)])
def test_text_that_is_too_long_for_excel_is_cut_and_says_so(sign: str, units: int) -> None:
    fits, longer = sign * (32_767 // units), sign * (32_768 // units)
    data = as_xlsx(of_texts(fits, longer, longer), "en")
    kept, *cut = [value for (value,) in xlsx_rows(data)[1:]]
    assert kept == fits
    for text in cut:
        assert text.startswith(sign * 10_000)
        assert "[cut here" in text
        assert len(text.encode("utf-16-le")) // 2 <= 32_767
    about = [str(row[0]) for row in xlsx_rows(data, -1)]
    assert about[-1].endswith("32,767 characters: 2")
    assert csv_rows(as_csv(of_texts(longer), "en"))[1] == [longer]


def test_workbook_says_what_it_is_about() -> None:
    title = "Kunden: [alle] / 'Süd' * und mehr?"
    data = as_xlsx(Table(title, COLUMNS, [], notes=("Nur Team Süd",)), "de")
    assert opened(data).sheetnames == ["Kunden   alle    'Süd'   und me", "Zu dieser Datei"]
    assert [row[0] for row in xlsx_rows(data, -1)] == [
        title,
        "Erstellt am 15.06.2026",
        "Nur Team Süd",
    ]


def test_rows_that_do_not_fit_on_a_sheet_go_on_on_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbooks, "MOST_ROWS", 2)
    data = as_xlsx(of_texts("a", "b", "c", "d", "e"), "en")
    assert opened(data).sheetnames == ["Texts", "Texts (2)", "Texts (3)", "About this file"]
    found = [xlsx_rows(data, sheet)[1:] for sheet in range(3)]
    assert found == [[("a",), ("b",)], [("c",), ("d",)], [("e",)]]


CELLS: list[Any] = [
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.integers(-(10**14), 10**14),
    st.decimals(-(10**12), 10**12, places=2),
]


@settings(max_examples=25)
@given(st.lists(st.tuples(*CELLS), max_size=8))
def test_whatever_is_put_in_comes_out(rows: list[tuple[str, int, Decimal]]) -> None:
    columns = [
        Column("T", itemgetter(0)),
        Column("N", itemgetter(1), Kind.NUMBER),
        Column("M", itemgetter(2), Kind.MONEY),
    ]
    data = as_xlsx(Table("All", columns, rows), "en")
    for (text, number, money), found in zip(rows, xlsx_rows(data)[1:], strict=True):
        assert found[0] == text
        assert (Decimal(str(found[1])), Decimal(str(found[2]))) == (Decimal(number), money)
    for (text, number, money), line in zip(
        rows, csv_rows(as_csv(Table("All", columns, rows), "en"))[1:], strict=True
    ):
        assert line[0].removeprefix("'") == text.removeprefix("'")
        assert (Decimal(line[1]), Decimal(line[2])) == (Decimal(number), money)
