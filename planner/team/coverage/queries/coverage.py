"""Customers by fields: one page of them with a cell for each field where something is known."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, exists, func, select, type_coerce

from planner.database import maker, rows
from planner.insights.coverage import CoverageState, Judgement, KnownOfField, judge
from planner.insights.pages import FIRST_PAGE
from planner.models import Customer, Person, Plan, Team
from planner.models.kinds import PlanStatus, Stage, TalkState
from planner.models.types import Amount
from planner.queries.web.paging import ListPage, read_page
from planner.team.coverage.queries.coverage_cells import read_cells
from planner.team.coverage.queries.coverage_filter import CoverageFilter
from planner.team.coverage.queries.coverage_gaps import among, chosen
from planner.team.coverage.queries.coverage_sets import uncovered
from planner.team.coverage.queries.coverage_sums import COVERAGE_PAGE, CoverageSum, Owner

_PART = 500
"""Of so many customers the cells are read at once."""


@dataclass(slots=True)
class Cell:
    """One field at one customer; `field_id` is None for what belongs to no field."""

    field_id: int | None
    potential: Decimal = Decimal(0)
    ours: Decimal = Decimal(0)
    share: Decimal | None = None
    specialists: list[str] = field(default_factory=list)
    talk: TalkState | None = None
    talked_on: datetime.date | None = None
    deals: int = 0
    deal_value: Decimal = Decimal(0)
    next_due: datetime.date | None = None
    overdue: int = 0
    judgement: Judgement = field(default_factory=lambda: Judgement(CoverageState.NONE, ()))


@dataclass(frozen=True, slots=True)
class CoverageRow:
    id: int
    key: str
    name: str
    stage: Stage
    currency: str
    owner: str | None
    is_there: bool | None
    """Whether the owner still is with us."""
    team: str | None
    has_plan: bool
    cells: dict[int | None, Cell]

    @property
    def sum(self) -> CoverageSum:
        """What its cells add up to, in the customer's currency."""
        cells = self.cells.values()
        return CoverageSum(
            potential=sum((cell.potential for cell in cells), Decimal(0)),
            ours=sum((cell.ours for cell in cells), Decimal(0)),
            deals=sum(cell.deals for cell in cells),
            deal_value=sum((cell.deal_value for cell in cells), Decimal(0)),
        )


def page_of_customers(
    reader: Person, wanted: CoverageFilter, size: int = COVERAGE_PAGE
) -> ListPage[CoverageRow]:
    """One page of the customers, those with most potential that nobody covers first."""
    # Who stands on the page is found first, and only then what is said of them.
    found = read_page(*_which(reader, wanted), wanted.page, size)
    return found.turned(lambda which: _read([row.id for row in which], wanted))


def first(reader: Person, wanted: CoverageFilter, most: int) -> ListPage[CoverageRow]:
    """So many of all customers that the filter finds, whatever page is asked for."""
    return page_of_customers(reader, replace(wanted, page=FIRST_PAGE), most)


def all_coverage_rows(reader: Person, wanted: CoverageFilter) -> Iterator[CoverageRow]:
    """All customers that the filter finds, in the same order, whatever page is asked for."""
    statement, order = _which(reader, wanted)
    found = [row.id for row in rows(statement.order_by(*order))]
    for first in range(0, len(found), _PART):
        yield from _read(found[first : first + _PART], wanted)


def _read(which: list[int], wanted: CoverageFilter) -> Iterator[CoverageRow]:
    """These customers, in this order."""
    found = {row.id: row for row in rows(_OF_CUSTOMERS, customers=which)} if which else {}
    return _with_cells([found[identity] for identity in which if identity in found], wanted)


def _with_cells(found: Sequence[Any], wanted: CoverageFilter) -> Iterator[CoverageRow]:
    cells = _cells([row.id for row in found], wanted)
    make = maker(CoverageRow, found)
    for row in found:
        customer = make(row, cells=cells.get(row.id, {}))
        for cell in customer.cells.values():
            cell.judgement = _judged(cell, customer.has_plan, wanted)
        yield customer


WORST_GAPS = 3


def worst_gaps(found: ListPage[CoverageRow]) -> list[tuple[CoverageRow, Cell]]:
    """Of the first page: the customers with most potential that nobody covers, and where most of
    it is at each; the worst first."""
    gaps = []
    for row in found.rows[:WORST_GAPS]:
        open_there = [c for c in row.cells.values() if c.judgement.state is CoverageState.GAP]
        if open_there:
            gaps.append((row, max(open_there, key=lambda cell: cell.potential)))
    return sorted(gaps, key=lambda gap: gap[1].potential, reverse=True)


def _which(reader: Person, wanted: CoverageFilter) -> tuple[Any, tuple[Any, ...]]:
    """The ids of the customers, and their order."""
    customers = among(reader, wanted)
    gaps = uncovered(customers, wanted.field_id).subquery("uncovered")
    statement = (
        select(Customer.id)
        .outerjoin(gaps, gaps.c.customer_id == Customer.id)
        .where(chosen(customers))
    )
    value = type_coerce(func.coalesce(gaps.c.value, 0), Amount)
    return statement, (value.desc(), Customer.name_folded, Customer.id)


_COLUMNS = (
    Customer.id,
    Customer.key,
    Customer.name,
    Customer.stage,
    Customer.currency,
    Owner.c.name.label("owner"),
    Owner.c.is_active.label("is_there"),
    Team.name.label("team"),
    exists()
    .where(Plan.customer_id == Customer.id, Plan.status != PlanStatus.CLOSED)
    .label("has_plan"),
)
_OF_CUSTOMERS = (
    select(*_COLUMNS)
    .outerjoin(Owner, Owner.c.id == Customer.owner_id)
    .outerjoin(Team, Team.id == Owner.c.team_id)
    .where(Customer.id.in_(bindparam("customers", expanding=True)))
)


def _cells(customers: list[int], wanted: CoverageFilter) -> dict[int, dict[int | None, Cell]]:
    """By customer and field; only of the field that is asked for, if one is."""
    cells: dict[int, dict[int | None, Cell]] = defaultdict(dict)
    for customer, of_field, values in read_cells(customers, wanted.today):
        if wanted.field_id in (None, of_field):
            cell = cells[customer].setdefault(of_field, Cell(of_field))
            for name, value in values.items():
                setattr(cell, name, value)
    return cells


def _judged(cell: Cell, has_plan: bool, wanted: CoverageFilter) -> Judgement:
    known = KnownOfField(
        potential=cell.potential,
        has_plan=has_plan,
        specialists=len(cell.specialists),
        talked_on=cell.talked_on,
        next_due=cell.next_due,
        overdue=cell.overdue,
    )
    return judge(known, wanted.today, wanted.days)


def cell(customer: Customer, field_id: int, has_plan: bool, wanted: CoverageFilter) -> Cell:
    """One cell for itself; empty if nothing is known of the field at the customer."""
    found = _cells([customer.id], wanted).get(customer.id, {}).get(field_id) or Cell(field_id)
    found.judgement = _judged(found, has_plan, wanted)
    return found
