"""Where plans stood on a day, as far as those may see it who are no members of them."""

import datetime
import enum
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from planner import clock
from planner.access import rated_customers
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Customer, Person, Plan, StoredRating, Team
from planner.models.kinds import PlanStatus
from planner.queries.web.customer_filter import CustomerFilter, asked
from planner.rating import Age
from planner.team.coverage.queries.coverage_sums import Owner

ABSENT = "absent"
"""Stands for a plan that had not begun on a day, or had ended."""


class PlanPlace(enum.StrEnum):
    """Where a plan can stand: in an age, in what is no age, or nowhere."""

    DINOSAUR = Age.DINOSAUR
    NEANDERTHAL = Age.NEANDERTHAL
    STONE = Age.STONE
    BRONZE = Age.BRONZE
    IRON = Age.IRON
    MODERN = Age.MODERN
    FORMING = Age.FORMING
    SOLO = Age.SOLO
    UNRATED = Age.UNRATED
    ABSENT = ABSENT


THERE = tuple(place for place in PlanPlace if place is not PlanPlace.ABSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class MaturityFilter(CustomerFilter):
    """Between which two days, `since` < `until`, and where plans stood on them; None
    is anywhere."""

    since: datetime.date
    until: datetime.date
    before: PlanPlace | None = None
    after: PlanPlace | None = None
    page: Page = FIRST_PAGE
    today: datetime.date = field(default_factory=clock.today)


def of_reader(reader: Person, wanted: CustomerFilter) -> ColumnElement[bool]:
    """The customers of the filter of whose plans the reader may see the ages."""
    return and_(rated_customers(reader), asked(reader, wanted))


def seen_by_leads(today: datetime.date) -> ColumnElement[bool]:
    """The ratings that may be seen today by those whom members are ahead of."""
    return and_(StoredRating.visible_to_leads_on <= today, StoredRating.on <= today)


def of_newest_rating(column: Any, day: datetime.date, today: datetime.date) -> Any:
    """Of the last rating up to a day that may be seen today."""
    return (
        select(column)
        .where(StoredRating.plan_id == Plan.id, StoredRating.on <= day, seen_by_leads(today))
        .order_by(StoredRating.on.desc())
        .limit(1)
        .correlate(Plan)
        .scalar_subquery()
    )


def place_on(day: datetime.date, today: datetime.date) -> ColumnElement[str]:
    """Where a plan stood at the end of a day, as one of `Place`.

    A rating counts from the day on that the plan began. An active plan of which none can be
    shown for that day is not rated; any other is not there.
    """
    age = func.nullif(of_newest_rating(StoredRating.age, day, today), Age.UNRATED.value)
    otherwise = case((Plan.status == PlanStatus.ACTIVE, Age.UNRATED.value), else_=ABSENT)
    has_not_begun = or_(Plan.activated_on.is_(None), Plan.activated_on > day)
    return case((has_not_begun, ABSENT), else_=func.coalesce(age, otherwise))


def with_team(statement: Any) -> Any:
    """A statement on plans, with the customer and the team that it belongs to by its owner."""
    return (
        statement.select_from(Plan)
        .join(Customer, Customer.id == Plan.customer_id)
        .outerjoin(Owner, Owner.c.id == Customer.owner_id)
        .outerjoin(Team, Team.id == Owner.c.team_id)
    )
