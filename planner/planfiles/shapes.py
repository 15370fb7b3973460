"""How the plan file and the tables correspond, read off the schema and the models.

What an item says under a name stands in the column of that name, or, where it refers to something,
in the column of that name with `_id`. What has no column is a list with a table of its own.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Column, Date, Enum, Integer, Table

from planner.actions.history.events import plain
from planner.database import Base
from planner.models.types import Amount
from planner.planfiles.schema import SCHEMA

ItemValues = dict[str, Any]
"""What an item says, by name, each name being there: texts, numbers, dates as texts, keys of what
it refers to (a field by its name), None for what it does not say, and its plain lists."""

LARGEST_WHOLE_NUMBER: Final = 2**31 - 1


class ValueKind(NamedTuple):
    """How a value passes from the file to where it is compared, into its column, and back."""

    read: Callable[[Any], Any]
    keep: Callable[[Any], Any]
    show: Callable[[Any], Any]


def _as_it_is(value: Any) -> Any:
    return value


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _decimal(value: float) -> Decimal:
    """Exactly what is written: the text of a float is its shortest form."""
    return Decimal(str(value))


_PLAIN: Final = ValueKind(_as_it_is, _as_it_is, _as_it_is)
WHOLE: Final = ValueKind(int, _as_it_is, _as_it_is)
AMOUNT: Final = ValueKind(_number, _decimal, plain)
_DAY: Final = ValueKind(_as_it_is, date.fromisoformat, date.isoformat)
CHOICE: Final = ValueKind(_as_it_is, _as_it_is, attrgetter("value"))


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """One value of an item; `target` is the table that it refers to, if it does."""

    name: str
    column: str
    kind: ValueKind
    target: str | None = None
    default: Any = None
    in_file: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class PlainList:
    """A list that belongs to its item as a value does: of keys, of texts, or of small objects."""

    name: str
    table: Table
    owner: str
    attributes: tuple[Attribute, ...]

    @property
    def single(self) -> Attribute | None:
        """What the list holds, unless that is objects."""
        return self.attributes[0] if len(self.attributes) == 1 else None


Likeness = Callable[[ItemValues], Hashable]


@dataclass(frozen=True, eq=False)
class Shape:
    """One kind of item, with its place in the file and in the database."""

    noun: str
    list: str
    """The name of its list, in the file and as a table."""
    table: Table
    owner: str | None
    """The column that names what its list belongs to."""
    called: str | None
    """What people call it by; without, it has the name of its owner."""
    names: tuple[str, ...]
    """Everything that the file can say, in the schema's order."""
    attributes: tuple[Attribute, ...]
    lists: tuple[PlainList, ...]
    children: tuple["Shape", ...]
    alike: tuple[Likeness, ...]
    """What tells that an item of the file and a stored one are the same, strictest first."""

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """The tables that values, or what plain lists hold, refer to."""
        single = {each.name: each.single for each in self.lists}
        known = {each.name: each for each in self.attributes} | single
        return {name: each.target for name, each in known.items() if each and each.target}


def by(*names: str) -> Likeness:
    """Items are the same when they say the same under these names."""
    return lambda values: tuple(values[name] for name in names)


def attribute_of(column: Column[Any], default: Any = None, *, in_file: bool = True) -> Attribute:
    """How a column stands in the file: under its own name, or without `_id` as a reference."""
    target = next((key.column.table.name for key in column.foreign_keys), None)
    name = column.name.removesuffix("_id") if target else column.name
    return Attribute(name, column.name, _kind(column), target, default, in_file)


def _kind(column: Column[Any]) -> ValueKind:
    if column.foreign_keys:
        return _PLAIN
    kinds = {Amount: AMOUNT, Date: _DAY, Enum: CHOICE, Integer: WHOLE}
    return next((kind for of, kind in kinds.items() if isinstance(column.type, of)), _PLAIN)


def table_of(model: type[Base]) -> Table:
    """The table behind a model."""
    return cast(Table, model.__table__)


def plain_list(name: str, model: type[Base]) -> PlainList:
    """The list of a plain table that hangs on an item and has no ids of its own."""
    table = table_of(model)
    owner = next(column.name for column in table.primary_key if column.foreign_keys)
    held = [column for column in table.c if column.name not in (owner, "position")]
    return PlainList(name, table, owner, tuple(attribute_of(column) for column in held))


def shape(
    place: str,
    noun: str,
    model: type[Base],
    *,
    called: str | None = None,
    owner: str | None = None,
    alike: tuple[Likeness, ...] = (),
    lists: Mapping[str, type[Base]] | None = None,
    children: tuple[Shape, ...] = (),
) -> Shape:
    """The shape of the items at a place of the schema."""
    table, properties = table_of(model), _properties(place)
    columns = {name: _column(table, name) for name in properties}
    return Shape(
        noun=noun,
        list=table.name,
        table=table,
        owner=owner,
        called=called,
        names=tuple(properties),
        attributes=tuple(
            attribute_of(column, properties[name].get("default"))
            for name, column in columns.items()
            if column is not None
        ),
        lists=tuple(plain_list(*each) for each in (lists or {}).items()),
        children=children,
        alike=alike,
    )


def _column(table: Table, name: str) -> Column[Any] | None:
    found = table.c.get(name)
    return found if found is not None else table.c.get(f"{name}_id")


def _properties(place: str) -> dict[str, Any]:
    part = SCHEMA
    for step in place.split("/")[1:]:
        part = part["properties"][step]
        part = part.get("items", part)
    return cast(dict[str, Any], part["properties"])
