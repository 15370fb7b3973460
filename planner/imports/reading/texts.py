"""Reads text files whose cells are parted by a sign: .csv, .tsv, .txt."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from planner.imports.export_error import ExportError
from planner.imports.reading.encodings import encoding_of, family
from planner.imports.reading.sheets import LONGEST_CELL, Line, Sheet, SheetFile

_DELIMITERS = (",", ";", "\t", "|")
_SAID = re.compile(r"\ufeff?\"?sep=(.)\"?\s*", re.IGNORECASE)
_LOOKED_AT = 100
"""Lines by which the separator is told."""


def open_text(path: Path) -> SheetFile:
    """The one table of a text file."""
    encoding = encoding_of(path)
    said = _said_delimiter(path, encoding)
    delimiter = said or _shown_delimiter(path, encoding)

    def lines() -> Iterator[Line]:
        return _lines(path, encoding, delimiter, is_said=said is not None)

    return SheetFile(path.name, family(encoding), delimiter, (Sheet(None, lines),))


def _said_delimiter(path: Path, encoding: str) -> str | None:
    """The separator that Excel's line `sep=;` names at the top."""
    with path.open(encoding=encoding, newline="") as file:
        said = _SAID.fullmatch(file.readline(16))
    return said[1] if said else None


def _shown_delimiter(path: Path, encoding: str) -> str:
    """The sign that parts most lines into the same number of cells; a comma if none does."""
    best, parted = ",", (0, 0, 0)
    for delimiter in _DELIMITERS:
        with path.open(encoding=encoding, newline="") as file:
            found = _parted(islice(file, _LOOKED_AT), delimiter)
        if found > parted:
            best, parted = delimiter, found
    return best


def _parted(lines: Iterable[str], delimiter: str) -> tuple[int, int, int]:
    """How many lines have the most frequent number of cells above one, how many cells the first
    line has, and that number."""
    try:
        widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter)]
    except csv.Error:
        return 0, 0, 0
    counts = Counter(width for width in widths if width > 1)
    return max(((count, widths[0], width) for width, count in counts.items()), default=(0, 0, 0))


def _lines(path: Path, encoding: str, delimiter: str, *, is_said: bool) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_CELL)
    first = 2 if is_said else 1
    with path.open(encoding=encoding, newline="") as file:
        if is_said:
            file.readline()
        # Strict, because a quotation mark that never ends would swallow all rows after it.
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        line = first
        try:
            for values in reader:
                if values:
                    yield Line(line, tuple(values))
                line = reader.line_num + first
        except csv.Error as error:
            raise ExportError([f"{path.name}:{line}: {_problem(error)}"]) from None


def _problem(error: csv.Error) -> str:
    if "field larger" in str(error):
        return (
            "a cell of more than 1 MB; a quotation mark may be missing, "
            "or the file is no table: export it again"
        )
    return f"not well-formed from here on: {error}; export the file again"
