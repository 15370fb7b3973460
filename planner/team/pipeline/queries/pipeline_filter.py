"""Which deals a look at the pipeline is about: the reader's own, and of these what is asked for."""

import datetime
import enum
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_

from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Customer, Deal, Goal, Person, Plan
from planner.models.kinds import DealStatus, PlanStatus
from planner.queries.web.customer_filter import NOTHING, CustomerFilter, asked
from planner.team.coverage.queries.coverage_sums import DEAL_FIELD


class PipelineGroup(enum.StrEnum):
    """What deals are added up by: a customer, or the team that it belongs to by its owner."""

    TEAM = "team"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineFilter(CustomerFilter):
    """Both days belong to the period. `field` is an id or NOTHING, `customer` a key."""

    starts_on: datetime.date
    ends_on: datetime.date
    field: str = ""
    customer: str = ""
    group: PipelineGroup | None = None
    page: Page = FIRST_PAGE


# A deal that stands as moved counts in no month until it is planned again.
IS_PLANNED = and_(Deal.status == DealStatus.PLANNED, Plan.status != PlanStatus.CLOSED)
IS_WON = Deal.status == DealStatus.WON
IS_LOST = Deal.status == DealStatus.LOST
DAY_OF_DEAL = case(
    (or_(IS_WON, IS_LOST), func.coalesce(Deal.decided_on, Deal.expected_on)),
    else_=Deal.expected_on,
)
"""What is decided belongs to the month of the decision, all else to the one it is expected in."""
WEIGHTED = func.round(Deal.annual_value * Deal.probability, 2)
"""To the cent for each deal, so that every sum is that of what is shown."""


def joined(statement: Any) -> Any:
    """With what says whose a deal is and of which field."""
    return (
        statement.select_from(Deal)
        .join(Plan, Plan.id == Deal.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .outerjoin(Goal, Goal.id == Deal.goal_id)
    )


def in_scope(reader: Person, wanted: PipelineFilter) -> ColumnElement[bool]:
    """The deals of the customers and the field that are asked for, whatever their day or state."""
    parts = [asked(reader, wanted)]
    if wanted.field:
        parts.append(is_of_field(None if wanted.field == NOTHING else int(wanted.field)))
    if wanted.customer:
        parts.append(Customer.key == wanted.customer)
    return and_(*parts)


def is_of_field(field_id: int | None) -> ColumnElement[bool]:
    return DEAL_FIELD.is_(None) if field_id is None else DEAL_FIELD.in_([field_id])


def in_period(wanted: PipelineFilter) -> ColumnElement[bool]:
    return DAY_OF_DEAL.between(wanted.starts_on, wanted.ends_on)
