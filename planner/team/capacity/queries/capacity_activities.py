"""The activities that a figure of the capacity was made of, by customer and without any person."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from planner.database import from_rows
from planner.insights import weeks as calendar
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Activity, Customer, Field, Person
from planner.queries.web.paging import ListPage, read_page
from planner.team.capacity.queries.capacity import (
    When,
    Whose,
    field_of_activity,
    joined_activities,
    to_do,
    when_of,
    whose_of,
)

CAPACITY_PAGE = 50


@dataclass(frozen=True, slots=True)
class CapacityFilter:
    """`fields` is None for all of them, and `at` for whenever; `page` counts from 1."""

    whose: Whose
    fields: tuple[int | None, ...] | None = None
    at: datetime.date | When | None = None
    only_without_hours: bool = False
    page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class PlannedRow:
    id: int
    title: str
    due_on: datetime.date | None
    effort_hours: Decimal | None
    field: str | None
    customer: str
    key: str


def page_of_activities(
    reader: Person, wanted: CapacityFilter, weeks: Sequence[datetime.date]
) -> ListPage[PlannedRow]:
    """One page of them, by customer."""
    statement = (
        joined_activities(
            select(
                Activity.id,
                Activity.title,
                Activity.due_on,
                Activity.effort_hours,
                Field.name.label("field"),
                Customer.name.label("customer"),
                Customer.key,
            )
        )
        .outerjoin(Field, Field.id == Activity.field_id)
        .where(to_do(reader), *_asked(reader, wanted, weeks))
    )
    found = read_page(statement, _ORDER, wanted.page, CAPACITY_PAGE)
    return found.turned(lambda rows: from_rows(PlannedRow, rows))


_BY_DAY = (Activity.due_on.is_(None), Activity.due_on, Activity.id)
_ORDER = (Customer.name_folded, Customer.id, *_BY_DAY)


def _asked(
    reader: Person, wanted: CapacityFilter, weeks: Sequence[datetime.date]
) -> list[ColumnElement[bool]]:
    parts: list[Any] = [whose_of(reader) == wanted.whose.value]
    if wanted.fields is not None:
        known = [field for field in wanted.fields if field is not None]
        of_none = field_of_activity().is_(None) if None in wanted.fields else None
        parts.append(or_(field_of_activity().in_(known), *([] if of_none is None else [of_none])))
    if isinstance(wanted.at, When):
        parts.append(when_of(weeks) == wanted.at.value)
    elif wanted.at is not None:
        end = calendar.later(wanted.at, 1)
        parts.append(and_(Activity.due_on >= wanted.at, Activity.due_on < end))
    if wanted.only_without_hours:
        parts.append(Activity.effort_hours.is_(None))
    return parts
