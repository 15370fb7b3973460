"""What somebody still has to do, week by week."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import bindparam, select

from planner.access import Permission, plans_for
from planner.database import db, from_rows, rows
from planner.insights import weeks
from planner.models import Activity, Customer, Person, Plan
from planner.models.kinds import ActivityKind, ActivityStatus, PlanStatus

_OWN = (
    select(
        Activity.id,
        Activity.title,
        Activity.kind,
        Activity.due_on,
        Activity.created_on,
        Activity.effort_hours,
        Activity.customer_facing,
        Activity.plan_id,
        Customer.name.label("customer"),
    )
    .join(Plan, Plan.id == Activity.plan_id)
    .join(Customer, Customer.id == Plan.customer_id)
    .where(
        Activity.assignee_id == bindparam("person_id"),
        Activity.status == ActivityStatus.PLANNED,
        Plan.status != PlanStatus.CLOSED,
    )
    .order_by(Activity.due_on.is_(None), Activity.due_on, Customer.name_folded, Activity.id)
)


@dataclass(frozen=True, slots=True)
class WeekTask:
    """An activity that somebody has and has not done yet."""

    id: int
    title: str
    kind: ActivityKind
    due_on: datetime.date | None
    created_on: datetime.date
    effort_hours: Decimal | None
    customer_facing: bool
    plan_id: int
    customer: str

    @property
    def week(self) -> datetime.date | None:
        """The Monday of the week that it is due in."""
        return weeks.week_of(self.due_on) if self.due_on else None


@dataclass(frozen=True, slots=True)
class Load:
    """So many activities, the hours they take, and how many of them say no hours."""

    activities: int
    hours: Decimal
    without_hours: int


def tasks_of(person_id: int) -> list[WeekTask]:
    """All that somebody has still to do, the soonest due first, in one statement."""
    return from_rows(WeekTask, rows(_OWN, person_id=person_id))


def plans_worked_on(person: Person) -> set[int]:
    """The ids of the plans on which somebody can change activities and log a talk."""
    works_on_it = plans_for(Permission.WORK_ON_PLAN, person)
    return set(db.session.scalars(select(Plan.id).join(Customer).where(works_on_it)))


def load_of(tasks: Sequence[WeekTask]) -> Load:
    hours = [task.effort_hours for task in tasks if task.effort_hours is not None]
    return Load(len(tasks), sum(hours, Decimal(0)), len(tasks) - len(hours))
