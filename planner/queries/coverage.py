"""Customers by fields: one page of them with a cell for each field where something is known."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from planner.database import rows
from planner.insights.coverage import Judgement, Known, State, judge
from planner.models import Customer, Person, Potential, Team
from planner.models.kinds import Stage, TalkState
from planner.queries.coverage_cells import read
from planner.queries.coverage_filter import IS_POTENTIAL, Filter
from planner.queries.coverage_gaps import has_open_plan, narrowed
from planner.queries.coverage_sums import COVERED, IS_COVERED_THERE, PAGE, Owner, Sum


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
    judgement: Judgement = field(default_factory=lambda: Judgement(State.NONE, ()))


@dataclass(frozen=True, slots=True)
class CustomerRow:
    id: int
    key: str
    name: str
    stage: Stage
    currency: str
    owner: str | None
    team: str | None
    has_plan: bool
    cells: dict[int | None, Cell]

    @property
    def sum(self) -> Sum:
        """What its cells add up to, in the customer's currency."""
        cells = self.cells.values()
        return Sum(
            potential=sum((cell.potential for cell in cells), Decimal(0)),
            ours=sum((cell.ours for cell in cells), Decimal(0)),
            deals=sum(cell.deals for cell in cells),
            deal_value=sum((cell.deal_value for cell in cells), Decimal(0)),
        )


@dataclass(frozen=True, slots=True)
class Found:
    rows: list[CustomerRow]
    has_more: bool


def page(reader: Person, wanted: Filter) -> Found:
    """One page of the customers, those with most potential that nobody covers first."""
    found = rows(_page(reader, wanted))
    shown = found[:PAGE]
    cells = _cells([row[0] for row in shown], wanted)
    customers = []
    for row in shown:
        of_customer, has_plan = cells.get(row[0], {}), row[-1]
        for cell in of_customer.values():
            cell.judgement = _judged(cell, has_plan, wanted)
        customers.append(CustomerRow(*row, *[of_customer]))
    return Found(customers, len(found) > PAGE)


def _page(reader: Person, wanted: Filter) -> Any:
    uncovered = (
        select(Potential.customer_id, func.sum(Potential.annual_value).label("value"))
        .outerjoin(COVERED, IS_COVERED_THERE)
        .where(IS_POTENTIAL, COVERED.c.customer_id.is_(None))
        .group_by(Potential.customer_id)
    )
    if wanted.field_id is not None:
        uncovered = uncovered.where(Potential.field_id == wanted.field_id)
    gaps = uncovered.subquery("uncovered")
    return (
        select(
            Customer.id,
            Customer.key,
            Customer.name,
            Customer.stage,
            Customer.currency,
            Owner.c.name,
            Team.name,
            has_open_plan(),
        )
        .outerjoin(Owner, Owner.c.id == Customer.owner_id)
        .outerjoin(Team, Team.id == Owner.c.team_id)
        .outerjoin(gaps, gaps.c.customer_id == Customer.id)
        .where(narrowed(reader, wanted))
        .order_by(func.coalesce(gaps.c.value, 0).desc(), Customer.name_folded, Customer.id)
        .limit(PAGE + 1)
        .offset((wanted.page - 1) * PAGE)
    )


def _cells(customers: list[int], wanted: Filter) -> dict[int, dict[int | None, Cell]]:
    """By customer and field; only of the field that is asked for, if one is."""
    cells: dict[int, dict[int | None, Cell]] = defaultdict(dict)
    for customer, of_field, values in read(customers, wanted.today):
        if wanted.field_id in (None, of_field):
            cell = cells[customer].setdefault(of_field, Cell(of_field))
            for name, value in values.items():
                setattr(cell, name, value)
    return cells


def _judged(cell: Cell, has_plan: bool, wanted: Filter) -> Judgement:
    known = Known(
        potential=cell.potential,
        has_plan=has_plan,
        specialists=len(cell.specialists),
        talked_on=cell.talked_on,
        next_due=cell.next_due,
        overdue=cell.overdue,
    )
    return judge(known, wanted.today, wanted.days)


def cell(customer: Customer, field_id: int, has_plan: bool, wanted: Filter) -> Cell:
    """One cell for itself; empty if nothing is known of the field at the customer."""
    found = _cells([customer.id], wanted).get(customer.id, {}).get(field_id) or Cell(field_id)
    found.judgement = _judged(found, has_plan, wanted)
    return found
