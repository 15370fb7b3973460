"""The rows of a table that was pasted, or sent as a file of any kind that is imported."""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from planner.imports.export_error import ExportError
from planner.imports.reading import Cell, open_file, shown
from planner.imports.reading.texts import pasted
from planner.imports.recognising import recognise
from planner.insights.lines import clean_line

Rows = list[list[str]]


def rows_of(text: str) -> Rows:
    """The rows that say anything, each with as many cells as the longest has. Where quotation marks
    do not add up, they are signs like others, so that no row is swallowed by one without an end."""
    file = pasted(text)
    try:
        return _even(line.cells for line in file.sheets[0].lines())
    except ExportError:
        lines = text.splitlines()
        return _even(line.split(file.delimiter) if file.delimiter else [line] for line in lines)


def text_of(name: str, stream: IO[bytes]) -> str:
    """What a sent file holds, as `rows_of` understands it. Raises ExportError with what to do.

    The name is one that a disk takes.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(stream.read())
        sheet = recognise(open_file(path)).sheet
        return written(_even(line.cells for line in sheet.lines()) if sheet else [])


def written(rows: Iterable[Sequence[str]]) -> str:
    """The rows as `rows_of` understands them again."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter="\t", lineterminator="\n").writerows(rows)
    return file.getvalue()


def _even(lines: Iterable[Sequence[Cell]]) -> Rows:
    found = [[_tidy(shown(cell)) for cell in line] for line in lines]
    rows = [row for row in found if any(row)]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _tidy(cell: str) -> str:
    return clean_line(" ".join(cell.splitlines()))
