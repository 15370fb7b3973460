"""What a list is asked for: its filters, its order and where it goes on, as SQL conditions."""

import datetime
import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Enum,
    Table,
    Text,
    and_,
    false,
    func,
    or_,
    select,
)

from planner.database import Base, db
from planner.models import Event
from planner.planfiles.schema import is_day
from planner.planfiles.shapes import DAY, DAYS_BY_PERSON, Attribute, Shape
from planner.words import gettext

UPDATED = "updated_at"


class NotUnderstood(Exception):
    """A parameter or a value that there is not; the message says which, and what there is."""


@dataclass(frozen=True, slots=True)
class Order:
    """One of the things by which a list is put in order."""

    name: str
    by: ColumnElement[Any]
    descending: bool = False


def filters(shape: Shape) -> dict[str, str]:
    """What a list of such items can be filtered by, with the kind of value: `enum`, `reference`,
    `flag`, `day` or `moment`."""
    found = {each.name: kind for each in shape.attributes if (kind := _kind(shape, each))}
    found |= {each.name: "reference" for each in shape.lists if each.single and each.single.target}
    for each in shape.attributes:
        if each.kind is DAY:
            stem = each.name.removesuffix("_on")
            found |= {f"{stem}_after": "day", f"{stem}_before": "day"}
    return found | {"updated_since": "moment"}


def orders(shape: Shape) -> list[str]:
    """By what it can be put in order."""
    by = [each.name for each in shape.attributes if _has_order(shape, each)]
    return [*by, UPDATED]


def conditions(shape: Shape, asked: Mapping[str, str]) -> Iterator[ColumnElement[bool]]:
    """One for each parameter; raise NotUnderstood."""
    known = filters(shape)
    for name, text in asked.items():
        if name not in known:
            raise NotUnderstood(
                gettext(
                    "There is no parameter %(name)s. There are: %(known)s.",
                    name=name,
                    known=", ".join(known),
                )
            )
        yield _condition(shape, name, known[name], text)


def ordered(shape: Shape, asked: str) -> list[Order]:
    """`due_on,-updated_at`; what is alike in that is in the order in which it was added."""
    columns = {each.name: shape.table.c[each.column] for each in shape.attributes}
    found = []
    for said in filter(None, asked.split(",")):
        name = said.removeprefix("-")
        if name not in orders(shape):
            raise NotUnderstood(none_of("order", name, orders(shape)))
        by = version_of(shape.table) if name == UPDATED else columns[name]
        found.append(Order(name, by, descending=said.startswith("-")))
    return [*found, Order("id", shape.table.c.id)]


def behind(order: Sequence[Order], values: Sequence[Any]) -> ColumnElement[bool]:
    """What comes after the item that has these values; what says nothing comes last."""
    alternatives: list[ColumnElement[bool]] = []
    same: list[ColumnElement[bool]] = []
    for each, value in zip(order, values, strict=True):
        if value is not None:
            beyond = each.by < value if each.descending else each.by > value
            alternatives.append(and_(*same, or_(beyond, each.by.is_(None))))
        same.append(each.by.is_(None) if value is None else each.by == value)
    return or_(false(), *alternatives)


def ordered_by(order: Sequence[Order]) -> Iterator[ColumnElement[Any]]:
    for each in order:
        yield each.by.is_(None)
        yield each.by.desc() if each.descending else each.by.asc()


def as_in_cursor(value: Any) -> Any:
    """A value of an order as a cursor carries it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    return str(value) if isinstance(value, Decimal) else value


def value_of_cursor(order: Order, value: Any) -> Any:
    """The same back again, of the column's own type."""
    column_type = getattr(order.by, "type", None)
    if value is None or column_type is None:
        return value
    if isinstance(column_type, Enum):
        return column_type.enum_class(value) if column_type.enum_class else value
    kind = column_type.python_type if not isinstance(column_type, Boolean) else bool
    if kind is datetime.date:
        return datetime.date.fromisoformat(value)
    return Decimal(value) if kind is Decimal else value


def version_of(table: Table) -> ColumnElement[int]:
    """The number of an item's last event, in a statement about its table."""
    last = select(func.max(Event.id)).where(
        Event.subject == table.name, Event.subject_id == table.c.id
    )
    return func.coalesce(last.correlate(table).scalar_subquery(), 0)


def none_of(name: str, value: str, known: Iterable[str]) -> str:
    """That a value of a parameter is none of those that there are."""
    listed = ", ".join(known)
    return gettext(
        "%(name)s: %(value)s is none of %(known)s.", name=name, value=value, known=listed
    )


def _how_moments_are_written() -> str:
    said = "updated_since"
    return gettext("%(name)s: write a time with its zone, as 2026-06-30T12:00:00Z.", name=said)


def _kind(shape: Shape, attribute: Attribute) -> str | None:
    column_type = shape.table.c[attribute.column].type
    if attribute.target:
        return "reference"
    if isinstance(column_type, Enum):
        return "enum"
    return "flag" if isinstance(column_type, Boolean) else None


def _has_order(shape: Shape, attribute: Attribute) -> bool:
    column_type = shape.table.c[attribute.column].type
    is_text = isinstance(column_type, Text)
    return not (attribute.target or is_text or attribute.kind is DAYS_BY_PERSON)


def _condition(shape: Shape, name: str, kind: str, text: str) -> ColumnElement[bool]:
    if kind == "moment":
        return _updated_since(shape, text)
    if kind == "day":
        return _day(shape, name, text)
    column = _column(shape, name)
    found: ColumnElement[bool]
    if kind == "enum":
        found = column.in_([_member(column, name, value) for value in text.split(",")])
    if kind == "flag":
        if text not in ("true", "false"):
            raise NotUnderstood(gettext("%(name)s: write true or false.", name=name))
        found = column.is_(text == "true")
    if kind == "reference":
        found = _refers(shape, name, text.split(","))
    return found


def _column(shape: Shape, name: str) -> Any:
    columns = {each.name: shape.table.c[each.column] for each in shape.attributes}
    return columns.get(name)


def _member(column: Any, name: str, value: str) -> Any:
    try:
        return column.type.enum_class(value)
    except ValueError as error:
        raise NotUnderstood(none_of(name, value, column.type.enums)) from error


def _day(shape: Shape, name: str, text: str) -> ColumnElement[bool]:
    stem, _, which = name.rpartition("_")
    column = _column(shape, f"{stem}_on")
    column = _column(shape, stem) if column is None else column
    if not is_day(text):
        raise NotUnderstood(gettext("%(name)s: write a day as 2026-06-30.", name=name))
    day = datetime.date.fromisoformat(text)
    compared: ColumnElement[bool] = column > day if which == "after" else column < day
    return compared


def _updated_since(shape: Shape, text: str) -> ColumnElement[bool]:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise NotUnderstood(_how_moments_are_written()) from error
    if moment.tzinfo is None or not 1 < moment.year < 9999:  # noqa: PLR2004 - zones reach further
        raise NotUnderstood(_how_moments_are_written())
    since = select(Event.subject_id).where(Event.subject == shape.table.name, Event.at >= moment)
    return shape.table.c.id.in_(since)


def _refers(shape: Shape, name: str, keys: Sequence[str]) -> ColumnElement[bool]:
    single = next((each for each in shape.lists if each.name == name), None)
    if single is not None and single.single is not None:
        wanted = _ids(str(single.single.target), name, keys)
        held = single.table.c[single.single.column]
        return shape.table.c.id.in_(select(single.table.c[single.owner]).where(held.in_(wanted)))
    target = next(str(each.target) for each in shape.attributes if each.name == name)
    found: ColumnElement[bool] = _column(shape, name).in_(_ids(target, name, keys))
    return found


def _ids(target: str, name: str, keys: Sequence[str]) -> list[int]:
    """Of people and fields it is known to all whether there are such; a key of what belongs to a
    plan may stand in many, of which the list around is about one."""
    table = Base.metadata.tables[target]
    column = table.c["name" if target == "fields" else "key"]
    rows = db.session.execute(select(table.c.id, column).where(column.in_(keys))).all()
    missing = set(keys) - {said for _id, said in rows}
    if missing and target in ("people", "fields"):
        raise NotUnderstood(
            gettext("%(name)s: nothing has the key %(key)s.", name=name, key=min(missing))
        )
    return [identity for identity, _said in rows]
