"""Reads the values of one row and notes what is wrong with them."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planner.imports.dates import DateForm, parse_day
from planner.imports.dirt import Dirt
from planner.imports.findings import Findings
from planner.imports.tables import FileRow
from planner.insights.lines import clean_line
from planner.insights.numbers import is_ambiguous

LONGEST_LINE = 200
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?", re.ASCII)
_BEYOND = Decimal(10) ** 15


def _line(text: str) -> str:
    """A text as one line: without what nobody sees, and without blanks around it."""
    spaced = "".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in text)
    return clean_line(spaced)


@dataclass(frozen=True, slots=True)
class Cells:
    """Each thing that is wrong is noted once a row, however often its column is read."""

    row: FileRow
    findings: Findings
    _noted: set[tuple[Dirt, str]] = field(default_factory=set)

    def text(self, column: str) -> str:
        """One line of at most 200 characters, empty if there is nothing."""
        raw = self.row.cells[column]
        if raw.isprintable() and raw[:1] != " " != raw[-1:] and len(raw) <= LONGEST_LINE:
            return raw
        tidy = _line(raw)
        if tidy != raw:
            self.note(Dirt.TEXT_TIDIED, column)
        if len(tidy) > LONGEST_LINE:
            self.note(Dirt.TEXT_TOO_LONG, column)
            return tidy[: LONGEST_LINE - 1].rstrip() + "…"
        return tidy

    def amount(self, column: str, *, times: int = 1) -> Decimal | None:
        """A number of zero or more, multiplied to whole units; None if there is none.

        In whole units 12.500 may be 12,500 as well, and is none.
        """
        text = self.text(column)
        if not text:
            return None
        is_clear = times > 1 or not is_ambiguous(text)
        number = Decimal(text) * times if is_clear and _NUMBER.fullmatch(text) else None
        if number is None or abs(number) >= _BEYOND:
            self.note(Dirt.BAD_NUMBER, column, said=text)
            return None
        if number < 0:
            self.note(Dirt.NEGATIVE_NUMBER, column, said=text)
            return None
        return number

    def whole(self, column: str) -> int | None:
        """A whole number of zero or more; None if there is none."""
        number = self.amount(column)
        if number is not None and number != int(number):
            self.note(Dirt.BAD_NUMBER, column, said=self.text(column))
            return None
        return None if number is None else int(number)

    def day(self, column: str, form: DateForm) -> date | None:
        text = self.text(column)
        day = parse_day(text, form)
        if text and day is None:
            self.note(Dirt.BAD_DATE, column, said=text)
        return day

    def note(self, kind: Dirt, about: str = "", *, said: str = "") -> None:
        """Note a finding at this row; `said` is the text that stands there."""
        if (kind, about) not in self._noted:
            self._noted.add((kind, about))
            place = f"{self.row.place} “{said}”" if said else self.row.place
            self.findings.add(kind, about, place=place)
