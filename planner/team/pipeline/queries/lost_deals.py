"""Why deals were lost or moved: ours, the customer's, from outside."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.database import rows
from planner.models import Customer, Deal, Event, Person
from planner.models.kinds import CauseKind, DealStatus
from planner.team.coverage.queries.coverage_sums import DEAL_FIELD, cents
from planner.team.pipeline.queries.pipeline_filter import (
    IS_LOST,
    PipelineFilter,
    in_period,
    in_scope,
    joined,
)


@dataclass(frozen=True, slots=True)
class CauseSum:
    """So many deals of a field that were lost or moved for a cause; None where none was said."""

    cause: CauseKind | None
    field_id: int | None
    currency: str
    deals: int
    value: Decimal


def lost(reader: Person, wanted: PipelineFilter) -> list[CauseSum]:
    """Deals that were lost in the period."""
    statement = _summed(Deal.cause_kind).where(in_scope(reader, wanted), in_period(wanted), IS_LOST)
    return _found(statement.group_by(Deal.cause_kind, DEAL_FIELD, Customer.currency))


def moved(reader: Person, wanted: PipelineFilter) -> list[CauseSum]:
    """Deals that were moved within the period; each once, for the cause of its last move."""
    moves = moves_in(wanted)
    statement = (
        _summed(moves.c.cause)
        .join(moves, moves.c.deal_id == Deal.id)
        .where(in_scope(reader, wanted), is_move(moves))
    )
    return _found(statement.group_by(moves.c.cause, DEAL_FIELD, Customer.currency))


def moves_in(wanted: PipelineFilter) -> Any:
    """By deal the changes of its day within the period, the last one first, as a subquery."""
    later_day = wanted.ends_on + datetime.timedelta(days=1)
    return (
        select(
            Event.subject_id.label("deal_id"),
            _OLD.label("old"),
            _NEW.label("new"),
            _STATUS.label("status"),
            _CAUSE.label("cause"),
            func.row_number()
            .over(partition_by=Event.subject_id, order_by=Event.id.desc())
            .label("place"),
        )
        .where(
            Event.subject == Deal.__tablename__,
            Event.at >= clock.beginning_of(wanted.starts_on),
            Event.at < clock.beginning_of(later_day),
            or_(_NEW.is_not(None), DealStatus.MOVED.value == _STATUS),
        )
        .subquery("moves")
    )


def is_move(moves: Any) -> ColumnElement[bool]:
    """The last change put the deal into a later month; not what was undone."""
    to_later = func.substr(moves.c.new, 1, 7) > func.substr(moves.c.old, 1, 7)
    said = and_(moves.c.new.is_(None), moves.c.status == DealStatus.MOVED.value)
    created = and_(moves.c.old.is_(None), moves.c.status == DealStatus.MOVED.value)
    return and_(moves.c.place == 1, or_(to_later, said, created))


def _summed(cause: Any) -> Any:
    value = func.sum(Deal.annual_value)
    return joined(select(cause, DEAL_FIELD, Customer.currency, func.count(Deal.id), value))


def _found(statement: Any) -> list[CauseSum]:
    return [
        CauseSum(CauseKind(cause) if cause else None, field, currency, deals, cents(value))
        for cause, field, currency, deals, value in rows(statement)
    ]


_OLD = Event.changes[("expected_on", 0)].as_string()
_NEW = Event.changes[("expected_on", 1)].as_string()
_STATUS = Event.changes[("status", 1)].as_string()
_Saying = aliased(Event)
_SAID = _Saying.changes["cause_kind"].as_string()
# The cause that stood there when the deal was moved: said with the move or before it.
_CAUSE = (
    select(_Saying.changes[("cause_kind", 1)].as_string())
    .where(
        _Saying.subject == Event.subject,
        _Saying.subject_id == Event.subject_id,
        _Saying.id <= Event.id,
        _SAID.is_not(None),
    )
    .order_by(_Saying.id.desc())
    .limit(1)
    .correlate(Event)
    .scalar_subquery()
)
