"""What the columns of a pasted table are: by their headings, or by what they hold."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, Protocol

from planner.imports.recognising import fields_named

_LOOKED_AT = 20


class Columns(Protocol):
    """What the columns of a table can be. `looks` knows the cells of some where no heading does."""

    noun: ClassVar[str]
    fields: ClassVar[Sequence[str]]
    looks: ClassVar[Mapping[str, Callable[[str], bool]]]


def columns_named(row: Sequence[str], of: Columns) -> list[str]:
    """By place, the name of the column that is headed so; empty where no heading is known, or the
    same is meant by another one."""
    found = fields_named(row, of.noun)
    return [name if name is not None and name in of.fields else "" for name in found]


def is_heading(row: Sequence[str], of: Columns) -> bool:
    """Whether at least half of what stands there are headings."""
    known = sum(map(bool, columns_named(row, of)))
    return known > 0 and known * 2 >= sum(map(bool, row))


def guessed(rows: Sequence[Sequence[str]], of: Columns) -> list[str]:
    """The same for a table without headings; the first that looks like nothing is the name."""
    width = len(rows[0]) if rows else 0
    found: list[str] = []
    for place in range(width):
        cells = [row[place] for row in rows[:_LOOKED_AT] if row[place]]
        found.append(_alike(cells, of, found))
    if "name" not in found and "" in found:
        found[found.index("")] = "name"
    return found


def _alike(cells: Sequence[str], of: Columns, found: Sequence[str]) -> str:
    for name, looks_so in of.looks.items():
        if name not in found and cells and sum(map(looks_so, cells)) * 2 > len(cells):
            return name
    return ""
