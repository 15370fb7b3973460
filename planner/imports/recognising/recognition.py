"""Recognises one file by its headings."""

from collections import defaultdict
from collections.abc import Iterator, Mapping as AnyMapping, Sequence
from dataclasses import dataclass
from itertools import islice

from planner.imports.reading import Cell, Line, Sheet, SheetFile, shown
from planner.imports.recognising.headings import (
    ENOUGH,
    PLAIN,
    READ,
    Known,
    known_as,
    systems,
    telling,
)
from planner.imports.recognising.mapping import FileMapping

_LOOKED_THROUGH = 50
"""Lines in which the heading is looked for."""
_KNOWN_COLUMNS = 2
SAMPLE = 5


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file with what it seems to be.

    `fields` has, for each column, what it becomes, or None. `noun` and `system` are None where
    nothing is read, and `instead` then says what the file holds if that is known.
    """

    file: SheetFile
    sheet: Sheet | None
    heading_row: int
    headings: tuple[str, ...] = ()
    noun: str | None = None
    system: str | None = None
    fields: tuple[str | None, ...] = ()
    instead: str | None = None

    def rows(self) -> Iterator[Line]:
        """The lines below the heading."""
        lines = self.sheet.lines() if self.sheet else iter(())
        return (line for line in lines if line.number > self.heading_row)

    def sample(self) -> list[list[str]]:
        return [list(map(shown, line.cells)) for line in islice(self.rows(), SAMPLE)]

    @property
    def columns(self) -> dict[str, str | None]:
        """What each heading becomes; the first of two that are alike counts."""
        found: dict[str, str | None] = {}
        for heading, name in zip(self.headings, self.fields, strict=True):
            if heading:
                found.setdefault(heading, name)
        return found


def recognise(
    file: SheetFile, said: FileMapping | None = None, *, system: str | None = None
) -> Recognised:
    """What a file seems to be, unless `said` and `system` say it."""
    said = said or FileMapping()
    sheet, line = _heading(file, said)
    if line is None:
        return Recognised(file, sheet, 0)
    headings = tuple(shown(cell).strip() for cell in line.cells)
    noun, found = _likeliest(headings, said, system)
    if noun not in READ:
        nothing: tuple[str | None, ...] = (None,) * len(headings)
        return Recognised(file, sheet, line.number, headings, fields=nothing, instead=noun or None)
    fields = _fields(headings, noun, found, said)
    return Recognised(file, sheet, line.number, headings, noun, found, fields)


def scores(headings: Sequence[str], said: FileMapping) -> dict[tuple[str, str], int]:
    """How much speaks for each pair of a noun and a system."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for heading in dict.fromkeys(headings):
        if heading not in said.columns:
            for known in telling(heading):
                found[known.noun, known.system] += known.weight
    return found


def _heading(file: SheetFile, said: FileMapping) -> tuple[Sheet | None, Line | None]:
    """The first line with two known columns in the first sheet that has one, else the first line
    that there is."""
    first: tuple[Sheet | None, Line | None] = None, None
    for sheet in file.sheets:
        for line in islice(sheet.lines(), _LOOKED_THROUGH):
            first = (sheet, line) if first[1] is None else first
            if _known_columns(line.cells, said) >= _KNOWN_COLUMNS:
                return sheet, line
    return first


def _known_columns(cells: Sequence[Cell], said: FileMapping) -> int:
    texts = (cell.strip() for cell in cells if isinstance(cell, str))
    return sum(1 for text in texts if text in said.columns or telling(text))


def _likeliest(headings: Sequence[str], said: FileMapping, system: str | None) -> tuple[str, str]:
    """The noun and the system for which most speaks; of two the plain table, which asserts least,
    and the noun that tells more."""
    found = scores(headings, said)
    order = {name: place for place, name in enumerate((*READ, ""))}

    def likelihood(pair: tuple[str, str]) -> tuple[int, int, int]:
        noun, of = pair
        return found[pair], of == PLAIN, -order.get(noun, 0)

    offered = [
        pair
        for pair in found
        if (said.noun == pair[0] if said.noun else _is_enough(pair[0], headings, said))
        and (system is None or pair[1] in (system, PLAIN, ""))
    ]
    known = sum(telling(heading) != [] for heading in headings)
    alone = [heading for heading in headings if heading]
    if not offered or (known < _KNOWN_COLUMNS and not _tells_alone(alone, found)):
        return said.noun or "", system or PLAIN
    noun, likeliest = max(offered, key=likelihood)
    return noun, system or likeliest or PLAIN


def _tells_alone(headings: Sequence[str], found: AnyMapping[tuple[str, str], int]) -> bool:
    """Whether the only heading of a list says what it lists, as `Firma` does and `Name` not."""
    return len(headings) == 1 and max(found.values(), default=0) > 1


def _is_enough(noun: str, headings: Sequence[str], said: FileMapping) -> bool:
    """Whether there are columns without which nothing could be made of a row."""
    known = {one.field for heading in headings for one in telling(heading) if one.noun == noun}
    known |= {name for heading in headings if (name := said.columns.get(heading))}
    return noun not in ENOUGH or any(fields <= known for fields in ENOUGH[noun])


def fields_named(headings: Sequence[str], noun: str) -> tuple[str | None, ...]:
    """What the columns of a table of this noun are by their headings, whoever calls them so."""
    return _fields(headings, noun, PLAIN, FileMapping())


def _fields(
    headings: Sequence[str], noun: str, system: str, said: FileMapping
) -> tuple[str | None, ...]:
    """What each column is. Of two columns for one field the one that the system itself calls so
    counts, and of those the one that stands first in the table of headings."""
    order = [system, PLAIN, *systems()]
    best: dict[str, tuple[int, int, int]] = {}
    for place, heading in enumerate(headings):
        if heading in said.columns:
            name, rank = said.columns[heading], (-1, 0, place)
            if name is not None:
                best[name] = min(best.get(name, rank), rank)
            continue
        known = _known(heading, noun, order)
        if known is not None:
            rank = (order.index(known.system), known.rank, place)
            best[known.field] = min(best.get(known.field, rank), rank)
    by_place = {rank[2]: name for name, rank in best.items()}
    return tuple(by_place.get(place) for place in range(len(headings)))


def _known(heading: str, noun: str, order: Sequence[str]) -> Known | None:
    fitting = [known for known in known_as(heading) if known.noun == noun]
    return min(fitting, key=lambda known: (order.index(known.system), known.rank), default=None)
