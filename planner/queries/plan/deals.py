"""Planned deals on a line of months, with the activities that lead to each."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, select

from planner.database import maker, rows
from planner.models import Contract, Deal, Field, Goal
from planner.models.kinds import CauseKind, DealStatus
from planner.queries.plan.activities import ActivityRow, PlanActivities
from planner.queries.plan.comments import number_of

# What a card shows beside its activities.
_COLUMNS: tuple[Any, ...] = (
    Deal.id,
    Deal.plan_id,
    Deal.title,
    Field.name.label("field"),
    Goal.title.label("goal"),
    Contract.title.label("contract"),
    Deal.expected_on,
    Deal.annual_value,
    Deal.probability,
    Deal.status,
    Deal.decided_on,
    Deal.cause,
    Deal.cause_kind,
    number_of(Deal).label("comments"),
)


_CARDS = (
    select(*_COLUMNS)
    .outerjoin(Field, Field.id == Deal.field_id)
    .outerjoin(Goal, Goal.id == Deal.goal_id)
    .outerjoin(Contract, Contract.id == Deal.contract_id)
    .order_by(Deal.expected_on, Deal.position, Deal.id)
)
_OF_PLAN = _CARDS.where(Deal.plan_id == bindparam("plan_id"))
_ALONE = _CARDS.where(Deal.id == bindparam("deal_id"))


@dataclass(frozen=True, slots=True)
class DealCard:
    """`probability` is a share from 0 to 1."""

    id: int
    plan_id: int
    title: str
    field: str | None
    goal: str | None
    contract: str | None
    expected_on: datetime.date
    annual_value: Decimal
    probability: Decimal
    status: DealStatus
    decided_on: datetime.date | None
    cause: str | None
    cause_kind: CauseKind | None
    comments: int
    activities: list[ActivityRow]

    @property
    def weighted(self) -> Decimal:
        """What may be expected of it in a year: the value times the probability."""
        return self.annual_value * self.probability


@dataclass(frozen=True, slots=True)
class DealMonth:
    """The deals planned for a month, which is named by its first day."""

    first: datetime.date
    deals: list[DealCard]

    @property
    def value(self) -> Decimal:
        return sum((deal.annual_value for deal in self.deals), Decimal(0))

    @property
    def weighted(self) -> Decimal:
        return sum((deal.weighted for deal in self.deals), Decimal(0))


@dataclass(frozen=True, slots=True)
class PlanDeals:
    """What is still planned by month, and what was decided or moved, the latest first."""

    months: list[DealMonth]
    decided: list[DealCard]

    @property
    def value(self) -> Decimal:
        return sum((month.value for month in self.months), Decimal(0))

    @property
    def weighted(self) -> Decimal:
        return sum((month.weighted for month in self.months), Decimal(0))


def deals_of_plan(plan_id: int, activities: PlanActivities) -> PlanDeals:
    """All deals of a plan with those of its activities that are aimed at them; one statement."""
    cards = _cards(rows(_OF_PLAN, plan_id=plan_id), activities)
    decided = [card for card in cards if card.status is not DealStatus.PLANNED]
    decided.sort(key=lambda card: card.decided_on or card.expected_on, reverse=True)
    planned = [card for card in cards if card.status is DealStatus.PLANNED]
    return PlanDeals(_by_month(planned), decided)


def card(deal_id: int, activities: PlanActivities) -> DealCard:
    """One deal of a plan, with those of its activities that are aimed at it."""
    return _cards(rows(_ALONE, deal_id=deal_id), activities)[0]


def _cards(found: Sequence[Any], activities: PlanActivities) -> list[DealCard]:
    make = maker(DealCard, found)
    return [make(row, activities=activities.aimed_at(row.id)) for row in found]


def _by_month(cards: Iterable[DealCard]) -> list[DealMonth]:
    months: dict[datetime.date, list[DealCard]] = defaultdict(list)
    for planned in cards:
        months[planned.expected_on.replace(day=1)].append(planned)
    return [DealMonth(first, months[first]) for first in sorted(months)]
