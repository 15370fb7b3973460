"""What a look at the coverage asks for beside the customers."""

import datetime
import enum
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, select

from planner import clock
from planner.access import covered_customers
from planner.insights.coverage import CONTACT_DAYS, ENDING_DAYS
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Customer, Person, Potential
from planner.models.kinds import PotentialStatus
from planner.queries.web.customer_filter import CustomerFilter, all_conditions, narrowed


class Gap(enum.StrEnum):
    """What is missing at a customer; each is a list of its own."""

    NO_PLAN = "no_plan"
    NO_JOINT_GOAL = "no_joint_goal"
    NO_NEXT_STEP = "no_next_step"
    NO_CONTACT = "no_contact"
    NO_SPECIALIST = "no_specialist"
    PLAN_ENDS = "plan_ends"
    REQUEST_WAITS = "request_waits"


class CoverageGroup(enum.StrEnum):
    """What customers are added up by."""

    TEAM = "team"
    REGION = "region"
    SEGMENT = "segment"
    STAGE = "stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageFilter(CustomerFilter):
    """`field_id` asks for customers with potential in the field.

    `days` are those without a contact, `soon` those after which a plan that ends is told of.
    """

    field_id: int | None = None
    gap: Gap | None = None
    group: CoverageGroup | None = None
    days: int = CONTACT_DAYS
    soon: int = ENDING_DAYS
    page: Page = FIRST_PAGE
    today: datetime.date = field(default_factory=clock.today)


IS_POTENTIAL = and_(Potential.status != PotentialStatus.REJECTED, Potential.annual_value > 0)


def is_covered(reader: Person, wanted: CoverageFilter) -> ColumnElement[bool]:
    """The reader's customers that are asked for, whatever they lack, as for `Customer`."""
    parts = [covered_customers(reader), *narrowed(wanted)]
    if wanted.field_id is not None:
        parts.append(_has_potential_in(wanted.field_id))
    return all_conditions(*parts)


def _has_potential_in(field_id: int) -> ColumnElement[bool]:
    there = select(Potential.customer_id).where(Potential.field_id == field_id, IS_POTENTIAL)
    return Customer.id.in_(there)
