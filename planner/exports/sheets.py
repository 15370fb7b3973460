"""The cells of a sheet of Excel: what each kind of column writes, within what Excel can hold."""

import datetime
from decimal import Decimal
from typing import Any, cast

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from planner.exports.columns import Kind
from planner.exports.formulas import is_formula
from planner.translation import lazy as _

LONGEST = 32_767
"""So many characters fit into a cell, where those beyond 65,535 count twice."""
_DIGITS = 15
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it Excel's calendar is wrong by a day, or has none
_AS_READER_WRITES_DATES = 14  # the one built-in form that follows the reader's own settings


class Cells:
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
        if len(text) <= LONGEST // 2 or _length(text) <= LONGEST:
            return text
        self.cut += 1
        mark = str(_(" … [cut here: a cell of Excel holds no more; the CSV file has all of it]"))
        kept = text.encode("utf-16-le")[: (LONGEST - _length(mark)) * 2]
        return kept.decode("utf-16-le", "ignore") + mark


def _fits(value: Decimal) -> bool:
    """Whether Excel, which keeps 15 digits of a number, would keep all of this one."""
    return value.is_finite() and len(value.normalize().as_tuple().digits) <= _DIGITS


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
