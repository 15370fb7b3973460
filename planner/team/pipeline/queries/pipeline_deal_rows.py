"""A deal of a list, with what is done for it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, case, func, select

from planner.access import Permission, own_plans_for
from planner.database import rows
from planner.models import Activity, Customer, Deal, Field, Person
from planner.models.kinds import ActivityStatus, CauseKind, DealStatus
from planner.team.coverage.queries.coverage_gaps import UNFINISHED
from planner.team.coverage.queries.coverage_sums import DEAL_FIELD, cents
from planner.team.pipeline.queries.pipeline_filter import DAY_OF_DEAL, WEIGHTED, joined


@dataclass(frozen=True, slots=True)
class Work:
    """The activities that are aimed at a deal; `next_due` is the first day of what is to do."""

    to_do: int = 0
    done: int = 0
    next_due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class DealRow:
    """`day` is that of the decision, or else the one that it is expected on.

    `is_on_plan` says whether the reader works on the plan.
    """

    work: Work
    weighted: Decimal
    id: int
    plan_id: int
    title: str
    customer_key: str
    customer: str
    field_id: int | None
    field: str | None
    day: datetime.date
    annual_value: Decimal
    probability: Decimal
    status: DealStatus
    cause_kind: CauseKind | None
    currency: str
    is_on_plan: bool

    @property
    def is_planned(self) -> bool:
        return self.status is DealStatus.PLANNED


def row_of(row: tuple[Any, ...], work: Work) -> DealRow:
    """Of what `rows_for` has found."""
    return DealRow(work, cents(row[0]), *row[1:])


def work_for(of_deals: ColumnElement[bool]) -> dict[int, Work]:
    """By deal; the condition on `Activity` says for which ones."""
    statement = (
        select(
            Activity.deal_id,
            func.sum(case((UNFINISHED, 1), else_=0)),
            func.sum(case((Activity.status == ActivityStatus.DONE, 1), else_=0)),
            func.min(case((UNFINISHED, Activity.due_on)), type_=Date),
        )
        .where(of_deals)
        .group_by(Activity.deal_id)
    )
    return {
        deal: Work(int(to_do or 0), int(done or 0), due)
        for deal, to_do, done, due in rows(statement)
    }


def rows_for(reader: Person) -> Any:
    """The statement of the rows, to be narrowed down; its second column is the id of the deal."""
    columns = (WEIGHTED, *_COLUMNS, own_plans_for(Permission.ADD_ACTIVITY, reader))
    return joined(select(*columns)).outerjoin(Field, Field.id == DEAL_FIELD)


_COLUMNS: tuple[Any, ...] = (
    Deal.id,
    Deal.plan_id,
    Deal.title,
    Customer.key,
    Customer.name,
    DEAL_FIELD,
    Field.name,
    DAY_OF_DEAL,
    Deal.annual_value,
    Deal.probability,
    Deal.status,
    Deal.cause_kind,
    Customer.currency,
)
