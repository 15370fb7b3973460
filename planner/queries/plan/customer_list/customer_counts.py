"""How many customers there are, and how many of them lack what."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, func, select

from planner.access import visible_customers
from planner.database import rows
from planner.models import Customer, Person
from planner.queries.plan.customer_list.customer_list_filter import (
    CustomerGap,
    CustomerListFilter,
    asked_beside_gap,
    found_for,
    gap_of,
)
from planner.queries.web.customer_filter import all_conditions


@dataclass(frozen=True, slots=True)
class CustomerCounts:
    """`number` is of what the filter finds, whatever is missing there."""

    number: int
    missing: dict[CustomerGap, int]


def count_gaps(reader: Person, wanted: CustomerListFilter) -> CustomerCounts:
    """One statement, whatever their number."""
    which = all_conditions(visible_customers(reader), *asked_beside_gap(reader, wanted))
    gaps = [_how_many(gap_of(reader, gap)) for gap in CustomerGap]
    (number, *missing), *_none = rows(
        select(func.count(), *gaps).select_from(Customer).where(which)
    )
    return CustomerCounts(number, dict(zip(CustomerGap, map(int, missing), strict=True)))


def _how_many(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((which, 1), else_=0)), 0)


def count_each(reader: Person, views: list[CustomerListFilter]) -> list[int]:
    """How many customers each of these filters finds, in one statement."""
    if not views:
        return []
    counted = (
        select(func.count())
        .select_from(Customer)
        .where(found_for(reader, wanted))
        .scalar_subquery()
        for wanted in views
    )
    return list(rows(select(*counted))[0])
