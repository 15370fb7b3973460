"""One row of an export, by fields."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from planner import email_addresses
from planner.imports.cells import Cells
from planner.imports.currencies import currency_code
from planner.imports.dates import DateForm, parse_day
from planner.imports.dirt import Dirt
from planner.imports.numbers import NumberForm, parse_number
from planner.imports.reading import Cell

_YES = frozenset({"true", "1", "yes", "ja", "wahr", "x", "done", "erledigt", "y", "j", "t", "✓"})
_SERIALS = range(20_000, 80_000)
"""Serial numbers of days from 1954 to 2119, as tables count them."""
_AND = re.compile(r"[;,]")
_BEYOND = Decimal(10) ** 15
_DIGITS = 15
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?", re.ASCII)


def is_serial(text: str) -> bool:
    """Whether a text is a day as tables count them."""
    match = _SERIAL.fullmatch(text)
    return match is not None and int(match[1]) in _SERIALS


@dataclass(frozen=True, slots=True)
class ExportRow:
    """What a column is missing for is nothing. Each thing that is wrong is noted once a row."""

    cells: Cells
    typed: Mapping[str, Cell]
    dates: Mapping[str, DateForm]
    numbers: Mapping[str, NumberForm]
    epoch: date
    is_share: bool = False
    other_numbers: tuple[str, ...] = ()
    """By which other rows may name it as well."""

    @property
    def place(self) -> str:
        return self.cells.row.place

    def text(self, field: str) -> str:
        """One line of at most 200 characters."""
        return self.cells.text(field) if self.cells.row.cells.get(field) else ""

    def email(self) -> str:
        """The first address of a cell; what is none is noted and left out."""
        text = self.text("email")
        first = _AND.split(text)[0].strip()
        if text and not email_addresses.is_valid(first):
            self.cells.note(Dirt.NOT_STORED, "e-mail that is no address", said=text)
            return ""
        return first

    def long_text(self, field: str) -> str:
        return self.cells.row.cells.get(field, "").replace("\0", "").strip()

    def is_so(self, field: str) -> bool:
        """Whether a mark is set."""
        return self.text(field).casefold() in _YES

    def mark(self, field: str) -> bool | None:
        """Whether a mark is set; None where nothing is said."""
        return self.is_so(field) if self.text(field) else None

    def day(self, field: str) -> date | None:
        """The day of a cell, a text or a serial number."""
        cell = self.typed.get(field, "")
        if isinstance(cell, datetime):
            return cell.date()  # a workbook knows of no zones
        if isinstance(cell, date):
            return cell
        text = self.text(field)
        if not text:
            return None
        if is_serial(text):
            return self.epoch + timedelta(days=int(text.partition(".")[0]))
        day = parse_day(text, self.dates.get(field, DateForm.ISO))
        if day is None:
            self.cells.note(Dirt.BAD_DATE, field, said=text)
        return day

    def quantity(self, field: str) -> Decimal | None:
        """A number of any sign."""
        cell = self.typed.get(field, "")
        if isinstance(cell, Decimal):
            return cell
        text = self.text(field)
        number = parse_number(text, self.numbers.get(field, NumberForm.POINT)) if text else None
        if text and number is None:
            self.cells.note(Dirt.BAD_NUMBER, field, said=text)
        return number

    def amount(self, field: str) -> Decimal | None:
        """A number of zero or more, in cents."""
        number = self.quantity(field)
        if number is None:
            return None
        if number < 0 or number >= _BEYOND:
            kind = Dirt.NEGATIVE_NUMBER if number < 0 else Dirt.BAD_NUMBER
            self.cells.note(kind, field, said=str(number))
            return None
        # So many digits are exact in either database.
        return round(number, min(2, _DIGITS - number.adjusted() - 1))

    def currency(self) -> str | None:
        """The code of a currency, as three letters."""
        text = self.text("currency")
        code = currency_code(text) if text else None
        if text and code is None:
            self.cells.note(Dirt.NOT_STORED, "currency that is not known", said=text)
        return code

    def probability(self) -> Decimal | None:
        """From 0 to 1."""
        number = self.quantity("probability")
        if number is None:
            return None
        share = number if self.is_share else number / 100
        if not 0 <= share <= 1:
            self.cells.note(Dirt.BAD_NUMBER, "probability", said=str(number))
            return None
        return round(share, 4)

    def full_name(self) -> str:
        """The name, else the first and the last one together, else the address."""
        parts = " ".join(filter(None, (self.text("first_name"), self.text("last_name"))))
        return self.text("name") or parts or self.email()
