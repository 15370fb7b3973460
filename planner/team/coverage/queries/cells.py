"""What one cell of the coverage is made of: every item of a field at a customer."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select

from planner.database import from_rows, rows
from planner.models import Activity, Conversation, Deal, Entry, Goal, Person, Plan, Potential
from planner.models.kinds import ActivityStatus, DealStatus, PlanStatus, PotentialStatus, TalkState
from planner.team.coverage.queries.coverage_cells import ACTIVITY_FIELD, TALK_FIELD
from planner.team.coverage.queries.coverage_sets import UNFINISHED
from planner.team.coverage.queries.coverage_sums import DEAL_FIELD


@dataclass(frozen=True, slots=True)
class PotentialLine:
    id: int
    annual_value: Decimal
    share_of_wallet: Decimal | None
    screened_on: datetime.date
    status: PotentialStatus


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A conversation and the last word in it."""

    id: int
    topic: str
    state: TalkState
    on: datetime.date


@dataclass(frozen=True, slots=True)
class DealLine:
    id: int
    title: str
    expected_on: datetime.date
    annual_value: Decimal
    probability: Decimal


@dataclass(frozen=True, slots=True)
class ActivityLine:
    id: int
    title: str
    status: ActivityStatus
    due_on: datetime.date | None
    assignee: str | None
    is_there: bool | None
    """Whether the one who has it still is with us."""


@dataclass(frozen=True, slots=True)
class CellItems:
    potentials: list[PotentialLine]
    talks: list[TalkLine]
    deals: list[DealLine]
    activities: list[ActivityLine]


def items_of_cell(customer_id: int, field_id: int) -> CellItems:
    """By the rules of the cell: talks of all plans, deals and activities of those still open."""
    these: dict[str, Any] = {"customer": customer_id, "field": field_id}
    return CellItems(
        potentials=from_rows(PotentialLine, rows(_POTENTIALS, **these)),
        talks=from_rows(TalkLine, rows(_TALKS, **these)),
        deals=from_rows(DealLine, rows(_DEALS, **these)),
        activities=from_rows(ActivityLine, rows(_ACTIVITIES, **these)),
    )


_CUSTOMER: BindParameter[int] = bindparam("customer")
_FIELD: BindParameter[int] = bindparam("field")
_OPEN = (Plan.customer_id == _CUSTOMER, Plan.status != PlanStatus.CLOSED)
_POTENTIALS = (
    select(
        Potential.id,
        Potential.annual_value,
        Potential.share_of_wallet,
        Potential.screened_on,
        Potential.status,
    )
    .where(Potential.customer_id == _CUSTOMER, Potential.field_id == _FIELD)
    .order_by(Potential.position, Potential.id)
)
_RANKED = (
    select(
        Conversation.id,
        Conversation.topic,
        Entry.state,
        Entry.on,
        func.row_number()
        .over(
            partition_by=Conversation.id,
            order_by=(Entry.on.desc(), Entry.position.desc(), Entry.id.desc()),
        )
        .label("place"),
    )
    .join(Plan, Plan.id == Conversation.plan_id)
    .join(Entry, Entry.conversation_id == Conversation.id)
    .outerjoin(Goal, Goal.id == Conversation.goal_id)
    .where(Plan.customer_id == _CUSTOMER, TALK_FIELD == _FIELD)
    .subquery("talks")
)
_TALKS = (
    select(_RANKED.c.id, _RANKED.c.topic, _RANKED.c.state, _RANKED.c.on)
    .where(_RANKED.c.place == 1)
    .order_by(_RANKED.c.on.desc(), _RANKED.c.id.desc())
)
_DEALS = (
    select(Deal.id, Deal.title, Deal.expected_on, Deal.annual_value, Deal.probability)
    .join(Plan, Plan.id == Deal.plan_id)
    .outerjoin(Goal, Goal.id == Deal.goal_id)
    .where(*_OPEN, Deal.status == DealStatus.PLANNED, DEAL_FIELD == _FIELD)
    .order_by(Deal.expected_on, Deal.id)
)
_ACTIVITIES = (
    select(
        Activity.id,
        Activity.title,
        Activity.status,
        Activity.due_on,
        Person.name.label("assignee"),
        Person.is_active.label("is_there"),
    )
    .join(Plan, Plan.id == Activity.plan_id)
    .outerjoin(Deal, Deal.id == Activity.deal_id)
    .outerjoin(Goal, Goal.id == Activity.goal_id)
    .outerjoin(Person, Person.id == Activity.assignee_id)
    .where(*_OPEN, UNFINISHED, ACTIVITY_FIELD == _FIELD)
    .order_by(Activity.due_on.is_(None), Activity.due_on, Activity.id)
)
