"""A table as a workbook of Excel, written row by row so that a long one needs little memory."""

import datetime
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any, cast

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from planner import clock
from planner.exports.tables import Column, Kind, Row, Table, is_formula
from planner.translation import lazy as _, speaking
from planner.words.dates import exact_day

MOST_ROWS = 1_048_575
"""So many rows fit on a sheet below the titles of the columns."""
_WIDTHS = {Kind.TEXT: 28, Kind.NUMBER: 12, Kind.MONEY: 16, Kind.PERCENT: 12, Kind.DATE: 12}
_LONGEST_NAME = 31
_A4 = 9
_LONGEST_TEXT = 32_767
"""So many characters fit into a cell, where those beyond 65,535 count twice."""
_DIGITS = 15
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it Excel's calendar is wrong by a day, or has none
_AS_READER_WRITES_DATES = 14  # the one built-in form that follows the reader's own settings


def as_xlsx(table: Table[Row], language: str) -> bytes:
    """A workbook with the rows on its first sheet, and the title and the notes on its last."""
    with speaking(language):
        return _workbook(table)


def _workbook(table: Table[Row]) -> bytes:
    """The file; what does not fit on one sheet goes on on the next."""
    file = io.BytesIO()
    made = Workbook(file, {"constant_memory": True})
    made.set_properties({"title": table.title, "created": clock.now().replace(tzinfo=None)})
    cells = _Cells(made)
    for number, part in enumerate(_parts(table.rows), 1):
        _fill(made.add_worksheet(_name(table.title, number)), cells, table.columns, part)
    about = made.add_worksheet(_name(str(_("About this file")), 1))
    about.set_column(0, 0, 100)
    for line, text in enumerate(_about(table, cells.cut)):
        cells.write(about, (line, 0), Kind.TEXT, text)
    made.close()
    return file.getvalue()


def _parts(rows: Iterable[Row]) -> Iterator[Iterable[Row]]:
    """The rows by sheets; there is one even if there are no rows."""
    left = iter(rows)
    yield islice(left, MOST_ROWS)
    for first in left:
        yield chain((first,), islice(left, MOST_ROWS - 1))


class _Cells:
    """Writes cells into the sheets of one workbook; `cut` counts texts that did not fit."""

    def __init__(self, workbook: Workbook) -> None:
        self.cut = 0
        self.heading = workbook.add_format({"bold": True, "bottom": 1, "quote_prefix": True})
        self._text = workbook.add_format({"quote_prefix": True})
        self._forms = {
            Kind.MONEY: workbook.add_format({"num_format": "#,##0.00##"}),
            Kind.DATE: workbook.add_format({"num_format": _AS_READER_WRITES_DATES}),
        }
        self._percent = workbook.add_format({"num_format": "0%"})
        self._finer_percent = workbook.add_format({"num_format": "0.0###%"})

    def write(self, sheet: Worksheet, at: tuple[int, int], kind: Kind, value: Any) -> None:
        """`at` is the row and the column, from 0."""
        if kind is Kind.DATE and value >= _FIRST_DAY:
            sheet.write_datetime(*at, value, self._forms[kind])
        elif kind in (Kind.TEXT, Kind.DATE) or not _fits(Decimal(value)):
            self._write_text(sheet, at, str(value))
        else:
            # Decimals are written digit by digit, which the types of the library do not say.
            sheet.write_number(*at, cast(float, Decimal(value)), self._form(kind, value))

    def _form(self, kind: Kind, value: Decimal) -> Format | None:
        if kind is Kind.PERCENT:
            whole = value.scaleb(2) == int(value.scaleb(2))
            return self._percent if whole else self._finer_percent
        return self._forms.get(kind)

    def _write_text(self, sheet: Worksheet, at: tuple[int, int], text: str) -> None:
        text = self._cut(text)
        if text.startswith("<r>"):
            # The library takes this for its own mark-up, unless it comes in two pieces.
            sheet.write_rich_string(*at, text[:1], self._text, text[1:])
        else:
            # Text is never computed; the mark on the cell keeps it so when somebody edits it.
            sheet.write_string(*at, text, self._text if is_formula(text) else None)

    def _cut(self, text: str) -> str:
        if len(text) <= _LONGEST_TEXT // 2 or _length(text) <= _LONGEST_TEXT:
            return text
        self.cut += 1
        mark = str(_(" … [cut here: a cell of Excel holds no more; the CSV file has all of it]"))
        kept = text.encode("utf-16-le")[: (_LONGEST_TEXT - _length(mark)) * 2]
        return kept.decode("utf-16-le", "ignore") + mark


def _fits(value: Decimal) -> bool:
    """Whether Excel, which keeps 15 digits of a number, would keep all of this one."""
    return value.is_finite() and len(value.normalize().as_tuple().digits) <= _DIGITS


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _fill(
    sheet: Worksheet, cells: _Cells, columns: Sequence[Column[Row]], rows: Iterable[Row]
) -> None:
    titles = [str(column.title) for column in columns]
    for index, (column, title) in enumerate(zip(columns, titles, strict=True)):
        sheet.set_column(index, index, max(_WIDTHS[column.kind], len(title) + 3))
    for index, title in enumerate(titles):
        sheet.write_string(0, index, title, cells.heading)
    last = 0
    for last, row in enumerate(rows, 1):
        for index, column in enumerate(columns):
            if (value := column.cell(row)) is not None:
                cells.write(sheet, (last, index), column.kind, value)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.freeze_panes(1, 1)
    _print_well(sheet)


def _print_well(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")


def _name(title: str, number: int) -> str:
    """What a sheet may be called: short, and without the signs that formulas use."""
    counted = f" ({number})" if number > 1 else ""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip(" '")
    return plain[: _LONGEST_NAME - len(counted)].strip(" '") + counted or "1"


def _about(table: Table[Row], cut: int) -> Iterator[str]:
    yield table.title
    yield str(_("Made on %(day)s", day=exact_day(clock.today())))
    yield from table.notes
    if cut:
        yield str(
            _("Texts that were cut, as a cell of Excel holds 32,767 characters: %(cut)s", cut=cut)
        )
