"""What the columns of a pasted table are: by their heading in German or English, or by what they
hold."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner.imports.matching import fold_name

_LOOKED_AT = 20


def _nothing(_cell: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Heading:
    """What a column can be. `headings` are the words that stand above it elsewhere, `looks_so`
    knows its cells where none does."""

    name: str
    title: str
    headings: tuple[str, ...]
    looks_so: Callable[[str], bool] = _nothing


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """`E-Mail:` and `email` are the same word."""
    return "".join(sign for sign in fold_name(text) if sign.isalnum())


def columns_named(row: Sequence[str], columns: Sequence[Heading]) -> list[str]:
    """By place, the name of the column that is headed so; empty where no heading is known, or the
    same stands there a second time."""
    known = {bare(word): column.name for column in columns for word in column.headings}
    found: list[str] = []
    for cell in row:
        name = known.get(bare(cell), "")
        found.append("" if name in found else name)
    return found


def is_heading(row: Sequence[str], columns: Sequence[Heading]) -> bool:
    """Whether at least half of what stands there are headings."""
    known = sum(map(bool, columns_named(row, columns)))
    return known > 0 and known * 2 >= sum(map(bool, row))


def guessed(rows: Sequence[Sequence[str]], columns: Sequence[Heading]) -> list[str]:
    """The same for a table without headings; the first that looks like nothing is the name."""
    width = len(rows[0]) if rows else 0
    found: list[str] = []
    for place in range(width):
        cells = [row[place] for row in rows[:_LOOKED_AT] if row[place]]
        found.append(_alike(cells, [each for each in columns if each.name not in found]))
    if "name" not in found and "" in found:
        found[found.index("")] = "name"
    return found


def _alike(cells: Sequence[str], columns: Sequence[Heading]) -> str:
    for column in columns:
        if cells and sum(map(column.looks_so, cells)) * 2 > len(cells):
            return column.name
    return ""
