"""Planned and won deals added up: by month and field, and by what they are grouped by."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, extract, func, or_, select, type_coerce

from planner.database import rows
from planner.insights.pipeline import PipelineSum
from planner.models import Customer, Deal, Person, Team
from planner.models.types import Amount
from planner.queries.web.paging import ListPage, read_page
from planner.team.coverage.queries.coverage_sums import COVERAGE_PAGE, DEAL_FIELD, Owner, cents
from planner.team.pipeline.queries.pipeline_filter import (
    DAY_OF_DEAL,
    IS_PLANNED,
    IS_WON,
    WEIGHTED,
    PipelineFilter,
    PipelineGroup,
    in_period,
    in_scope,
    joined,
)

_Cell = tuple[datetime.date, int | None]
"""A month, by its first day, and a field; what has no field stands under None."""
PipelineCells = dict[_Cell, dict[str, PipelineSum]]

_VALUE = Deal.annual_value
SUMS: tuple[Any, ...] = (
    func.sum(case((IS_PLANNED, _VALUE), else_=0)).label("planned"),
    func.sum(case((IS_PLANNED, WEIGHTED), else_=0)).label("weighted"),
    func.sum(case((IS_PLANNED, 1), else_=0)).label("plans"),
    func.sum(case((IS_WON, _VALUE), else_=0)).label("won"),
    func.sum(case((IS_WON, 1), else_=0)).label("wins"),
)
"""`sum_of` makes a `Sum` of a row with these."""
IS_COUNTED = or_(IS_PLANNED, IS_WON)


def sum_of(row: Any) -> PipelineSum:
    return PipelineSum(
        planned=cents(row.planned),
        weighted=cents(row.weighted),
        plans=int(row.plans or 0),
        won=cents(row.won),
        wins=int(row.wins or 0),
    )


def cells(reader: Person, wanted: PipelineFilter) -> PipelineCells:
    """Each month and field in which something is planned or won, by currency."""
    year, month = extract("year", DAY_OF_DEAL), extract("month", DAY_OF_DEAL)
    found: PipelineCells = defaultdict(dict)
    for row in rows(
        joined(
            select(
                year.label("year"),
                month.label("month"),
                DEAL_FIELD.label("field"),
                Customer.currency,
                *SUMS,
            )
        )
        .where(in_scope(reader, wanted), in_period(wanted), IS_COUNTED)
        .group_by(year, month, DEAL_FIELD, Customer.currency)
    ):
        first = datetime.date(int(row.year), int(row.month), 1)
        found[first, row.field][row.currency] = sum_of(row)
    return found


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A team or a customer with its sums by field; `value` is how a filter asks for it."""

    value: str | None
    name: str | None
    fields: dict[int | None, dict[str, PipelineSum]]


def groups(reader: Person, wanted: PipelineFilter) -> ListPage[GroupRow]:
    """One page of teams by name, or of customers, those of whom most is expected first."""
    group = wanted.group or PipelineGroup.TEAM
    scope = _counted(reader, wanted)
    found = read_page(*_listed(group, scope), wanted.page, COVERAGE_PAGE)
    shown = [each for each, *_name in found.rows]
    known = [each for each in shown if each is not None]
    key = _KEYS[group][0]
    among = key.in_(known) if len(known) == len(shown) else or_(key.in_(known), key.is_(None))
    sums = _sums_by(group, (*scope, among))
    return found.turned(lambda rows: (_group_row(row[0], row[1], sums) for row in rows))


def all_groups(reader: Person, wanted: PipelineFilter, group: PipelineGroup) -> list[GroupRow]:
    """All of them, to be taken away."""
    scope = _counted(reader, wanted)
    sums = _sums_by(group, scope)
    statement, order = _listed(group, scope)
    return [_group_row(key, name, sums) for key, name in rows(statement.order_by(*order))]


def _group_row(key: Any, name: str | None, sums: dict[Any, Any]) -> GroupRow:
    return GroupRow(None if key is None else str(key), name, sums.get(key, {}))


def _counted(reader: Person, wanted: PipelineFilter) -> tuple[ColumnElement[bool], ...]:
    return in_scope(reader, wanted), in_period(wanted), IS_COUNTED


def _listed(group: PipelineGroup, scope: tuple[ColumnElement[bool], ...]) -> tuple[Any, list[Any]]:
    """The groups, and their order."""
    key, name, folded = _KEYS[group]
    most = type_coerce(SUMS[1].element + SUMS[3].element, Amount).desc()
    by_customer = [most, folded, key]
    order = by_customer if group is PipelineGroup.CUSTOMER else [key.is_(None), folded, key]
    statement = _of_teams(joined(select(key, name))).where(*scope)
    return statement.group_by(key, name, folded), order


def _sums_by(group: PipelineGroup, scope: tuple[ColumnElement[bool], ...]) -> dict[Any, Any]:
    key, *_name = _KEYS[group]
    found: dict[Any, dict[int | None, dict[str, PipelineSum]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    sums = select(key.label("group"), DEAL_FIELD.label("field"), Customer.currency, *SUMS)
    for row in rows(
        _of_teams(joined(sums)).where(*scope).group_by(key, DEAL_FIELD, Customer.currency)
    ):
        found[row.group][row.field][row.currency] = sum_of(row)
    return found


def _of_teams(statement: Any) -> Any:
    return statement.outerjoin(Owner, Owner.c.id == Customer.owner_id).outerjoin(
        Team, Team.id == Owner.c.team_id
    )


_KEYS: dict[PipelineGroup, tuple[Any, Any, Any]] = {
    PipelineGroup.TEAM: (Team.id, Team.name, Team.name_folded),
    PipelineGroup.CUSTOMER: (Customer.key, Customer.name, Customer.name_folded),
}
