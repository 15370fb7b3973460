"""The connections file of the large business network, as people bring it in.

It may begin with a preamble, be separated by commas, semicolons or tabs, speak German or English,
and lack nearly all e-mails. What is no such file is refused with what was found.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat

from planner.matching.tables import TableRefused
from planner.rating.value import value

LINES_BEFORE_ROWS = 20
"""The header stands in one of so many lines."""

_COLUMNS: Mapping[str, str] = {
    "first name": "first",
    "vorname": "first",
    "last name": "last",
    "nachname": "last",
    "url": "url",
    "email address": "email",
    "e-mail-adresse": "email",
    "company": "company",
    "unternehmen": "company",
    "firma": "company",
    "position": "position",
    "connected on": "connected_on",
    "verbunden am": "connected_on",
    "vernetzt am": "connected_on",
}
_NEEDED = frozenset({"first", "last", "company"})
_SEPARATORS = ",;\t"
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://")


class HeaderMissing(TableRefused):
    """No line names the columns that are needed."""


@value
class KnownPerson:
    """Somebody whom one of us knows; an empty text is unknown."""

    name: str
    company: str = ""
    url: str = ""
    email: str = ""


@value
class ConnectionsFile:
    """What a file holds: its connections, and how many rows were skipped for want of a name."""

    name: str
    connections: tuple[KnownPerson, ...]
    skipped: int

    @property
    def rows(self) -> int:
        return len(self.connections) + self.skipped

    @property
    def without_email(self) -> int:
        return sum(not connection.email for connection in self.connections)


def profile_address(url: str) -> str:
    """The address of a profile without scheme, `www.`, query and final slash."""
    host_and_path = _SCHEME.sub("", url.strip().casefold()).removeprefix("www.")
    return host_and_path.partition("?")[0].rstrip("/")


def connections_in(data: bytes, name: str) -> ConnectionsFile:
    """The connections in a file; raise TableRefused where it is none or holds nobody."""
    lines = decoded(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    place, separator, columns = _header(lines)
    found, skipped = [], 0
    for row in _rows(lines[place + 1 :], separator, columns):
        connection = _connection(row)
        if connection.name or connection.url:
            found.append(connection)
        else:
            skipped += 1
    if not found:
        raise TableRefused(f"The file holds no connections; {skipped} rows without a name or URL.")
    return ConnectionsFile(name, tuple(found), skipped)


def decoded(data: bytes) -> str:
    """UTF-8 with or without a mark, else Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _header(lines: Sequence[str]) -> tuple[int, str, list[str]]:
    """Where the header stands, what separates it, and what its columns are called here."""
    for place, line in enumerate(lines[:LINES_BEFORE_ROWS]):
        for separator in _SEPARATORS:
            columns = [
                _COLUMNS.get(cell.strip().casefold(), "") for cell in _cells(line, separator)
            ]
            if set(columns) >= _NEEDED:
                return place, separator, columns
    found = next((line.strip() for line in lines if line.strip()), "nothing")
    raise HeaderMissing(
        f"None of the first {LINES_BEFORE_ROWS} lines names columns for first name, last name and "
        f"company. Found: {found[:200]}"
    )


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _rows(
    lines: Sequence[str], separator: str, columns: Sequence[str]
) -> Iterator[Mapping[str, str]]:
    """The rows by their columns, of two of one kind the first; blank lines are none."""
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=separator)
    try:
        for cells in reader:
            if len(cells) > 1 or "".join(cells).strip():
                filled = chain((cell.strip() for cell in cells), repeat(""))
                yield dict(reversed(list(zip(columns, filled, strict=False))))
    except csv.Error as error:
        raise TableRefused(f"Row {reader.line_num} cannot be read: {error}.") from error


def _connection(row: Mapping[str, str]) -> KnownPerson:
    return KnownPerson(
        name=f"{row['first']} {row['last']}".strip(),
        company=row["company"],
        url=row.get("url", ""),
        email=row.get("email", ""),
    )
