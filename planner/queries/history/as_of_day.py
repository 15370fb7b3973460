"""A plan as it was at the end of a day: as it is now, without what has happened since."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol, cast

from sqlalchemy import Column, ColumnElement, Select, Table, func, or_, select

from planner import clock
from planner.database import Base, db
from planner.models import Event, EventType, Plan
from planner.models.item_lists import LISTS, content_columns, lists_of, owner_column

Item = dict[str, Any]
"""What an item says, by the names of the history; references and people by id and name."""
Items = dict[str, dict[int, Item]]
"""Items by table and id."""

_MADE = ("created", "joined")
# What changes no item: ratings follow from the rest, and of a conflict only the outcome counts.
_BESIDE = ("rating.", "conflict.")
# What is said of no item: where it stands in the program, and in whose list.
_PLACES = frozenset({"id", "plan_id", "customer_id"})


class PlanEvent(Protocol):
    @property
    def type(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def subject_id(self) -> int | None: ...
    @property
    def changes(self) -> Mapping[str, list[Any]]: ...
    @property
    def kept(self) -> Mapping[str, Any] | None: ...


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


def since(plan: Plan, moment: datetime.datetime) -> Sequence[PlanEvent]:
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
    found: Sequence[Any] = db.session.execute(statement).all()
    return found


def take_back(now: Items, events: Iterable[PlanEvent]) -> Items:
    """How everything was before these events, which come the newest first."""
    then = deepcopy(now)
    for event in events:
        items = then.setdefault(event.subject, {})
        verb = event.type.rpartition(".")[2]
        if event.subject_id is None:
            continue
        if verb in _MADE:
            items.pop(event.subject_id, None)
        elif verb == "deleted":
            items[event.subject_id] = _as_it_was(event)
        elif event.subject_id in items:
            before = {name: pair[0] for name, pair in event.changes.items()}
            items[event.subject_id].update(before)
    return then


def now(plan: Plan, models: Iterable[type[Base]]) -> Items:
    """All of these on the plan as it is now, told as the history tells it."""
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


def rows_now(items: Iterable[tuple[str, int]]) -> dict[tuple[str, int], dict[str, Any]]:
    """The rows of those that are still there, by table and id; one statement for each table."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for table, identity in items:
        wanted[table].add(identity)
    return {
        (name, row["id"]): dict(row)
        for name, ids in wanted.items()
        for row in _rows(Base.metadata.tables[name], ids)
    }


def list_now(owner: Column[Any], value: Column[Any], ids: Iterable[int]) -> dict[int, list[Any]]:
    """What stands in a list of each of these items, by the columns that say whose and what."""
    statement = select(owner, value).where(owner.in_(list(ids)))
    found: dict[int, list[Any]] = defaultdict(list)
    for whose, what in db.session.execute(statement.order_by(owner, owner.table.c.position)):
        found[whose].append(what)
    return found


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


def _rows(table: Table, ids: set[int]) -> Iterable[Any]:
    return db.session.execute(select(table).where(table.c.id.in_(ids))).mappings()


def _as_it_was(event: PlanEvent) -> Item:
    """What was deleted; the event names what the item said, and the whole row where it stood."""
    row = (event.kept or {}).get("row", {})
    stood = {name.removesuffix("_id"): value for name, value in row.items() if _is_place(name)}
    return stood | {name: pair[0] for name, pair in event.changes.items()}


def _is_place(column: str) -> bool:
    return column in ("conversation_id", "position")
