"""The deals that a figure of the pipeline is made of."""

import datetime
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select

from planner.database import rows
from planner.models import Activity, Customer, Deal, Person
from planner.queries.web.customer_filter import NOTHING
from planner.queries.web.paging import ListPage, read_page
from planner.team.coverage.queries.coverage_sums import cents
from planner.team.pipeline.queries import lost_deals
from planner.team.pipeline.queries.pipeline import IS_COUNTED
from planner.team.pipeline.queries.pipeline_deal_rows import (
    DealRow,
    Work,
    row_of,
    rows_for,
    work_for,
)
from planner.team.pipeline.queries.pipeline_filter import (
    DAY_OF_DEAL,
    IS_LOST,
    IS_PLANNED,
    IS_WON,
    WEIGHTED,
    PipelineFilter,
    in_period,
    in_scope,
    joined,
)
from planner.team.pipeline.queries.shortfalls import KnownForShortfalls, Shortfall, condition

_PAGE = 50
_ORDER = (DAY_OF_DEAL, Deal.id)


class PipelinePart(enum.StrEnum):
    """Which deals: what is expected is what is planned and what was won."""

    EXPECTED = "expected"
    PLANNED = "planned"
    WON = "won"
    NO_ACTIVITY = "no_activity"
    TOO_NEAR = "too_near"
    STILL = "still"
    LOST = "lost"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was opened; a month by its first day, a cause by its value or NOTHING."""

    part: PipelinePart = PipelinePart.EXPECTED
    month: datetime.date | None = None
    currency: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class ListSum:
    """What the deals of a list are worth together, in one currency."""

    deals: int
    value: Decimal
    weighted: Decimal


@dataclass(frozen=True, slots=True)
class FigureDeals:
    """One page, and the sums of all pages."""

    page: ListPage[DealRow]
    sums: dict[str, ListSum]


def of_figure(
    reader: Person, wanted: PipelineFilter, figure: Figure, by: KnownForShortfalls | None
) -> FigureDeals:
    """One page of the deals, by their days, with the sums of all of them; three statements.

    `by` is needed for the parts that are a shortfall.
    """
    scope = _scope(reader, wanted, figure, by)
    found = read_page(scope(rows_for(reader)), _ORDER, wanted.page, _PAGE)
    return FigureDeals(
        found.turned(lambda rows: _with_work([row[: -len(_ORDER)] for row in rows])), _sums(scope)
    )


def _with_work(shown: Sequence[Any]) -> list[DealRow]:
    work = work_for(Activity.deal_id.in_([row[1] for row in shown]))
    return [row_of(row, work.get(row[1], Work())) for row in shown]


def all_deals(
    reader: Person, wanted: PipelineFilter, figure: Figure, by: KnownForShortfalls | None
) -> list[DealRow]:
    """All deals of the figure, to be taken away."""
    scope = _scope(reader, wanted, figure, by)
    listed = rows(scope(rows_for(reader)).order_by(*_ORDER))
    in_list = scope(joined(select(Deal.id)))
    work = work_for(Activity.deal_id.in_(in_list))
    return [row_of(row, work.get(row[1], Work())) for row in listed]


def _sums(scope: Any) -> dict[str, ListSum]:
    weighted = func.sum(case((IS_PLANNED, WEIGHTED), else_=0))
    value = func.sum(Deal.annual_value)
    statement = joined(select(Customer.currency, func.count(Deal.id), value, weighted))
    grouped = scope(statement).group_by(Customer.currency).order_by(Customer.currency)
    return {
        currency: ListSum(deals, cents(value), cents(weighted))
        for currency, deals, value, weighted in rows(grouped)
    }


def _scope(
    reader: Person, wanted: PipelineFilter, figure: Figure, by: KnownForShortfalls | None
) -> Any:
    """What narrows a statement down to the deals of the figure."""
    conditions = [in_scope(reader, wanted)]
    if figure.currency:
        conditions.append(Customer.currency == figure.currency)
    if figure.part is PipelinePart.MOVED:
        moves = lost_deals.moves_in(wanted)
        conditions += [lost_deals.is_move(moves), *_of_cause(moves.c.cause, figure.cause)]
        return lambda statement: statement.join(moves, moves.c.deal_id == Deal.id).where(
            *conditions
        )
    conditions += [in_period(wanted), _is_part(figure.part, by)]
    if figure.part is PipelinePart.LOST:
        conditions += _of_cause(Deal.cause_kind, figure.cause)
    if figure.month is not None:
        conditions.append(DAY_OF_DEAL.between(figure.month, _last_day(figure.month)))
    return lambda statement: statement.where(*conditions)


def _is_part(part: PipelinePart, by: KnownForShortfalls | None) -> ColumnElement[bool]:
    plain = {PipelinePart.EXPECTED: IS_COUNTED, PipelinePart.PLANNED: IS_PLANNED}
    plain |= {PipelinePart.WON: IS_WON, PipelinePart.LOST: IS_LOST}
    if part in plain:
        return plain[part]
    assert by is not None  # noqa: S101 - it is what shortfalls are found by
    return and_(IS_PLANNED, condition(Shortfall(part.value), by))


def _of_cause(column: Any, cause: str) -> list[ColumnElement[bool]]:
    if not cause:
        return []
    return [column.is_(None) if cause == NOTHING else column == cause]


def _last_day(month: datetime.date) -> datetime.date:
    after = (month.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return after - datetime.timedelta(days=1)
