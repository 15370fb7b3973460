"""What it would take to reach a target: planned deals that will hardly carry as they stand."""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, false, func, or_, select

from planner import clock
from planner.database import rows
from planner.insights.lead_times import LeadTime
from planner.insights.pipeline import PipelineSum
from planner.models import Activity, Customer, Deal, Event, EventType, Person, Plan
from planner.models.kinds import ActivityStatus
from planner.team.coverage.queries.coverage_gaps import UNFINISHED
from planner.team.coverage.queries.coverage_sums import cents
from planner.team.pipeline.queries import lead_times
from planner.team.pipeline.queries.pipeline_filter import (
    IS_PLANNED,
    WEIGHTED,
    PipelineFilter,
    in_period,
    in_scope,
    is_of_field,
    joined,
)

STILL_DAYS = 30
"""A deal that nothing has moved for so many days has not moved."""


class Shortfall(enum.StrEnum):
    """Why a planned deal will hardly come as it is planned."""

    NO_ACTIVITY = "no_activity"
    TOO_NEAR = "too_near"
    STILL = "still"


@dataclass(frozen=True, slots=True)
class KnownForShortfalls:
    """What the shortfalls are found by; the lead times are learned from all won deals."""

    lead_times: Mapping[int | None, LeadTime]
    today: datetime.date = field(default_factory=clock.today)


def known() -> KnownForShortfalls:
    today = clock.today()
    return KnownForShortfalls(lead_times.of_fields(today), today)


_Sums = dict[Shortfall, dict[str, PipelineSum]]


def sums(reader: Person, wanted: PipelineFilter, by: KnownForShortfalls) -> _Sums:
    """How many planned deals there are of each, and what they are worth; one statement."""
    columns: list[Any] = []
    for shortfall in Shortfall:
        falls = condition(shortfall, by)
        columns += [
            func.sum(case((falls, Deal.annual_value), else_=0)),
            func.sum(case((falls, WEIGHTED), else_=0)),
            func.sum(case((falls, 1), else_=0)),
        ]
    statement = (
        joined(select(Customer.currency, *columns))
        .where(in_scope(reader, wanted), in_period(wanted), IS_PLANNED)
        .group_by(Customer.currency)
        .order_by(Customer.currency)
    )
    found: _Sums = {shortfall: {} for shortfall in Shortfall}
    for currency, *numbers in rows(statement):
        for at, shortfall in enumerate(Shortfall):
            planned, weighted, plans = numbers[3 * at : 3 * at + 3]
            if plans:
                found[shortfall][currency] = PipelineSum(
                    cents(planned), cents(weighted), int(plans)
                )
    return found


def condition(shortfall: Shortfall, by: KnownForShortfalls) -> ColumnElement[bool]:
    """That a planned deal falls short in this way, as a condition on `Deal`."""
    if shortfall is Shortfall.NO_ACTIVITY:
        return ~_has_activity(UNFINISHED)
    if shortfall is Shortfall.TOO_NEAR:
        return _is_too_near(by)
    return _is_still(by.today)


def _is_too_near(by: KnownForShortfalls) -> ColumnElement[bool]:
    """Its month comes sooner than deals of its field usually take."""
    parts = [
        and_(is_of_field(of), Deal.expected_on < by.today + datetime.timedelta(days=each.days))
        for of, each in by.lead_times.items()
        if each.days
    ]
    return or_(false(), *parts)


def _is_still(today: datetime.date) -> ColumnElement[bool]:
    """Something was done for it since it last changed, and that is long ago."""
    changed = func.coalesce(_LAST_CHANGE, Plan.starts_on)
    done = _has_activity(Activity.status == ActivityStatus.DONE, Activity.done_on > changed)
    return and_(changed < today - datetime.timedelta(days=STILL_DAYS), done)


def _has_activity(*conditions: Any) -> ColumnElement[bool]:
    return exists().where(Activity.deal_id == Deal.id, *conditions).correlate(Deal, Plan, Customer)


_MOVES_IT = [Event.changes[name].as_string().is_not(None) for name in ("expected_on", "status")]
_MOVES_IT += [Event.changes[n].as_string().is_not(None) for n in ("annual_value", "probability")]
_LAST_CHANGE = (
    select(func.date(func.max(Event.at)))
    .where(
        Event.subject == Deal.__tablename__,
        Event.subject_id == Deal.id,
        or_(Event.type == EventType.DEAL_CREATED, *_MOVES_IT),
    )
    .correlate(Deal)
    .scalar_subquery()
)
