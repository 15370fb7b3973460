"""The history of a plan and its customer, newest first, page by page."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from planner.database import db
from planner.models import Event, EventType, Person, Plan

PAGE = 50


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


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the history is asked for: one item, and what is older than an event."""

    subject: str | None = None
    subject_id: int | None = None
    before: int | None = None


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


def of_plan(plan: Plan, wanted: Filter, *, for_members: bool) -> History:
    """What happened on the plan, and to its customer whatever the plan; one statement."""
    hidden = _TOLD_ELSEWHERE if for_members else (*_TOLD_ELSEWHERE, *_OF_SYMPTOMS)
    statement = (
        select(
            Event.id,
            Event.at,
            Event.type,
            Person.name,
            Event.subject,
            Event.subject_id,
            Event.subject_name,
            Event.changes,
        )
        .outerjoin(Person, Person.id == Event.actor_id)
        .where(
            Event.customer_id == plan.customer_id,
            or_(Event.plan_id == plan.id, Event.plan_id.is_(None)),
            Event.type.not_in(hidden),
        )
        .order_by(Event.id.desc())
        .limit(PAGE + 1)
    )
    if wanted.subject is not None:
        statement = statement.where(Event.subject == wanted.subject)
    if wanted.subject_id is not None:
        statement = statement.where(Event.subject_id == wanted.subject_id)
    if wanted.before is not None:
        statement = statement.where(Event.id < wanted.before)
    rows = [EventRow(*row) for row in db.session.execute(statement)]
    return History(rows[:PAGE], len(rows) > PAGE)
