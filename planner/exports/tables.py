"""Tables to take away: what a page shows in rows and columns, as a file for a spreadsheet."""

import csv
import datetime
import enum
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from planner.translation import speaking

# The full-width signs count too: some spreadsheets read them as the narrow ones. What cannot be
# seen in front of them does not make them harmless, as it is dropped when a file is read.
_FORMULA = re.compile("[\\s\x00-\x20\u00ad\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]|[\t\r\n]")


class Kind(enum.Enum):
    """What the cells of a column hold; None is an empty cell in every one of them."""

    TEXT = "text"
    """Anything that `str` makes readable."""
    NUMBER = "number"
    """int or Decimal"""
    MONEY = "money"
    """Decimal; the currency stands in a text column of its own beside it"""
    PERCENT = "percent"
    """Decimal, where 1 is 100 %"""
    DATE = "date"
    """datetime.date"""


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """What stands above a column, and what it says of a row. Both are put into words when the file
    is written, so that the columns of a table can be declared once for all languages."""

    title: str
    cell: Callable[[Row], Any]
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """What is taken away. The rows are read once, while the file is written. `notes` say what a
    reader has to know: the filter, what was left out."""

    title: str
    columns: Sequence[Column[Row]]
    rows: Iterable[Row]
    notes: Sequence[str] = ()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet could compute it (or trip over how it begins)."""
    # Nearly all begin with a letter or a figure, and to see that is faster.
    return not text[:1].isalnum() and _FORMULA.match(text) is not None


def as_csv(table: Table[Row], language: str) -> bytes:
    """The titles of the columns and the rows, and nothing else, so that programs can read it.

    German spreadsheets expect semicolons between cells and commas in numbers. The mark of UTF-8 at
    the start tells Excel how to read the letters.
    """
    separator, point = (";", ",") if language == "de" else (",", ".")
    file = io.StringIO(newline="")
    # Every text in quotes: one may hold the separator of another language.
    writer = csv.writer(file, delimiter=separator, quoting=csv.QUOTE_NONNUMERIC)
    with speaking(language):
        writer.writerow([_text(column.title) for column in table.columns])
        cells = [(column.cell, _Written(column.kind, point)) for column in table.columns]
        for row in table.rows:
            writer.writerow([written[cell(row)] for cell, written in cells])
    return file.getvalue().encode("utf-8-sig")


class _Bare(str):
    """What stands in a line without quotes, which `csv` leaves away where there is a number."""

    __slots__ = ()

    def __float__(self) -> float:
        """Never asked for: that it is there is what makes a number of it."""
        raise TypeError(self)


_NOTHING = _Bare()
_VALUES_KEPT = 2**15
"""Of so many values a column remembers how they are written."""


class _Written(dict[Any, str]):
    """How the cells of a column are written, each value once: of ten thousands of rows most say
    what one before has said. Values that are equal are written alike."""

    def __init__(self, kind: Kind, point: str) -> None:
        super().__init__({None: _NOTHING})
        self._write, self._point = _WRITTEN[kind], point

    def __missing__(self, value: Any) -> str:
        if len(self) >= _VALUES_KEPT:
            self.clear()
            self[None] = _NOTHING
        found = self[value] = self._write(value, self._point)
        return found


def _day(value: datetime.date, _point: str) -> str:
    """As the norm has it: spreadsheets read it as a day whatever their language."""
    return _Bare(value.isoformat())


def _percent(value: Decimal, point: str) -> str:
    return _Bare(_number(value.scaleb(2), point) + "%")


def _amount(value: Decimal | int, point: str) -> str:
    return _Bare(_number(value, point))


def _text(value: object, _point: str = "") -> str:
    """With an apostrophe before it if it could be computed, which makes it a text."""
    text = str(value)
    return f"'{text}" if is_formula(text) else text


def _number(value: Decimal | int, point: str) -> str:
    return format(Decimal(value), "f").replace(".", point)


_WRITTEN: Mapping[Kind, Callable[[Any, str], str]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _amount,
    Kind.MONEY: _amount,
    Kind.PERCENT: _percent,
    Kind.DATE: _day,
}
"""How a cell of each kind is written, with the point that numbers have."""
