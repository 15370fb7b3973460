"""Which column is which in a connections file whose header names none that is known."""

import csv
from collections.abc import Mapping

from planner.matching.connections import LINES_BEFORE_ROWS, decoded
from planner.rating.value import value

SEPARATORS = ",;\t"
_NAMES = {
    "first": "First Name",
    "last": "Last Name",
    "company": "Company",
    "url": "URL",
    "email": "Email Address",
}


@value
class Headline:
    """The line that looks most like a header: its place, what separates it, and its cells."""

    place: int
    separator: str
    cells: tuple[str, ...]


def headline_in(data: bytes) -> Headline | None:
    """The first of the lines with the most cells; None where nothing is a table."""
    lines = _lines(data)[:LINES_BEFORE_ROWS]
    found = [
        Headline(place, separator, _cells(line, separator))
        for place, line in enumerate(lines)
        for separator in SEPARATORS
        if separator in line
    ]
    return max(found, key=lambda each: len(each.cells), default=None)


def with_columns(data: bytes, columns: Mapping[str, int]) -> bytes:
    """The same file with known names in its header; `columns` has the places, 0 for the first, by
    first, last, company, url and email."""
    headline = headline_in(data)
    if headline is None:
        return data
    names = {place: _NAMES[name] for name, place in columns.items()}
    header = headline.separator.join(
        names.get(place, "-") for place in range(max(len(headline.cells), *names, 1) + 1)
    )
    return "\n".join((header, *_lines(data)[headline.place + 1 :])).encode()


def _lines(data: bytes) -> list[str]:
    return decoded(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _cells(line: str, separator: str) -> tuple[str, ...]:
    try:
        return tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return ()
