"""What the activities of the reader's customers take, by week and by who has them."""

import datetime
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from planner.access import covered_customers, teams_of
from planner.database import rows
from planner.insights import weeks as calendar
from planner.models import Activity, Customer, Person, Plan
from planner.models.kinds import ActivityStatus, PlanStatus, Role, Side
from planner.queries.web.coverage_choices import sees_all
from planner.team.coverage.queries.coverage_gaps import OF_SIDE
from planner.team.coverage.queries.coverage_sums import cents


class Whose(enum.StrEnum):
    """Who has an activity: somebody whose hours are added up, somebody else, or nobody yet."""

    OURS = "ours"
    OTHERS = "others"
    POOL = "pool"


class When(enum.StrEnum):
    """What is due in none of the weeks that are looked at."""

    OVERDUE = "overdue"
    LATER = "later"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Planned:
    """Activities, the hours they take, and how many of them say no hours."""

    activities: int = 0
    hours: Decimal = Decimal(0)
    without_hours: int = 0

    def __add__(self, other: "Planned") -> "Planned":
        return Planned(
            self.activities + other.activities,
            self.hours + other.hours,
            self.without_hours + other.without_hours,
        )


CapacityKey = tuple[Whose, int | None, datetime.date | When]
"""Whose it is; the field of the person, or in the pool that of the activity; a Monday or not."""


def added_up(reader: Person) -> ColumnElement[bool]:
    """Whose hours the reader gets a sum of, as a condition on `Person`.

    A lead: the own team or department, and the specialists who belong to no team and so work for
    all. Members of plans would be no better: a lead decides about those, and could look for one
    person's hours.
    """
    works = and_(Person.is_active, Person.role != Role.EXECUTIVE_SPONSOR)
    if sees_all(reader):
        return works
    for_all = and_(Person.team_id.is_(None), Person.role.in_(OF_SIDE[Side.SPECIALIST]))
    return and_(works, or_(Person.team_id.in_(teams_of(reader.team_id)), for_all))


def number_of_others(reader: Person) -> int:
    """How many people there are whose hours are not added up for the reader."""
    ((number,),) = rows(select(func.count(Person.id)).where(Person.is_active, ~added_up(reader)))
    return int(number)


def planned_work(reader: Person, weeks: Sequence[datetime.date]) -> dict[CapacityKey, Planned]:
    """All activities on open plans of the reader's customers that are still to do, in one
    statement; what is due in the weeks stands under its week."""
    each = joined_activities(_each(reader, weeks)).where(to_do(reader)).subquery()
    keys = (each.c.whose, each.c.field, each.c.beside, each.c.day)
    numbers = (func.count(each.c.id), func.sum(each.c.hours), func.count(each.c.hours))
    statement = select(*keys, *numbers).group_by(*keys)
    found: dict[CapacityKey, Planned] = {}
    for of, of_field, beside, due, activities, hours, said in rows(statement):
        at = When(beside) if beside else calendar.week_of(due)
        key = (Whose(of), of_field, at)
        more = Planned(activities, cents(hours), activities - said)
        found[key] = found.get(key, Planned()) + more
    return found


def _each(reader: Person, weeks: Sequence[datetime.date]) -> Any:
    """Apart from adding them up: one database takes no parameters in what is grouped by."""
    return select(
        Activity.id,
        Activity.effort_hours.label("hours"),
        whose_of(reader).label("whose"),
        field_of_activity().label("field"),
        when_of(weeks).label("beside"),
        _day_of(weeks).label("day"),
    )


def joined_activities(statement: Any) -> Any:
    """With the plan, the customer and whoever has it."""
    return (
        statement.select_from(Activity)
        .join(Plan, Plan.id == Activity.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .outerjoin(Person, Person.id == Activity.assignee_id)
    )


def to_do(reader: Person) -> ColumnElement[bool]:
    return and_(
        covered_customers(reader),
        Plan.status != PlanStatus.CLOSED,
        Activity.status.in_([ActivityStatus.OPEN, ActivityStatus.PLANNED]),
    )


def whose_of(reader: Person) -> ColumnElement[str]:
    return case(
        (Activity.assignee_id.is_(None), Whose.POOL.value),
        (added_up(reader), Whose.OURS.value),
        else_=Whose.OTHERS.value,
    )


def field_of_activity() -> ColumnElement[int | None]:
    """Hours are compared with those of the people of a field; in the pool there are none yet."""
    return case((Activity.assignee_id.is_(None), Activity.field_id), else_=Person.field_id)


def when_of(weeks: Sequence[datetime.date]) -> ColumnElement[str | None]:
    """None where it is due in one of the weeks."""
    first, end = weeks[0], calendar.later(weeks[-1], 1)
    return case(
        (Activity.due_on.is_(None), When.UNDATED.value),
        (Activity.due_on < first, When.OVERDUE.value),
        (Activity.due_on >= end, When.LATER.value),
        else_=None,
    )


def _day_of(weeks: Sequence[datetime.date]) -> ColumnElement[datetime.date | None]:
    first, end = weeks[0], calendar.later(weeks[-1], 1)
    inside = and_(Activity.due_on >= first, Activity.due_on < end)
    return case((inside, Activity.due_on), else_=None)
