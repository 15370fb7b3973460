"""What many customers add up to by field; each currency for itself."""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, func, select

from planner.database import rows
from planner.models import Customer, Deal, Goal, Person, Plan, Potential, Team
from planner.models.folding import folded_name
from planner.models.kinds import DealStatus, PlanStatus
from planner.queries.web.customer_filter import NOTHING, region_name, segment_name
from planner.queries.web.paging import ListPage, page_of_list
from planner.team.coverage.queries.coverage_filter import (
    IS_POTENTIAL,
    CoverageFilter,
    CoverageGroup,
)
from planner.team.coverage.queries.coverage_gaps import among, chosen
from planner.team.coverage.queries.coverage_sets import Among, covered, is_covered

COVERAGE_PAGE = 25
Owner = Person.__table__.alias("owner")
DEAL_FIELD = func.coalesce(Deal.field_id, Goal.field_id)
"""The field of a deal is its own, or else that of its goal."""


@dataclass(frozen=True, slots=True)
class CoverageSum:
    """Money of one currency, and of how many customers it was made."""

    potential: Decimal = Decimal(0)
    ours: Decimal = Decimal(0)
    uncovered: Decimal = Decimal(0)
    customers: int = 0
    missing: int = 0
    deals: int = 0
    deal_value: Decimal = Decimal(0)

    def __add__(self, other: "CoverageSum") -> "CoverageSum":
        pairs = zip(dataclasses.astuple(self), dataclasses.astuple(other), strict=True)
        return CoverageSum(*(mine + theirs for mine, theirs in pairs))


CoverageSums = dict[int | None, dict[str, CoverageSum]]
"""By field, and by currency. What has no field stands under None."""


def cents(amount: Any) -> Decimal:
    """A sum of money as exact as money is; one database adds it up in binary fractions."""
    return Decimal(str(amount or 0)).quantize(Decimal("0.01")).normalize() + Decimal(0)


def totals(reader: Person, wanted: CoverageFilter) -> CoverageSums:
    """Of all customers that the filter finds, on whatever page they are."""
    return _sums(reader, wanted, []).get((), {})


def of_groups(
    reader: Person, wanted: CoverageFilter, group: CoverageGroup
) -> dict[Any, CoverageSums]:
    """The same by what they are grouped by: a team's id, a region, a segment, a stage."""
    found = _sums(reader, wanted, [_KEYS[group]])
    return {key: sums for (key,), sums in found.items()}


def whole_of_groups(groups: Iterable[CoverageSums]) -> CoverageSums:
    """What groups add up to; each customer is in one of them."""
    found: CoverageSums = defaultdict(dict)
    for sums in groups:
        for field, by_currency in sums.items():
            found[field] = coverage_by_currency([found[field], by_currency])
    return found


_Group = tuple[Any, str | None, int]
"""What identifies a group, its name, how many customers."""


def page_of_groups(
    reader: Person, wanted: CoverageFilter, group: CoverageGroup
) -> ListPage[_Group]:
    """One page of the groups by name."""
    found = coverage_groups(reader, wanted, group)
    return page_of_list(found, _place, wanted.page, COVERAGE_PAGE)


def coverage_groups(reader: Person, wanted: CoverageFilter, group: CoverageGroup) -> list[_Group]:
    """All groups by name; what belongs to none comes last."""
    key = _KEYS[group]
    name = Team.name if group is CoverageGroup.TEAM else key
    statement = (
        _joined(select(key, name, func.count(Customer.id)))
        .where(chosen(among(reader, wanted)))
        .group_by(key, name)
    )
    return sorted(((key, name, number) for key, name, number in rows(statement)), key=_place)


def _place(group: _Group) -> tuple[bool, str, str | int]:
    key, name, _number = group
    return key is None, folded_name(name or ""), "" if key is None else key


def value_of_group(key: Any) -> str:
    """How a filter asks for the customers of a group."""
    return NOTHING if key is None else str(key)


_KEYS: dict[CoverageGroup, Any] = {
    CoverageGroup.TEAM: Team.id,
    CoverageGroup.REGION: region_name,
    CoverageGroup.SEGMENT: segment_name,
    CoverageGroup.STAGE: Customer.stage,
}


_Keys = list[ColumnElement[Any]]


def _sums(
    reader: Person, wanted: CoverageFilter, keys: _Keys
) -> dict[tuple[Any, ...], CoverageSums]:
    these = among(reader, wanted)
    found: dict[tuple[Any, ...], CoverageSums] = defaultdict(lambda: defaultdict(dict))
    for *key, field, currency, deals, value in rows(_deals(keys, wanted, these)):
        planned = CoverageSum(deals=deals, deal_value=cents(value))
        found[tuple(key)][field][currency] = planned
    for *key, field, currency, customers, missing, potential, ours, uncovered in rows(
        _potentials(keys, wanted, these)
    ):
        money = CoverageSum(cents(potential), cents(ours), cents(uncovered), customers, missing)
        by_currency = found[tuple(key)][field]
        by_currency[currency] = by_currency.get(currency, CoverageSum()) + money
    return found


def _potentials(keys: _Keys, wanted: CoverageFilter, customers: Among) -> Any:
    there = covered(customers)
    nobody = there.c.customer_id.is_(None)
    value = Potential.annual_value
    statement = _joined(
        select(
            *keys,
            Potential.field_id,
            Customer.currency,
            func.count(Potential.customer_id.distinct()),
            func.count(case((nobody, Potential.customer_id)).distinct()),
            func.sum(value),
            func.sum(value * func.coalesce(Potential.share_of_wallet, 0)),
            func.sum(case((nobody, value), else_=0)),
        )
        .select_from(Customer)
        .join(Potential, Potential.customer_id == Customer.id)
        .outerjoin(there, is_covered(there))
    ).where(IS_POTENTIAL, chosen(customers))
    if wanted.field_id is not None:
        statement = statement.where(Potential.field_id == wanted.field_id)
    return statement.group_by(*keys, Potential.field_id, Customer.currency)


def _deals(keys: _Keys, wanted: CoverageFilter, customers: Among) -> Any:
    columns = (
        *keys,
        DEAL_FIELD,
        Customer.currency,
        func.count(Deal.id),
        func.sum(Deal.annual_value),
    )
    statement = _joined(
        select(*columns)
        .select_from(Customer)
        .join(Plan, Plan.customer_id == Customer.id)
        .join(Deal, Deal.plan_id == Plan.id)
        .outerjoin(Goal, Goal.id == Deal.goal_id)
    ).where(Plan.status != PlanStatus.CLOSED, Deal.status == DealStatus.PLANNED, chosen(customers))
    if wanted.field_id is not None:
        statement = statement.where(wanted.field_id == DEAL_FIELD)
    return statement.group_by(*keys, DEAL_FIELD, Customer.currency)


def _joined(statement: Any) -> Any:
    """With the team that each customer belongs to through its owner."""
    return statement.outerjoin(Owner, Owner.c.id == Customer.owner_id).outerjoin(
        Team, Team.id == Owner.c.team_id
    )


def coverage_by_currency(sums: Iterable[dict[str, CoverageSum]]) -> dict[str, CoverageSum]:
    """By currency, from several fields; a customer then counts once for each of them."""
    found: dict[str, CoverageSum] = {}
    for by_currency in sums:
        for currency, amount in by_currency.items():
            found[currency] = found.get(currency, CoverageSum()) + amount
    return dict(sorted(found.items()))
