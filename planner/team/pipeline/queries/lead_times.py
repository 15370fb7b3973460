"""What the organisation's own won deals tell of how long a deal takes."""

import datetime

from sqlalchemy import bindparam, func, select

from planner.database import rows
from planner.insights.lead_times import LeadTime, Won, by_field
from planner.models import Activity, Deal, Event, EventType, Goal
from planner.models.kinds import DealStatus
from planner.team.coverage.queries.coverage_sums import DEAL_FIELD

LEARNED_FROM = datetime.timedelta(days=3 * 365)
"""Older decisions tell of other times."""


def of_fields(today: datetime.date) -> dict[int | None, LeadTime]:
    """By field, from all teams: of five deals and more nobody can tell whose they were."""
    found = rows(_WON, since=today - LEARNED_FROM)
    return by_field(
        Won(field, appeared, decided)
        for field, decided, entered, begun in found
        if (appeared := _earlier(entered, begun)) is not None
    )


def _earlier(
    entered: datetime.datetime | None, begun: datetime.date | None
) -> datetime.date | None:
    days = [day for day in (entered.date() if entered else None, begun) if day is not None]
    return min(days, default=None)


_ENTERED = (
    select(func.min(Event.at))
    .where(
        Event.subject == Deal.__tablename__,
        Event.subject_id == Deal.id,
        Event.type == EventType.DEAL_CREATED,
    )
    .correlate(Deal)
    .scalar_subquery()
)
_BEGUN = (
    select(func.min(Activity.created_on))
    .where(Activity.deal_id == Deal.id)
    .correlate(Deal)
    .scalar_subquery()
)
_WON = (
    select(DEAL_FIELD, Deal.decided_on, _ENTERED, _BEGUN)
    .select_from(Deal)
    .outerjoin(Goal, Goal.id == Deal.goal_id)
    .where(Deal.status == DealStatus.WON, Deal.decided_on >= bindparam("since"))
)
