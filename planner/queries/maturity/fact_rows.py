"""How the facts of many plans are read: one statement for each kind of item, plain columns only.

Rows are taken as the driver hands them over. Turning each into a row of SQLAlchemy's, with each
column in its own type, would take longer than reading them.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, TypeVar, cast

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Executable,
    Select,
    String,
    bindparam,
    select,
    type_coerce,
)
from sqlalchemy.orm import InstrumentedAttribute

from planner import rating
from planner.database import db, named
from planner.models import Plan
from planner.models.kinds import PlanStatus
from planner.models.types import Amount

_People = Mapping[int, rating.PersonFact]
_Item = TypeVar("_Item")
ByParent = Mapping[int, list[_Item]]
Rows = list[tuple[Any, ...]]

_ACTIVE = select(Plan.id).where(
    Plan.id.between(bindparam("first"), bindparam("last")), Plan.status == PlanStatus.ACTIVE
)


def as_text(column: InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """The value of an enum as the text that is stored; the rating needs no more."""
    return type_coerce(column, String)


def listed(stored: Any) -> list[Any]:
    """What a list in a column says, taken as text: SQLite hands that over, PostgreSQL the list."""
    return json.loads(stored) if isinstance(stored, str) else stored or []


class FactItems:
    """One kind of item of many plans, as statements that are built once.

    The rating asks little about each of very many; plans that are not active have no items for it,
    since they are not rated. The rules after the signature ask for the `whole` of few: the same
    columns with more behind them, in the order of the plan file.
    """

    def __init__(
        self,
        statement: Select[*tuple[Any, ...]],
        plan_id: InstrumentedAttribute[int],
        *,
        whole: Select[*tuple[Any, ...]] | None = None,
    ) -> None:
        # The range says nothing new, but lets PostgreSQL take the index of the plans' ids.
        in_range = plan_id.between(bindparam("first"), bindparam("last"))
        self.in_range = named(statement.where(in_range, plan_id.in_(_ACTIVE)))
        among = plan_id.in_(bindparam("plan_ids", expanding=True))
        self.among = named(statement.where(among))
        self.whole = self.among if whole is None else named(whole.where(among))


class FactReading:
    """The plans whose ids lie in a range, or of those only the ones that are `among` some. With
    `whole` all is read of those, whether they are active or not; the rating needs less.

    `day` and `amount` make of a driver's value what the rating counts with.
    """

    def __init__(
        self,
        first: int,
        last: int,
        people: _People,
        *,
        among: Collection[int] = (),
        whole: bool = False,
    ) -> None:
        self._values = {"first": first, "last": last}
        self._among = list(among) if len(among) > 1 or whole else []
        self.whole = whole
        self.people = people
        dialect = db.session.connection().dialect
        self.day = reader_of_days()
        self.amount: Callable[[Any], Any] = _amounts(dialect)

    def rows(self, items: FactItems) -> Rows:
        """The rows of these items that belong to the plans, of the driver's own types."""
        if self.whole:
            return driver_rows(items.whole, plan_ids=self._among)
        if self._among:
            return driver_rows(items.among, plan_ids=self._among)
        return driver_rows(items.in_range, **self._values)

    def keys(self, items: FactItems) -> Mapping[int, tuple[str, ...]]:
        """The keys of people by parent; the rows are parent and person."""
        people = self.people
        keys: dict[int, tuple[str, ...]] = defaultdict(tuple)
        for parent, person in self.rows(items):
            keys[parent] += (people[person].key,)
        return keys


def driver_rows(statement: Executable, **values: object) -> Rows:
    """The rows of a statement, each a plain tuple of the driver's own types."""
    result = db.session.connection().execute(statement, values)
    assert result.cursor is not None  # noqa: S101 - a SELECT has one until it is read
    rows = cast(Rows, result.cursor.fetchall())
    result.close()
    return rows


def reader_of_days() -> Callable[[Any], Any]:
    """Makes a day of what the driver hands over as one."""
    is_text = db.session.connection().dialect.name == "sqlite"
    return _Days().__getitem__ if is_text else _as_it_is


class _Days(dict[str | None, date | None]):
    """Days by the text that SQLite keeps; the same few come again and again."""

    def __init__(self) -> None:
        super().__init__({None: None})

    def __missing__(self, text: str) -> date:
        day = self[text] = date.fromisoformat(text)
        return day


def _as_it_is(value: Any) -> Any:
    return value


def _amounts(dialect: Dialect) -> Callable[[Any], Decimal | None]:
    if dialect.name == "postgresql":
        return _as_it_is
    return _Amounts(dialect).__getitem__


class _Amounts(dict[Any, Decimal | None]):
    """Amounts by what SQLite keeps; round ones come again and again."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__()
        self._read = partial(Amount().process_result_value, dialect=dialect)

    def __missing__(self, stored: Any) -> Decimal | None:
        amount = self[stored] = self._read(stored)
        return amount
