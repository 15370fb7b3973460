"""Plans that it is time to go through together."""

import datetime
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select

from planner import clock
from planner.access import OwnRights, Permission, own_rights, readers_plans
from planner.database import rows
from planner.insights.rhythms import rhythms_from
from planner.models import Customer, Person, Plan, Review, Setting
from planner.models.kinds import PlanStatus, ReviewStatus
from planner.models.people.setting import REVIEW_RHYTHMS

SHOWN_REVIEWS = 4


@dataclass(frozen=True, slots=True)
class DueReview:
    """`review_id` is that of a planned review whose day has come; else one is to be planned."""

    plan_id: int
    customer: str
    due_on: datetime.date
    review_id: int | None


def due_reviews_of(person: Person) -> list[DueReview]:
    """All of them, the longest due first; one statement."""
    found = rows(
        _statement(own_rights(Permission.WORK_ON_PLAN, person)),
        reader_id=person.id,
        today=clock.today(),
    )
    due = [review for row in found if (review := _due(row, clock.today()))]
    return sorted(due, key=lambda review: (review.due_on, review.plan_id))


def _due(row: Any, today: datetime.date) -> DueReview | None:
    if row.reached_id is not None:
        return DueReview(row.plan_id, row.customer, row.reached_on, row.reached_id)
    due_on = rhythms_from(row.rhythms).due_on(row.last_on or row.began, row.segment)
    if row.next_on is not None or due_on > today:
        return None
    return DueReview(row.plan_id, row.customer, due_on, None)


def _of_plan(column: Any, *which: Any) -> Any:
    of_plan = select(column).where(Review.plan_id == Plan.id, *which)
    return of_plan.correlate(Plan).scalar_subquery()


@cache
def _statement(works_on: OwnRights) -> Select[*tuple[Any, ...]]:
    today: Any = bindparam("today")
    planned = Review.status == ReviewStatus.PLANNED
    reached = (planned, Review.on <= today)
    rhythms = select(Setting.value).where(Setting.name == REVIEW_RHYTHMS).scalar_subquery()
    return (
        select(
            Plan.id.label("plan_id"),
            Customer.name.label("customer"),
            Customer.segment,
            func.coalesce(Plan.activated_on, Plan.starts_on).label("began"),
            rhythms.label("rhythms"),
            _of_plan(func.max(Review.on), Review.status == ReviewStatus.HELD).label("last_on"),
            _of_plan(func.min(Review.on), planned, Review.on > today).label("next_on"),
            _of_plan(func.max(Review.id), *reached).label("reached_id"),
            _of_plan(func.max(Review.on), *reached).label("reached_on"),
        )
        .join(Customer, Customer.id == Plan.customer_id)
        .where(Plan.status == PlanStatus.ACTIVE, readers_plans(works_on))
    )
