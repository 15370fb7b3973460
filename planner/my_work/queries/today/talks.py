"""Talks that stand still: without a next step, or without a word for too long."""

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from planner import clock
from planner.access import OwnRights, Permission, own_rights, readers_plans
from planner.database import from_rows, rows
from planner.models import Conversation, Customer, Entry, Person, Plan
from planner.models.kinds import PlanStatus, TalkState
from planner.queries.maturity import organisation
from planner.queries.plan.conversations import ENDED

SHOWN_TALKS = 5


@dataclass(frozen=True, slots=True)
class StandingTalk:
    """A topic by its last talk; `count` is how many stand still altogether."""

    id: int
    entry_id: int
    topic: str
    state: TalkState
    last_on: datetime.date
    next_step: str | None
    customer: str
    count: int


def standing_talks_of(person: Person) -> list[StandingTalk]:
    """The topics of the own customers, and those that the person has talked about last; what has
    waited longest for a word first. From when on that is too long, the table of thresholds says."""
    days = organisation.thresholds().conversation_stale_days
    silent_before = clock.today() - datetime.timedelta(days=days)
    statement = _statement(own_rights(Permission.WORK_ON_PLAN, person))
    return from_rows(
        StandingTalk, rows(statement, reader_id=person.id, silent_before=silent_before)
    )


_last = (
    select(Entry.id)
    .where(Entry.conversation_id == Conversation.id)
    .order_by(Entry.on.desc(), Entry.position.desc(), Entry.id.desc())
    .limit(1)
    .correlate(Conversation)
    .scalar_subquery()
)


@cache
def _statement(works_on: OwnRights) -> Select[*tuple[Any, ...]]:
    has_no_step = or_(Entry.next_step.is_(None), Entry.next_step == "")
    return (
        select(
            Conversation.id,
            Entry.id.label("entry_id"),
            Conversation.topic,
            Entry.state,
            Entry.on.label("last_on"),
            func.nullif(Entry.next_step, "").label("next_step"),
            Customer.name.label("customer"),
            func.count().over().label("count"),
        )
        .join(Plan, Plan.id == Conversation.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .join(Entry, Entry.id == _last)
        .where(
            Plan.status != PlanStatus.CLOSED,
            readers_plans(works_on),
            or_(
                Customer.owner_id == bindparam("reader_id"),
                Entry.author_id == bindparam("reader_id"),
            ),
            Entry.state.not_in(ENDED),
            or_(has_no_step, Entry.on < bindparam("silent_before")),
        )
        .order_by(Entry.on, Conversation.id)
        .limit(SHOWN_TALKS)
    )
