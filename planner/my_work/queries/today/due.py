"""What somebody has to do until the end of this week, and what comes after it."""

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select

from planner import clock
from planner.access import (
    OwnRights,
    Permission,
    Standing,
    allows,
    general_standings,
    own_rights,
    readers_plans,
)
from planner.database import from_rows, rows
from planner.insights import weeks
from planner.models import Activity, Customer, Person, Plan
from planner.models.kinds import ActivityStatus, PlanStatus

SHOWN_DUE = 7


@dataclass(frozen=True, slots=True)
class DueTask:
    """`works_on` says whether its person works on the plan too, and so logs talks there."""

    id: int
    title: str
    due_on: datetime.date
    customer_facing: bool
    customer: str
    works_on: bool


@dataclass(frozen=True, slots=True)
class DueToday:
    """The first of what is due; `later` is the first thing after this week, where there is room
    for it. `can_finish` says whether the person may say that something is done."""

    tasks: list[DueTask]
    overdue: int
    today: int
    this_week: int
    later: DueTask | None
    can_finish: bool

    @property
    def count(self) -> int:
        return self.overdue + self.today + self.this_week


def due_of(person: Person) -> DueToday:
    """One statement, however much there is to do."""
    today, stands = clock.today(), {*general_standings(person), Standing.ASSIGNEE}
    if not allows(Permission.SEE_ACTIVITY, stands):
        return DueToday([], 0, 0, 0, None, can_finish=False)
    sunday = weeks.days_of(weeks.week_of(today))[-1]
    statement = _statement(own_rights(Permission.WORK_ON_PLAN, person))
    found = rows(statement, reader_id=person.id, today=today, sunday=sunday)
    tasks = from_rows(DueTask, found)
    overdue, due_today, this_week = found[0][-3:] if found else (0, 0, 0)
    later = next((task for task in tasks if task.due_on > sunday), None)
    shown = [task for task in tasks if task.due_on <= sunday][:SHOWN_DUE]
    can_finish = allows(Permission.WORK_ON_ACTIVITY, stands)
    return DueToday(shown, overdue, due_today, this_week, later, can_finish=can_finish)


@cache
def _statement(works_on: OwnRights) -> Select[*tuple[Any, ...]]:
    """The counts stand in every row, so that no second statement is needed for them."""
    today: Any = bindparam("today")
    sunday: Any = bindparam("sunday")
    return (
        select(
            Activity.id,
            Activity.title,
            Activity.due_on,
            Activity.customer_facing,
            Customer.name.label("customer"),
            readers_plans(works_on).label("works_on"),
            _count(Activity.due_on < today).label("overdue_count"),
            _count(Activity.due_on == today).label("today_count"),
            _count((Activity.due_on > today) & (Activity.due_on <= sunday)).label("week_count"),
        )
        .join(Plan, Plan.id == Activity.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(
            Activity.assignee_id == bindparam("reader_id"),
            Activity.status == ActivityStatus.PLANNED,
            Activity.due_on.is_not(None),
            Plan.status != PlanStatus.CLOSED,
        )
        .order_by(Activity.due_on, Customer.name_folded, Activity.id)
        .limit(SHOWN_DUE + 1)
    )


def _count(which: Any) -> Any:
    return func.sum(case((which, 1), else_=0)).over()
