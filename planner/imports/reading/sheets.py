"""What a file consists of, whatever kind of file it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

Cell = str | Decimal | date | datetime
"""Text files have texts only; workbooks know numbers, days and moments. Nothing is an empty
text."""

LONGEST_CELL = 1_000_000
"""Signs; more is no value but a file that was read with the wrong separator or quotation mark."""
LARGEST_TABLE = 2_000_000_000
"""Bytes, unpacked."""


class Line(NamedTuple):
    """`number` is the line of the text file, or the row of the sheet, in which it begins."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of lines, read anew each time that `lines` is called."""

    name: str | None
    lines: Callable[[], Iterator[Line]]


@dataclass(frozen=True, slots=True)
class SheetFile:
    """`encoding` and `delimiter` are None for workbooks. `counts_from_1904` says what the serial
    numbers of days count from, if not from 1900."""

    name: str
    encoding: str | None
    delimiter: str | None
    sheets: tuple[Sheet, ...]
    counts_from_1904: bool = False


def shown(cell: Cell) -> str:
    """A cell as a text; days as 2026-06-30, numbers with a point and without needless zeros."""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if isinstance(cell, date):
        return cell.isoformat()
    return cell
