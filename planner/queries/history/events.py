"""The history of a plan and its customer, newest first, page by page."""

import datetime
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, null, or_, select

from planner import clock
from planner.access import Permission
from planner.database import db, from_rows
from planner.models import Event, EventType, Involvement, Person, Plan, Via

HISTORY_PAGE = 50


@dataclass(frozen=True, slots=True)
class EventRow:
    id: int
    at: datetime.datetime
    type: str
    actor: str | None
    subject: str
    subject_id: int | None
    subject_name: str
    changes: dict[str, list[Any]]
    plan_id: int | None = None
    actor_id: int | None = None
    can_return: bool = False
    act_id: int | None = None
    undoes_id: int | None = None
    brought_in: bool | None = None

    @property
    def act(self) -> int:
        """The act that it belongs to, by the id of its first event."""
        return self.act_id or self.id

    @property
    def is_by_policy(self) -> bool:
        """Whether nobody did it but a rule of involvement."""
        came = self.changes.get("via", [None])[-1] == Via.POLICY
        return self.actor_id is None and (came or self.subject == Involvement.__tablename__)


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """What of the history is asked for: one item, a day, what is older than an event or newer."""

    subject: str | None = None
    subject_id: int | None = None
    before: int | None = None
    day: datetime.date | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    rows: list[EventRow]
    has_more: bool


# Ages have a course of their own, which shows each reader what that one may see.
_TOLD_ELSEWHERE = (EventType.RATING_CHANGED,)
# What members answer to a symptom tells of the symptom.
_OF_SYMPTOMS = (
    EventType.SYMPTOM_ANSWER_CREATED,
    EventType.SYMPTOM_ANSWER_DELETED,
    EventType.SYMPTOM_ANSWER_UPDATED,
)


_OF_COMMENTS = (
    EventType.COMMENT_CREATED,
    EventType.COMMENT_DELETED,
    EventType.COMMENT_UPDATED,
)


def hidden_types(may: Callable[[Permission], bool]) -> tuple[EventType, ...]:
    """What the history of a plan leaves out for somebody who may do only this."""
    return (
        *_TOLD_ELSEWHERE,
        *(() if may(Permission.SEE_RATING_AT_ONCE) else _OF_SYMPTOMS),
        *(() if may(Permission.SEE_COMMENTS) else _OF_COMMENTS),
    )


EVENTS = (
    select(
        Event.id,
        Event.at,
        Event.type,
        Person.name.label("actor"),
        Event.subject,
        Event.subject_id,
        Event.subject_name,
        Event.changes,
        Event.plan_id,
        Event.actor_id,
        Event.kept.is_not(null()).label("can_return"),
        Event.act_id,
        Event.undoes_id,
        Event.brought_in,
    )
    .outerjoin(Person, Person.id == Event.actor_id)
    .order_by(Event.id.desc())
    .limit(HISTORY_PAGE + 1)
)
"""A page of events and one more, the newest first, as `EventRow` takes them."""


def history_of_plan(plan: Plan, wanted: HistoryFilter, *, hidden: Collection[EventType]) -> History:
    """What happened on the plan, and to its customer whatever the plan; one statement."""
    statement = EVENTS.where(
        Event.customer_id == plan.customer_id,
        or_(Event.plan_id == plan.id, Event.plan_id.is_(None)),
        Event.type.not_in(hidden),
    )
    if wanted.subject is not None:
        statement = statement.where(Event.subject == wanted.subject)
    if wanted.subject_id is not None:
        statement = statement.where(Event.subject_id == wanted.subject_id)
    if wanted.before is not None:
        statement = statement.where(Event.id < wanted.before)
    if wanted.day is not None:
        begun = clock.beginning_of(wanted.day)
        ended = clock.beginning_of(wanted.day + datetime.timedelta(days=1))
        statement = statement.where(Event.at >= begun, Event.at < ended)
    if wanted.after is not None:
        statement = statement.where(Event.id > wanted.after)
    return _read(statement)


def of_tables(tables: Iterable[str], before: int | None) -> History:
    """What happened to everything in these tables, or what is older than an event of that."""
    statement = EVENTS.where(Event.subject.in_(tables))
    return _read(statement if before is None else statement.where(Event.id < before))


def _read(statement: Select[Any]) -> History:
    rows = from_rows(EventRow, db.session.execute(statement))
    return History(rows[:HISTORY_PAGE], len(rows) > HISTORY_PAGE)


def acts_with(acts: Iterable[int], types: Collection[str]) -> set[int]:
    """Those of the acts in which such a thing happened, of whatever that was."""
    act = func.coalesce(Event.act_id, Event.id)
    wanted = list(acts)
    of_them = or_(Event.id.in_(wanted), Event.act_id.in_(wanted))
    return set(db.session.scalars(select(act).where(of_them, Event.type.in_(types))))


def undone(customer_id: int | None) -> dict[int, str]:
    """The acts that were taken back and are so still, each with whose undo that was.

    Of one customer, or of what belongs to none.
    """
    statement = (
        select(Event.id, Event.undoes_id, Person.name)
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(
            Event.customer_id == customer_id,
            Event.undoes_id.is_not(None),
            Event.act_id.is_(None),
        )
        .order_by(Event.id.desc())
    )
    found: dict[int, str] = {}
    # An undo that was undone itself is newer than what it undid, so the newest come first.
    for undo, act, name in db.session.execute(statement):
        if act is not None and undo not in found:
            found[act] = name or ""
    return found
