"""Which plans are to be gone through when, for those who lead a team."""

import datetime
import enum
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.database import from_row, maker, rows
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Attendance, Customer, Person, Plan, Review, Team
from planner.models.kinds import PlanStatus, ReviewStatus, Role, Side
from planner.queries.maturity import organisation
from planner.queries.maturity.fact_rows import as_text
from planner.queries.web.customer_filter import CustomerFilter, asked
from planner.queries.web.paging import ListPage, read_page
from planner.queries.web.sql_dates import day_after

DUE_REVIEWS_PAGE = 50
SOON = datetime.timedelta(weeks=4)


class Due(enum.StrEnum):
    """How soon the next review is due."""

    OVERDUE = "overdue"
    SOON = "soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFilter(CustomerFilter):
    due: Due | None = None
    page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class DuePlan:
    """`due_on` follows from the last review, or from the day on which the plan began. `planned_on`
    is the day of the next review that is planned already."""

    plan_id: int
    customer: str
    segment: str | None
    team: str | None
    due_on: datetime.date
    last_id: int | None
    last_on: datetime.date | None
    planned_id: int | None
    planned_on: datetime.date | None
    was_joint: bool


@dataclass(frozen=True, slots=True)
class Counts:
    """Of all plans that the filter finds, whatever it says of the day."""

    plans: int
    overdue: int
    soon: int


_Review = aliased(Review)


def _first(column: Any, status: ReviewStatus, *order: Any) -> Any:
    """A column of the first review in this order that is in this state."""
    return (
        select(column)
        .where(_Review.plan_id == Plan.id, _Review.status == status)
        .order_by(*order)
        .limit(1)
        .correlate(Plan)
        .scalar_subquery()
    )


_LATEST = (_Review.on.desc(), _Review.position.desc(), _Review.id.desc())
_NEXT = (_Review.on, _Review.position, _Review.id)
_LAST_ON = _first(_Review.on, ReviewStatus.HELD, *_LATEST)


def page_of_due_plans(reader: Person, wanted: ReviewFilter) -> ListPage[DuePlan]:
    """One page of the active plans of the reader's customers, those due first at the top."""
    return read_page(*_statement(reader, wanted), wanted.page, DUE_REVIEWS_PAGE).turned(_read)


def all_due_plans(reader: Person, wanted: ReviewFilter) -> list[DuePlan]:
    """All pages at once."""
    statement, order = _statement(reader, wanted)
    return _read(rows(statement.order_by(*order)))


def _read(found: Sequence[Any]) -> list[DuePlan]:
    joint = _joint([row.last_id for row in found if row.last_id is not None])
    make = maker(DuePlan, found)
    return [make(row, was_joint=row.last_id in joint) for row in found]


def _statement(reader: Person, wanted: ReviewFilter) -> tuple[Select[Any], tuple[Any, ...]]:
    """The plans, and their order."""
    due_on = _due_on()
    statement = (
        _of(reader, wanted)
        .add_columns(
            Plan.id.label("plan_id"),
            Customer.name.label("customer"),
            func.nullif(Customer.segment, "").label("segment"),
            Team.name.label("team"),
            due_on.label("due_on"),
            _first(_Review.id, ReviewStatus.HELD, *_LATEST).label("last_id"),
            _LAST_ON.label("last_on"),
            _first(_Review.id, ReviewStatus.PLANNED, *_NEXT).label("planned_id"),
            _first(_Review.on, ReviewStatus.PLANNED, *_NEXT).label("planned_on"),
        )
        .where(_within(wanted.due, due_on))
    )
    return statement, (due_on, Customer.name_folded, Plan.id)


def due_counts(reader: Person, wanted: ReviewFilter) -> Counts:
    """How many plans there are, and of how many the next review is overdue or due soon."""
    due_on = _due_on()
    statement = _of(reader, wanted).add_columns(
        func.count().label("plans"),
        *(
            func.coalesce(func.sum(case((_within(due, due_on), 1), else_=0)), 0).label(due)
            for due in Due
        ),
    )
    return from_row(Counts, rows(statement)[0])


def _of(reader: Person, wanted: ReviewFilter) -> Select[Any]:
    return (
        select()
        .select_from(Plan)
        .join(Customer, Customer.id == Plan.customer_id)
        .outerjoin(Person, Person.id == Customer.owner_id)
        .outerjoin(Team, Team.id == Person.team_id)
        .where(Plan.status == PlanStatus.ACTIVE, asked(reader, wanted))
    )


def _due_on() -> ColumnElement[datetime.date]:
    rhythms = organisation.rhythms()
    weeks: Any = rhythms.usual
    if rhythms.by_segment:
        of_segments = [(Customer.segment == name, n) for name, n in rhythms.by_segment.items()]
        weeks = case(*of_segments, else_=rhythms.usual)
    began = func.coalesce(_LAST_ON, Plan.activated_on, Plan.starts_on)
    return day_after(began, weeks * 7)


def _within(due: Due | None, due_on: ColumnElement[datetime.date]) -> Any:
    today = clock.today()
    match due:
        case Due.OVERDUE:
            return due_on < today
        case Due.SOON:
            return and_(due_on >= today, due_on <= today + SOON)
        case None:
            return Plan.id.is_not(None)


def _joint(reviews: list[int]) -> set[int]:
    """Those of the reviews that people of both sides attended."""
    there: dict[int, set[Side | None]] = defaultdict(set)
    for start in range(0, len(reviews), _AT_ONCE):
        for review, role in rows(_THERE, ids=reviews[start : start + _AT_ONCE]):
            there[review].add(Role(role).side)
    both = {Side.GENERALIST, Side.SPECIALIST}
    return {review for review, sides in there.items() if both <= sides}


_AT_ONCE = 5000
_IDS: Any = bindparam("ids", expanding=True)
_THERE = (
    select(Review.id, as_text(Person.role))
    .join(Person, Person.id == Review.by_id)
    .where(Review.id.in_(_IDS))
    .union_all(
        select(Attendance.review_id, as_text(Person.role))
        .join(Person, Person.id == Attendance.person_id)
        .where(Attendance.review_id.in_(_IDS))
    )
)
