"""CSV tables of customers, leads and contacts, in UTF-8 with a header."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat

from planner.matching.companies import Company, CustomerContact


class TableRefused(Exception):
    """A table that cannot be read; the message says why and what to do."""


def customers_in(data: bytes) -> list[Company]:
    """The customers of a table with `key` and `name`; the other columns may be missing."""
    return [_company(row, "name") for row in _rows(data, ("key", "name"))]


def leads_in(data: bytes) -> list[Company]:
    """The leads of a table with `key` and `company`, in its order."""
    return [_company(row, "company") for row in _rows(data, ("key", "company"))]


def contacts_in(data: bytes) -> list[CustomerContact]:
    """The contacts of a table with `key`, `customer` and `name`."""
    return [
        CustomerContact(
            key=row["key"],
            customer=row["customer"],
            name=row["name"],
            email=row.get("email", ""),
            url=row.get("url", ""),
        )
        for row in _rows(data, ("key", "customer", "name"))
    ]


def _company(row: Mapping[str, str], called: str) -> Company:
    known = ("city", "postcode", "country", "website", "email")
    return Company(row["key"], row[called], **{name: row.get(name, "") for name in known})


def _rows(data: bytes, needed: Sequence[str]) -> Iterator[dict[str, str]]:
    """The rows by the names of their columns, without blanks around; blank lines are none."""
    reader = csv.reader(io.StringIO(_text(data), newline=""))
    header: list[str] | None = None
    try:
        for cells in reader:
            if header is None:
                header = _header(cells, needed)
            elif any(cell.strip() for cell in cells):
                filled = chain((cell.strip() for cell in cells), repeat(""))
                yield dict(zip(header, filled, strict=False))
    except csv.Error as error:
        raise TableRefused(f"Line {reader.line_num} is not CSV: {error}.") from error
    if header is None:
        raise TableRefused(f"The file is empty. The columns {', '.join(needed)} must be there.")


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"Byte number {error.start + 1} is not UTF-8. Save the file as UTF-8."
        raise TableRefused(message) from error


def _header(cells: Sequence[str], needed: Sequence[str]) -> list[str]:
    names = [cell.strip().casefold() for cell in cells]
    missing = [name for name in needed if name not in names]
    if missing:
        found = ", ".join(names)
        raise TableRefused(f"The column {', '.join(missing)} is missing. Found: {found}.")
    return names
