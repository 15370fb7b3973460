"""How the plan file and the tables correspond, read off the schema and the models.

What an item says under a name stands in the column of that name, or, where it refers to something,
in the column of that name with `_id`. What has no column is a list with a table of its own.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from sqlalchemy import Column, Date, Enum, Integer, Table

from planner.actions.history.event_names import noun_of
from planner.actions.history.events import plain
from planner.database import Base
from planner.models.item_lists import LISTS, content_columns, lists_of, owner_column
from planner.models.types import Amount, DaysByPerson
from planner.planfiles.schema import SCHEMA

ItemValues = dict[str, Any]
"""What an item says, by name, each name being there: texts, numbers, dates as texts, keys of what
it refers to (a field by its name), None for what it does not say, and its plain lists."""

# What people call an item by: the first of these that the file says of it.
_CALLED: Final = (
    *("name", "title", "topic", "text", "label"),
    *("person", "field", "by", "sponsor", "key"),
)
LARGEST_WHOLE_NUMBER: Final = 2**31 - 1


def _as_it_is(value: Any) -> Any:
    return value


class ValueKind(NamedTuple):
    """How a value passes from the file to where it is compared, into its column, back, and into
    the file again."""

    read: Callable[[Any], Any]
    keep: Callable[[Any], Any]
    show: Callable[[Any], Any]
    write: Callable[[Any], Any] = _as_it_is


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _decimal(value: float) -> Decimal:
    """Exactly what is written: the text of a float is its shortest form."""
    return Decimal(str(value))


def _listed(by_person: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"person": person, "on": on} for person, on in by_person.items()]


def _by_person(listed: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {each["person"]: each["on"] for each in listed}


_PLAIN: Final = ValueKind(_as_it_is, _as_it_is, _as_it_is)
WHOLE: Final = ValueKind(int, _as_it_is, _as_it_is)
AMOUNT: Final = ValueKind(_number, _decimal, plain)
DAY: Final = ValueKind(_as_it_is, date.fromisoformat, date.isoformat)
DAYS_BY_PERSON: Final = ValueKind(_listed, _as_it_is, _as_it_is, _by_person)
CHOICE: Final = ValueKind(_as_it_is, _as_it_is, attrgetter("value"))


@dataclass(frozen=True, slots=True, eq=False)
class Attribute:
    """One value of an item; `target` is the table that it refers to, if it does."""

    name: str
    column: str
    kind: ValueKind
    target: str | None = None
    default: Any = None
    within: str | None = None
    """The object of the item in which the file says it."""

    @property
    def path(self) -> tuple[str, ...]:
        """The names that lead to it in the item."""
        if self.within is None:
            return (self.name,)
        return self.within, self.name.removeprefix(f"{self.within}_")


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


AlikeBy = Callable[[ItemValues], Hashable]


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
    """All that has a place here, in the schema's order; what stands in an object by its column."""
    attributes: tuple[Attribute, ...]
    lists: tuple[PlainList, ...]
    children: tuple["Shape", ...]
    alike: tuple[AlikeBy, ...]
    """What tells that an item of the file and a stored one are the same, strictest first."""

    @cached_property
    def within(self) -> Mapping[str, Attribute]:
        """The values that the file has in an object of the item."""
        return {each.name: each for each in self.attributes if each.within is not None}

    @cached_property
    def kinds(self) -> Mapping[str, ValueKind]:
        """How each value passes into the file."""
        return {each.name: each.kind for each in self.attributes}

    @cached_property
    def targets(self) -> Mapping[str, str]:
        """The tables that values, or what plain lists hold, refer to."""
        single = {each.name: each.single for each in self.lists}
        known = {each.name: each for each in self.attributes} | single
        return {name: each.target for name, each in known.items() if each and each.target}


def by(*names: str) -> AlikeBy:
    """Items are the same when they say the same under these names."""
    return lambda values: tuple(values[name] for name in names)


def attribute_of(column: Column[Any], default: Any = None, within: str | None = None) -> Attribute:
    """How a column stands in the file: under its own name, or without `_id` as a reference."""
    target = next((key.column.table.name for key in column.foreign_keys), None)
    # As plain texts: SQLAlchemy has its own, which not everything takes that reads documents.
    name = str(column.name.removesuffix("_id") if target else column.name)
    # What nobody said stays unsaid where the database can keep it so.
    default = None if column.nullable else default
    return Attribute(name, str(column.name), _kind(column), target, default, within)


def _kind(column: Column[Any]) -> ValueKind:
    if column.foreign_keys:
        return _PLAIN
    kinds = {
        Amount: AMOUNT,
        Date: DAY,
        DaysByPerson: DAYS_BY_PERSON,
        Enum: CHOICE,
        Integer: WHOLE,
    }
    return next((kind for of, kind in kinds.items() if isinstance(column.type, of)), _PLAIN)


def table_of(model: type[Base]) -> Table:
    """The table behind a model."""
    return cast(Table, model.__table__)


def plain_list(name: str, table: Table) -> PlainList:
    """The list of a plain table that hangs on an item and has no ids of its own."""
    held = tuple(attribute_of(column) for column in content_columns(table))
    return PlainList(name, table, owner_column(table).name, held)


def shape(
    place: str,
    model: type[Base],
    *,
    owner: str | None = None,
    alike: tuple[AlikeBy, ...] = (),
    children: tuple[Shape, ...] = (),
) -> Shape:
    """The shape of the items at a place of the schema."""
    table, properties = table_of(model), _properties(place)
    within = {f"{name}_{part}": name for name, of in properties.items() for part in _parts(of)}
    properties = _flat(properties)
    columns = {name: _column(table, name) for name in properties}
    lists = tuple(plain_list(name, of) for name, of in _lists(table, properties))
    listed = {each.name for each in lists} | {child.list for child in children}
    return Shape(
        noun=noun_of(table.name),
        list=str(table.name),
        table=table,
        owner=owner,
        called=next((name for name in _CALLED if name in properties), None),
        names=tuple(
            name for name, column in columns.items() if column is not None or name in listed
        ),
        attributes=tuple(
            attribute_of(column, properties[name].get("default"), within.get(name))
            for name, column in columns.items()
            if column is not None
        ),
        lists=lists,
        children=children,
        alike=alike,
    )


def _lists(table: Table, names: Iterable[str]) -> Iterator[tuple[str, Table]]:
    """The plain lists that hang on items of a table, in the order in which the file has them."""
    held = {LISTS[each.name]: each for each in lists_of(table)}
    return ((name, held[name]) for name in names if name in held)


def _column(table: Table, name: str) -> Column[Any] | None:
    found = table.c.get(name)
    return found if found is not None else table.c.get(f"{name}_id")


def _parts(part: Mapping[str, Any]) -> dict[str, Any]:
    """What an object in an item can say, each with a column of its own; lists are no objects."""
    return cast(dict[str, Any], part.get("properties", {}))


def _flat(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties of an item, with those of its objects in the place of these."""
    flat: dict[str, Any] = {}
    for name, of in properties.items():
        parts = {f"{name}_{part}": each for part, each in _parts(of).items()}
        flat |= parts or {name: of}
    return flat


def lists_at(place: str) -> list[str]:
    """The names of the lists of items that the schema has at a place."""
    return [name for name, part in _properties(place).items() if "items" in part]


def _properties(place: str) -> dict[str, Any]:
    part = SCHEMA
    for step in place.split("/")[1:]:
        part = part["properties"][step]
        part = part.get("items", part)
    return cast(dict[str, Any], part["properties"])
