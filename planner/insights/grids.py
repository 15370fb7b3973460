"""The rows of a table that was pasted or sent, whatever separates its cells."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Sequence

from planner.insights.lines import clean_line

_SEPARATORS = "\t;,"
_LOOKED_AT = 50
_WORKBOOK = b"PK\x03\x04"

Rows = list[list[str]]


def is_workbook(data: bytes) -> bool:
    """Whether it is a file of Excel or Calc itself, and no text."""
    return data.startswith(_WORKBOOK)


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, in UTF-16 with a mark (“Unicode text”) or in Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read(text: str) -> Rows:
    """The rows that say anything, each with as many cells as the longest has."""
    separator = _separator_of(text)
    found = [[_tidy(cell) for cell in row] for row in _parsed(text, separator)]
    rows = [row for row in found if any(row)]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def written(rows: Sequence[Sequence[str]]) -> str:
    """The rows as `read` understands them again."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter="\t", lineterminator="\n").writerows(rows)
    return file.getvalue()


def _parsed(text: str, separator: str) -> Rows:
    """Spreadsheets put quotes around what needs them; where they do not add up, they are signs
    like others, so that no row is swallowed by one that never ends."""
    lines = io.StringIO(text, newline="")
    try:
        return list(csv.reader(lines, delimiter=separator, strict=True))
    except csv.Error:
        return [line.split(separator) for line in text.splitlines()]


def _separator_of(text: str) -> str:
    """The sign that parts the first lines into the same number of cells, if any does."""
    lines = [line for line in text.splitlines()[:_LOOKED_AT] if line.strip()]
    return max(_SEPARATORS, key=lambda sign: _evenness(lines, sign))


def _evenness(lines: Sequence[str], separator: str) -> tuple[bool, int]:
    """A tab that is there at all was not typed; else how many lines have as many cells as most."""
    if separator == "\t":
        return any("\t" in line for line in lines), 0
    lengths = Counter(len(row) for row in _parsed("\n".join(lines), separator))
    parted = [count for length, count in lengths.items() if length > 1]
    return False, max(parted, default=0)


def _tidy(cell: str) -> str:
    return clean_line(" ".join(cell.splitlines()))
