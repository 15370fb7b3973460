"""One file whose noun is known, row by row, in the fields of this program."""

import enum
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from planner.imports.cells import Cells
from planner.imports.dates import DATE_WORDS, DateForm, DaysShown
from planner.imports.deciding.options import Options
from planner.imports.deciding.row import ExportRow, is_serial
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.imports.findings import Findings
from planner.imports.mending import mended
from planner.imports.numbers import NumberForm, NumbersShown, parse_number
from planner.imports.reading import Cell, Line, shown
from planner.imports.recognising import Recognised
from planner.imports.recognising.headings import folded, known_as
from planner.imports.tables import FileRow

DAYS = frozenset(
    {"closes_on", "decided_on", "won_on", "lost_on", "started_on", "due_on", "starts_at"}
    | {"created_on", "signed_on", "company_signed_on", "activated_on", "starts_on", "ends_on"}
)
NUMBERS = frozenset({"value", "actual_value", "annual_revenue", "probability", "months"})
_NOTHING = frozenset({"000000000000000AAA", "#N/A"})
_EPOCHS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}


Member = TypeVar("Member", bound=enum.StrEnum)


class _Column(NamedTuple):
    field: str
    place: int


class ExportTable:
    """Goes through the file twice: once for the forms of its columns, and once for its rows."""

    def __init__(self, found: Recognised, options: Options, findings: Findings) -> None:
        self.found, self.name = found, found.file.name
        self.noun, self.system = found.noun or "", found.system or ""
        self._options, self._findings = options, findings
        self._columns = [
            _Column(field, place) for place, field in enumerate(found.fields) if field is not None
        ]
        self._headings = {column.field: found.headings[column.place] for column in self._columns}
        self._other_numbers = [
            place
            for place, heading in enumerate(found.headings)
            if found.fields[place] is None and _is_number(heading, self.noun)
        ]
        self._unread = [place for place, field in enumerate(found.fields) if field is None]
        self._epoch = _EPOCHS[found.file.counts_from_1904]
        self.count = 0
        self._dates: dict[str, DateForm] = {}
        self._numbers: dict[str, NumberForm] = {}
        self._is_share = False
        self._look_through()

    def has(self, field: str) -> bool:
        return field in self._headings

    def note_not_stored(self, field: str) -> None:
        """Count a cell of a column that is read, and kept nowhere."""
        self._findings.add(Dirt.NOT_STORED, f"{self.name}: {self._headings[field]}")

    def choice(
        self, row: ExportRow, field: str, called: Callable[[str], Member | None]
    ) -> Member | None:
        """The value of a closed list; that a word is none of them is counted."""
        text = row.text(field)
        found = called(text) if text else None
        if text and found is None:
            self.note_not_stored(field)
        return found

    def holds_numbers(self, field: str) -> bool:
        """Whether a column names things by their numbers and not by their names."""
        heading = folded(self._headings[field])
        return heading.endswith(("id", "ids", "idc", "nummer", "number", "nr", "guid"))

    def rows(self) -> Iterator[ExportRow]:
        """All rows that are whole; the others are noted."""
        for line in self.found.rows():
            place = f"{self.name}:{line.number}"
            cells = _fitted(line.cells, len(self.found.headings))
            if cells is None:
                about = f"{self.name}: {len(line.cells)} instead of {len(self.found.headings)}"
                self._findings.add(Dirt.ROW_OF_WRONG_LENGTH, about, place=place)
                continue
            yield self._row(place, cells)

    def _row(self, place: str, line: Sequence[Cell]) -> ExportRow:
        typed = {column.field: line[column.place] for column in self._columns}
        texts = {field: said(shown(cell)) for field, cell in typed.items()}
        cells = Cells(FileRow(place, texts), self._findings)
        for column, text in list(texts.items()):
            better = mended(text)
            if better != text:
                texts[column] = better
                cells.note(Dirt.ENCODING_MENDED, self._headings[column], said=text)
        return ExportRow(
            cells,
            typed,
            self._dates,
            self._numbers,
            self._epoch,
            is_share=self._is_share,
            other_numbers=tuple(said(shown(line[place])).strip() for place in self._other_numbers),
        )

    def _look_through(self) -> None:
        days = {c: DaysShown() for c in self._columns if c.field in DAYS}
        numbers = {c: NumbersShown() for c in self._columns if c.field in NUMBERS}
        unread: Counter[int] = Counter()
        for line in self.found.rows():
            self.count += 1
            cells = _fitted(line.cells, len(self.found.headings))
            if cells is not None:
                self._note_unread(cells, unread)
                self._look_at(Line(line.number, cells), days, numbers)
        for place, count in unread.items():
            about = f"{self.name}: {self.found.headings[place] or f'column {place + 1}'}"
            self._findings.add(Dirt.NOT_STORED, about, count=count)
        self._settle_forms(days, numbers)

    def _note_unread(self, cells: Sequence[Cell], unread: Counter[int]) -> None:
        for place in self._unread:
            if cells[place] != "" and said(shown(cells[place])):
                unread[place] += 1

    def _look_at(
        self,
        line: Line,
        days: Mapping[_Column, DaysShown],
        numbers: Mapping[_Column, NumbersShown],
    ) -> None:
        """A form is only shown by texts."""
        for column, of_days in days.items():
            if (text := _text(line.cells[column.place])) and not is_serial(text):
                of_days.add(f"{self.name}:{line.number}", text)
        for column, of_numbers in numbers.items():
            if text := _text(line.cells[column.place]):
                of_numbers.add(f"{self.name}:{line.number}", text)

    def _settle_forms(
        self, days: Mapping[_Column, DaysShown], numbers: Mapping[_Column, NumbersShown]
    ) -> None:
        problems: list[str] = []
        for column in self._columns:
            try:
                if column in days:
                    self._settle_days(column.field, days[column])
                elif column in numbers:
                    heading = self._headings[column.field]
                    form = numbers[column].form(heading, self._options.numbers)
                    self._numbers[column.field] = form
            except ExportError as refusal:
                problems.extend(refusal.problems)
        if problems:
            raise ExportError(problems)
        self._is_share = self._holds_shares()

    def _settle_days(self, field: str, days: DaysShown) -> None:
        heading = self._headings[field]
        self._dates[field] = days.form(heading, self._options.dates)
        if days.count:
            words = DATE_WORDS[self._dates[field]]
            about = f"{self.name}: {heading}: {days.count:,} days as {words}"
            self._findings.add(Dirt.DATE_FORM, about)

    def _holds_shares(self) -> bool:
        """Whether probabilities go to 1 and not to 100, as those of workbooks do."""
        if not self.has("probability"):
            return False
        place = self.found.fields.index("probability")
        form = self._numbers.get("probability", NumberForm.POINT)
        cells = (line.cells[place] for line in self.found.rows() if place < len(line.cells))
        says_percent, parts = "%" in self._headings["probability"], False
        for text in map(shown, cells):
            number = parse_number(text, form)
            if number is not None and (number > 1 or "%" in text):
                return False
            parts = parts or (number is not None and 0 < number < 1)
        return parts or not says_percent


def _is_number(heading: str, noun: str) -> bool:
    """Whether a column that is not read has numbers as well, by which other files may name things:
    Salesforce has its own and those of another program."""
    return any((known.noun, known.field) == (noun, "number") for known in known_as(heading))


def said(text: str) -> str:
    """A text, or nothing where another program writes that there is nothing."""
    stripped = text.strip()
    return "" if stripped in _NOTHING else text if stripped else ""


def _text(cell: Cell) -> str:
    return said(cell).strip() if isinstance(cell, str) else ""


def _fitted(cells: Sequence[Cell], width: int) -> tuple[Cell, ...] | None:
    """The cells of a row below so many headings; None if they have slipped."""
    if len(cells) < width or any(cell != "" for cell in cells[width:]):
        return None
    return tuple(cells[:width])
