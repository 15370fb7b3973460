"""What is missing at which customers: the lists beside the table, each with its count."""

import datetime
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true

from planner.database import rows
from planner.models import Customer, Person
from planner.queries.web.customer_filter import asks_for_all
from planner.team.coverage.queries import coverage_sets as sets
from planner.team.coverage.queries.coverage_filter import CoverageFilter, Gap, is_covered
from planner.team.coverage.queries.coverage_sets import OF_SIDE, UNFINISHED, Among, Customers

__all__ = ["OF_SIDE", "UNFINISHED", "among", "chosen", "gap_counts"]


def gap_counts(reader: Person, wanted: CoverageFilter) -> tuple[int, dict[Gap, int]]:
    """How many customers the filter finds, and at how many of them each thing is missing."""
    customers = _asked_for(reader, wanted)
    columns = [_number(find(customers, wanted)).label(name) for name, find in _FOUND.items()]
    (found,) = rows(select(*columns))
    numbers: dict[str | None, int] = dict(zip(_FOUND, map(int, found), strict=True))
    numbers[None] = 0
    return numbers["customers"], {
        gap: numbers[whole] - numbers[part] for gap, (whole, part) in _GAPS.items()
    }


def _number(customers: Customers) -> Any:
    return select(func.count()).select_from(customers.subquery()).scalar_subquery()


def among(reader: Person, wanted: CoverageFilter) -> Among:
    """The customers of the filter, and of these only those with what is missing, by their ids."""
    customers = _asked_for(reader, wanted)
    if wanted.gap is None:
        return customers
    whole, part = _GAPS[wanted.gap]
    lacking = _ids(_FOUND[whole](customers, wanted))
    if part is None:
        return lacking.cte("chosen")
    # What is left of a set PostgreSQL guesses well, what a join does not find it does not.
    return lacking.except_(_ids(_FOUND[part](customers, wanted))).cte("chosen")


def _ids(customers: Customers) -> Select[int]:
    return select(customers.subquery().c.customer_id.label("id"))


def chosen(among: Among) -> ColumnElement[bool]:
    """The same as a condition on `Customer`."""
    return true() if among is None else Customer.id.in_(select(among.c.id))


def _asked_for(reader: Person, wanted: CoverageFilter) -> Among:
    condition = is_covered(reader, wanted)
    if asks_for_all(condition):
        return None
    return select(Customer.id).where(condition).cte("asked_for")


def _all(among: Among, _wanted: CoverageFilter) -> Customers:
    if among is None:
        return select(Customer.id.label("customer_id"))
    return select(among.c.id.label("customer_id"))


def _contacts(among: Among, wanted: CoverageFilter) -> Customers:
    return sets.customers_with_contacts(among, wanted.today - datetime.timedelta(days=wanted.days))


def _plans_beyond(among: Among, wanted: CoverageFilter) -> Customers:
    return sets.plans_beyond(among, wanted.today + datetime.timedelta(days=wanted.soon))


_FOUND: dict[str, Callable[[Among, CoverageFilter], Customers]] = {
    "customers": _all,
    "plans": lambda among, _wanted: sets.open_plans(among),
    "plans_beyond": _plans_beyond,
    "goals": lambda among, _wanted: sets.joint_goals(among),
    "steps": lambda among, wanted: sets.customers_with_next_steps(among, wanted.today),
    "contacts": _contacts,
    "uncovered": lambda among, _wanted: sets.uncovered(among),
    "requests": lambda among, _wanted: sets.waiting_requests(among),
}
# Each list is all of the first without the second, which are among the first.
_GAPS: dict[Gap, tuple[str, str | None]] = {
    Gap.NO_PLAN: ("customers", "plans"),
    Gap.NO_JOINT_GOAL: ("plans", "goals"),
    Gap.NO_NEXT_STEP: ("plans", "steps"),
    Gap.NO_CONTACT: ("customers", "contacts"),
    Gap.NO_SPECIALIST: ("uncovered", None),
    Gap.PLAN_ENDS: ("plans", "plans_beyond"),
    Gap.REQUEST_WAITS: ("requests", None),
}
