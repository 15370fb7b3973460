"""Reads text files whose cells are parted by a sign: .csv, .tsv, .txt."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import StringIO
from itertools import dropwhile, islice
from pathlib import Path
from typing import TextIO

from planner.imports.export_error import ExportError
from planner.imports.reading.encodings import encoding_of, family
from planner.imports.reading.sheets import LONGEST_CELL, Line, Sheet, SheetFile

_DELIMITERS = (",", ";", "\t", "|")
_NOWHERE = "\x1f"
_SAID = re.compile(r"\ufeff?\"?sep=(.)\"?\s*", re.IGNORECASE)
_LOOKED_AT = 100
"""Lines by which the separator is told."""


Open = Callable[[], TextIO]
"""Begins to read a text from its start."""


def open_text(path: Path) -> SheetFile:
    """The one table of a text file."""
    encoding = encoding_of(path)
    return _table(path.name, family(encoding), lambda: path.open(encoding=encoding, newline=""))


def pasted(text: str) -> SheetFile:
    """The one table of a text. A tab that is there at all was not typed."""
    delimiters = ("\t",) if "\t" in text else _DELIMITERS
    return _table("", None, lambda: StringIO(text, newline=""), delimiters)


def _table(
    name: str, encoding: str | None, start: Open, delimiters: tuple[str, ...] = _DELIMITERS
) -> SheetFile:
    said = _said_delimiter(start)
    delimiter = said or _shown_delimiter(start, delimiters)

    def lines() -> Iterator[Line]:
        return _lines(name, start, delimiter or _NOWHERE, is_said=said is not None)

    return SheetFile(name, encoding, delimiter, (Sheet(None, lines),))


def _said_delimiter(start: Open) -> str | None:
    """The separator that Excel's line `sep=;` names at the top."""
    with start() as file:
        said = _SAID.fullmatch(file.readline(16))
    return said[1] if said else None


def _shown_delimiter(start: Open, delimiters: tuple[str, ...]) -> str | None:
    """The sign that parts most lines into the same number of cells; a comma if none does. None
    where the table has one column, in some of whose cells the sign stands."""
    best, parted, widths = ",", (0, 0, 0), list[int]()
    for delimiter in delimiters:
        with start() as file:
            found = _widths(islice(file, _LOOKED_AT), delimiter)
        if _parted(found) > parted:
            best, parted, widths = delimiter, _parted(found), found
    return None if _is_one_column(widths) else best


def _widths(lines: Iterable[str], delimiter: str) -> list[int]:
    try:
        return [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if cells]
    except csv.Error:
        return []


def _parted(widths: Sequence[int]) -> tuple[int, int, int]:
    """How many lines have the most frequent number of cells above one, how many cells the first
    line has, and that number."""
    counts = Counter(width for width in widths if width > 1)
    return max(((count, widths[0], width) for width, count in counts.items()), default=(0, 0, 0))


def _is_one_column(widths: Sequence[int]) -> bool:
    """Whether most lines are whole from the first that is parted on: below a title a table begins
    and does not end again."""
    if not widths or widths[0] > 1:
        return False
    from_first = list(dropwhile(lambda width: width == 1, widths))
    return from_first.count(1) * 2 > len(from_first)


def _lines(name: str, start: Open, delimiter: str, *, is_said: bool) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_CELL)
    first = 2 if is_said else 1
    with start() as file:
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
            raise ExportError([f"{name}:{line}: {_problem(error)}"]) from None


def _problem(error: csv.Error) -> str:
    if "field larger" in str(error):
        return (
            "a cell of more than 1 MB; a quotation mark may be missing, "
            "or the file is no table: export it again"
        )
    return f"not well-formed from here on: {error}; export the file again"
