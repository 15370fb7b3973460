"""How many plans were in which age at the end of the last months, and are today."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, or_, select

from planner.database import rows
from planner.models import Customer, Person, Plan, StoredRating
from planner.models.kinds import PlanStatus
from planner.rating import Age
from planner.team.maturity.queries.rated_plans import (
    MaturityFilter,
    PlanPlace,
    of_reader,
    seen_by_leads,
)

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Month:
    """The end of a month, or today."""

    on: datetime.date
    plans: Counter[PlanPlace]


@dataclass(frozen=True, slots=True)
class Course:
    """`first` is the day of the first rating that can be shown, if there is any."""

    months: list[Month]
    first: datetime.date | None


def over_time(reader: Person, look: MaturityFilter) -> Course:
    """Two statements: of the ratings, from when until when each held, and of the active plans."""
    days = [*month_ends(look.today), look.today]
    spans = rows(_spans(reader, look, days))
    months = [Month(day, Counter()) for day in days]
    for age, is_active, start, end, number, _day in spans:
        for month in months[start:end]:
            month.plans[PlanPlace(age)] += number
            if is_active:  # of the active ones that had begun, what is left has no rating
                month.plans[PlanPlace.UNRATED] -= number
    for start, number in rows(_begun(reader, look, days)):
        for month in months[start:]:
            month.plans[PlanPlace.UNRATED] += number
    return Course(months, min((row[-1] for row in spans), default=None))


def month_ends(today: datetime.date, months: int = MONTHS) -> list[datetime.date]:
    """The last days of the months before today, the oldest first."""
    ends: list[datetime.date] = []
    first = today.replace(day=1)
    while len(ends) < months:
        ends.append(first - datetime.timedelta(days=1))
        first = ends[-1].replace(day=1)
    return ends[::-1]


def _spans(reader: Person, look: MaturityFilter, days: Sequence[datetime.date]) -> Any:
    """How many ratings held from which of the days until before which one, by age."""
    began = case((Plan.activated_on > StoredRating.on, Plan.activated_on), else_=StoredRating.on)
    next_one = func.lead(StoredRating.on).over(
        partition_by=StoredRating.plan_id, order_by=StoredRating.on
    )
    held = (
        select(
            StoredRating.age.label("age"),
            (Plan.status == PlanStatus.ACTIVE).label("is_active"),
            began.label("began"),
            next_one.label("ended"),
        )
        .join(Plan, Plan.id == StoredRating.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(of_reader(reader, look), seen_by_leads(look.today))
        .where(Plan.activated_on.is_not(None))
        .subquery("held")
    )
    counted = (
        select(
            held.c.age,
            held.c.is_active,
            held.c.began,
            _place_of(held.c.began, days).label("start"),
            _place_of(held.c.ended, days).label("end"),
        )
        .where(held.c.age != Age.UNRATED.value)
        .where(or_(held.c.ended.is_(None), held.c.ended > held.c.began))
        .subquery("counted")
    )
    columns = (counted.c.age, counted.c.is_active, counted.c.start, counted.c.end)
    return select(*columns, func.count(), func.min(counted.c.began)).group_by(*columns)


def _begun(reader: Person, look: MaturityFilter, days: Sequence[datetime.date]) -> Any:
    """How many of the plans that are active today began before which of the days."""
    begun = (
        select(_place_of(Plan.activated_on, days).label("start"))
        .join(Customer, Customer.id == Plan.customer_id)
        .where(of_reader(reader, look))
        .where(Plan.status == PlanStatus.ACTIVE, Plan.activated_on.is_not(None))
        .subquery("begun")
    )
    return select(begun.c.start, func.count()).group_by(begun.c.start)


def _place_of(column: Any, days: Sequence[datetime.date], first: int = 0) -> ColumnElement[int]:
    """The number of the first of the days that is not before this one, or how many there are.

    Halved each time: one after the other would take three times as long for many ratings.
    """
    if not days:
        return literal(first)
    middle = len(days) // 2
    earlier = _place_of(column, days[:middle], first)
    later = _place_of(column, days[middle + 1 :], first + middle + 1)
    return case((column <= days[middle], earlier), else_=later)
