"""What a pasted table would bring in: each row with what it would make, or with what is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from planner.imports.pasted import columns as known, texts
from planner.imports.pasted.columns import Columns
from planner.words import gettext

MOST_PASTED_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody pasted and has said about it so far; None where nothing was said yet.

    Rows and places are counted from 0. `otherwise` is what empty cells of a column stand for.
    `despite` are the rows that are to be added although they are alike. `made` names, as
    `team:North`, what is to be made because it is not there.
    """

    text: str
    has_heading: bool | None = None
    columns: Sequence[str] | None = None
    cells: Mapping[tuple[int, int], str] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    without: frozenset[int] = frozenset()
    despite: frozenset[int] = frozenset()
    leaves_out_alike: bool = False
    made: frozenset[str] | None = None


@dataclass(slots=True)
class PastedRow:
    """A row. `problems` are by name of the column; `alike` says what is there already."""

    number: int
    row: Sequence[str]
    cells: Mapping[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    alike: str = ""
    can_be_another: bool = True

    @property
    def line(self) -> int:
        """As people count."""
        return self.number + 1


@dataclass(slots=True)
class New:
    """A team or a field that is not there, with the number of rows that name it."""

    kind: str
    name: str
    is_made: bool
    count: int = 0

    @property
    def mark(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(slots=True)
class Looked:
    """`good` would be brought in; `wrong` stand in the way; `left_out` are left out."""

    rows: texts.Rows
    has_heading: bool
    columns: Sequence[str]
    good: list[PastedRow] = field(default_factory=list)
    wrong: list[PastedRow] = field(default_factory=list)
    left_out: list[PastedRow] = field(default_factory=list)
    new: list[New] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The table with all that was corrected in it."""
        return texts.written(self.rows)

    @property
    def can_be_brought_in(self) -> bool:
        return bool(self.good) and not (self.wrong or self.problems)

    @property
    def headed_columns(self) -> dict[str, str | None]:
        """What each heading, or else the column of this number, is."""
        heads = self.rows[0] if self.has_heading else [""] * len(self.columns)
        named = enumerate(zip(heads, self.columns, strict=True), start=1)
        return {head or str(number): name or None for number, (head, name) in named}

    @property
    def unread(self) -> list[str]:
        """What stands above the columns that nobody has named, or else their first cell."""
        first = self.rows[0] if self.rows else []
        return [text or "…" for text, name in zip(first, self.columns, strict=True) if not name]


class PastedKind(Columns, Protocol):
    """What the rows of a table are; it knows what is there already."""

    new: dict[str, New]

    def read(self, entry: PastedRow) -> None:
        """Fill in the values of an entry, its problems, and what is alike."""

    def problems_of(self, columns: Sequence[str]) -> list[str]:
        """What is wrong with the table as a whole, of which these columns are known."""


def look(kind: PastedKind, said: Said) -> Looked:
    """What the table would bring in, as it stands there and with what was said about it."""
    rows = texts.rows_of(said.text)
    for (number, place), cell in said.cells.items():
        if number < len(rows) and place < len(rows[number]):
            rows[number][place] = cell
    found = _headed(rows, kind, said)
    found.problems = kind.problems_of(found.columns)
    if len(rows) > MOST_PASTED_ROWS:
        found.problems.append(gettext("This is too much at once. Bring it in in parts."))
        return found
    for number in range(1 if found.has_heading else 0, len(rows)):
        _sort_in(_entry(number, found, kind, said), found, said)
    found.new = sorted(kind.new.values(), key=lambda each: (each.kind, each.name))
    return found


def _headed(rows: texts.Rows, kind: PastedKind, said: Said) -> Looked:
    """Which columns there are, as was said or else as they look."""
    has_heading = said.has_heading
    if has_heading is None:
        has_heading = bool(rows) and known.is_heading(rows[0], kind)
    names = said.columns
    if names is None or len(names) != len(rows[0] if rows else ()):
        headed = known.columns_named(rows[0], kind) if has_heading else None
        names = headed or known.guessed(rows, kind)
    return Looked(rows, has_heading, names)


def _entry(number: int, found: Looked, kind: PastedKind, said: Said) -> PastedRow:
    row = found.rows[number]
    cells = {name: cell for name, cell in zip(found.columns, row, strict=True) if name}
    for name, instead in said.otherwise.items():
        cells[name] = cells.get(name) or instead
    entry = PastedRow(number, row, cells)
    if number not in said.without:
        kind.read(entry)
    return entry


def _sort_in(entry: PastedRow, found: Looked, said: Said) -> None:
    goes_in_despite = entry.can_be_another and entry.number in said.despite
    if entry.number in said.without:
        found.left_out.append(entry)
    elif entry.alike and not goes_in_despite:
        (found.left_out if said.leaves_out_alike else found.wrong).append(entry)
    else:
        (found.wrong if entry.problems else found.good).append(entry)
