"""A plan as it was at the end of a day: as it is now, without what has happened since."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, func, or_, select

from planner import clock
from planner.database import Base, db
from planner.models import Commitment, Conversation, Entry, Event, EventType, Goal, Plan
from planner.models.item_lists import LISTS, content_columns, lists_of, owner_column
from planner.queries.taking_back import Item, Items, take_back

OF_PLAN = ("goals", "deals", "activities", "conversations", "ideas", "questions", "members")
OF_CUSTOMER = ("contacts", "potentials")
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


def as_of(plan: Plan, day: datetime.date) -> Items:
    """Everything on the plan, and its customer's contacts and potentials, as that day ended."""
    ended = clock.beginning_of(day + datetime.timedelta(days=1))
    return take_back(now(plan), since(plan, ended))


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


def now(plan: Plan) -> Items:
    """The same as it is now, told as the history tells it."""
    tables = Base.metadata.tables
    whose = {name: tables[name].c.plan_id == plan.id for name in OF_PLAN}
    whose |= {name: tables[name].c.customer_id == plan.customer_id for name in OF_CUSTOMER}
    goals = select(Goal.id).where(Goal.plan_id == plan.id)
    talks = select(Conversation.id).where(Conversation.plan_id == plan.id)
    whose["commitments"] = Commitment.goal_id.in_(goals)
    whose["entries"] = Entry.conversation_id.in_(talks)
    whose["plans"] = tables["plans"].c.id == plan.id
    return {name: _items(tables[name], which) for name, which in whose.items()}


def _items(table: Table, which: ColumnElement[bool]) -> dict[int, Item]:
    found = db.session.execute(select(table).where(which)).mappings()
    items = {row["id"]: _told(table, dict(row)) for row in found}
    for each in lists_of(table):
        for owner, value in db.session.execute(_list(each, table, which)):
            items[owner].setdefault(LISTS[each.name], []).append(_in_list(each, value))
    return items


def _list(each: Table, table: Table, which: ColumnElement[bool]) -> Select[Any]:
    owner, value = owner_column(each), content_columns(each)[0]
    owners = select(table.c.id).where(which)
    return select(owner, value).where(owner.in_(owners)).order_by(owner, each.c.position)


def _in_list(each: Table, value: Any) -> Any:
    return {"id": value} if content_columns(each)[0].foreign_keys else value


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
