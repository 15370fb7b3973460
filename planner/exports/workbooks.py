"""A table as a workbook of Excel, written row by row so that a long one needs little memory."""

import io
import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from planner import clock
from planner.exports.columns import Column, Kind
from planner.exports.sheets import Cells
from planner.translation import lazy as _

MOST_ROWS = 1_048_575
"""So many rows fit on a sheet below the names of the columns."""
_WIDTHS = {Kind.TEXT: 28, Kind.NUMBER: 12, Kind.MONEY: 16, Kind.PERCENT: 12, Kind.DATE: 12}
_LONGEST_NAME = 31
_A4 = 9

Rows = Iterable[tuple[Any, ...]]


def workbook(title: str, columns: tuple[Column, ...], rows: Rows, notes: tuple[str, ...]) -> bytes:
    """The file; what does not fit on one sheet goes on on the next."""
    file = io.BytesIO()
    made = Workbook(file, {"constant_memory": True})
    made.set_properties({"title": title, "created": clock.now().replace(tzinfo=None)})
    cells = Cells(made)
    for number, part in enumerate(_parts(rows), 1):
        _fill(made.add_worksheet(_name(title, number)), cells, columns, part)
    about = made.add_worksheet(_name(str(_("About this file")), 1))
    about.set_column(0, 0, 100)
    for line, text in enumerate(_about(title, notes, cells.cut)):
        cells.write(about, (line, 0), Kind.TEXT, text)
    made.close()
    return file.getvalue()


def _parts(rows: Rows) -> Iterator[Rows]:
    """The rows by sheets; there is one even if there are no rows."""
    left = iter(rows)
    yield islice(left, MOST_ROWS)
    for first in left:
        yield chain((first,), islice(left, MOST_ROWS - 1))


def _fill(sheet: Worksheet, cells: Cells, columns: tuple[Column, ...], rows: Rows) -> None:
    for index, column in enumerate(columns):
        sheet.set_column(index, index, max(_WIDTHS[column.kind], len(column.name) + 3))
    for index, column in enumerate(columns):
        sheet.write_string(0, index, column.name, cells.heading)
    last = 0
    for last, row in enumerate(rows, 1):
        for index, (column, value) in enumerate(zip(columns, row, strict=True)):
            if value is not None:
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


def _about(title: str, notes: tuple[str, ...], cut: int) -> Iterator[str]:
    yield title
    yield str(_("Made on %(day)s", day=clock.today().isoformat()))
    yield from notes
    if cut:
        yield str(
            _("Texts that were cut, as a cell of Excel holds 32,767 characters: %(cut)s", cut=cut)
        )
