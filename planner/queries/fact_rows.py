"""How the facts of many plans are read: one statement for each kind of item, plain columns only."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, String, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from planner import rating
from planner.database import db

People = dict[int, rating.Person]
Item = TypeVar("Item")
ByParent = dict[int, tuple[Item, ...]]


def as_text(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """The value of an enum as the text that is stored; the rating needs no more."""
    return type_coerce(column, String)


def grouped(statement: Select[*tuple[Any, ...]], build: Callable[..., Item]) -> ByParent[Item]:
    """What `build` makes of each row, by the row's first column."""
    groups: dict[int, list[Item]] = defaultdict(list)
    for row in db.session.execute(statement):
        groups[row[0]].append(build(*row))
    return {parent: tuple(items) for parent, items in groups.items()}


class Reading:
    """The plans whose ids lie in a range.

    `named` gathers, by plan, the ids of the people whom its items name.
    """

    def __init__(self, first: int, last: int, everybody: People) -> None:
        self._first, self._last = first, last
        self._everybody = everybody
        self.named: dict[int, set[int]] = defaultdict(set)

    def covers(self, plan_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
        """The condition that a row belongs to one of the plans."""
        return plan_id.between(self._first, self._last)

    def key(self, plan: int, person: int) -> str:
        """The key of somebody whom an item of the plan names."""
        self.named[plan].add(person)
        return self._everybody[person].key

    def key_or_none(self, plan: int, person: int | None) -> str | None:
        return None if person is None else self.key(plan, person)

    def keys(self, statement: Select[*tuple[Any, ...]]) -> ByParent[str]:
        """The keys of people by parent; the rows are parent, plan and person."""
        return grouped(statement, lambda _parent, plan, person: self.key(plan, person))
