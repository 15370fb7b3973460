"""Tables to take away: what a page shows in rows and columns, as a file for a spreadsheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from planner.exports import comma_separated, workbooks
from planner.exports.columns import Column, Kind
from planner.translation import speaking

__all__ = ["Column", "Kind", "Table", "as_csv", "as_xlsx"]


@dataclass(frozen=True, slots=True)
class Table:
    """What is taken away. The rows are read once, while the file is written, and each has a value
    for every column. `notes` say what a reader has to know: the filter, what was left out."""

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Any, ...]]
    notes: tuple[str, ...] = ()


def as_csv(table: Table, language: str) -> bytes:
    """The names of the columns and the rows, and nothing else, so that programs can read it.

    German spreadsheets expect semicolons between cells and commas in numbers.
    """
    with speaking(language):
        lines = comma_separated.lines(table.columns, table.rows, language)
        return (comma_separated.MARK + "".join(lines)).encode()


def as_xlsx(table: Table, language: str) -> bytes:
    """A workbook with the rows on its first sheet, and the title and the notes on its last."""
    with speaking(language):
        return workbooks.workbook(table.title, table.columns, table.rows, table.notes)
