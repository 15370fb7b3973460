"""A plan as it was at the end of a day: as it is now, without what has happened since."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, Table, func, or_, select

from planner import clock
from planner.database import Base, db
from planner.models import Event, EventType, Plan
from planner.models.item_lists import LISTS, content_columns, lists_of, owner_column
from planner.queries.taking_back import Item, Items, take_back

# What changes no item: ratings follow from the rest, and of a conflict only the outcome counts.
_BESIDE = ("rating.", "conflict.")
# What is said of no item: where it stands in the program, and in whose list.
_PLACES = frozenset({"id", "plan_id", "customer_id"})


@dataclass(frozen=True, slots=True)
class Happened:
    type: str
    subject: str
    subject_id: int | None
    changes: dict[str, list[Any]]
    kept: dict[str, Any] | None


def as_of(plan: Plan, day: datetime.date, models: Iterable[type[Base]]) -> Items:
    """All of these on the plan, or of its customer, as that day ended."""
    ended = clock.beginning_of(day + datetime.timedelta(days=1))
    return take_back(now(plan, models), since(plan, ended))


def made_on(plan: Plan) -> datetime.date:
    """The day on which the plan was written down."""
    of_plan = select(func.min(Event.at)).where(Event.plan_id == plan.id)
    made = db.session.scalar(of_plan.where(Event.type == EventType.PLAN_CREATED))
    first = made or db.session.scalar(of_plan)
    return clock.local(first).date() if first else plan.starts_on


def since(plan: Plan, moment: datetime.datetime) -> list[Happened]:
    """What has happened on the plan and to its customer from a moment on, the newest first."""
    statement = (
        select(Event.type, Event.subject, Event.subject_id, Event.changes, Event.kept)
        .where(
            Event.customer_id == plan.customer_id,
            or_(Event.plan_id == plan.id, Event.plan_id.is_(None)),
            Event.at >= moment,
            *(~Event.type.startswith(beside) for beside in _BESIDE),
        )
        .order_by(Event.at.desc(), Event.id.desc())
    )
    return [Happened(*row) for row in db.session.execute(statement)]


def now(plan: Plan, models: Iterable[type[Base]]) -> Items:
    """The same as it is now, told as the history tells it."""
    tables = [cast(Table, model.__table__) for model in models]
    return {table.name: _items(table, _belongs(table, plan)) for table in tables}


def _belongs(table: Table, plan: Plan) -> ColumnElement[bool]:
    """What is the plan, or is of it or of its customer, or of something that is."""
    if table is Plan.__table__:
        return table.c.id == plan.id
    if "plan_id" in table.c:
        return table.c.plan_id == plan.id
    if "customer_id" in table.c:
        return table.c.customer_id == plan.customer_id
    (of,) = (key for key in table.foreign_keys if key.ondelete == "CASCADE")
    return of.parent.in_(select(of.column).where(_belongs(of.column.table, plan)))


def _items(table: Table, which: ColumnElement[bool]) -> dict[int, Item]:
    found = db.session.execute(select(table).where(which)).mappings()
    items = {row["id"]: _told(table, dict(row)) for row in found}
    for each in lists_of(table):
        for owner, *values in db.session.execute(_list(each, table, which)):
            items[owner].setdefault(LISTS[each.name], []).append(_in_list(each, values))
    return items


def _list(each: Table, table: Table, which: ColumnElement[bool]) -> Select[Any]:
    owner = owner_column(each)
    owners = select(table.c.id).where(which)
    found = select(owner, *content_columns(each)).where(owner.in_(owners))
    return found.order_by(owner, each.c.position)


def _in_list(each: Table, values: Sequence[Any]) -> Any:
    first, *others = content_columns(each)
    if others:
        return {column.name: value for column, value in zip((first, *others), values, strict=True)}
    return {"id": values[0]} if first.foreign_keys else values[0]


def _told(table: Table, row: Item) -> Item:
    return {
        name.removesuffix("_id"): _plain(value, is_reference=_refers(table, name))
        for name, value in row.items()
        if name not in _PLACES and value is not None
    }


def _refers(table: Table, name: str) -> bool:
    return bool(table.c[name].foreign_keys) and name != "conversation_id"


def _plain(value: Any, *, is_reference: bool) -> Any:
    if is_reference:
        return {"id": value}
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime.date) else value
