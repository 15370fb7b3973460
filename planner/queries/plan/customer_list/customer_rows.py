"""The customers of one page, and all of them for a table that is taken away."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, func, select

from planner.access import Permission, plans_for
from planner.database import maker, rows
from planner.models import Activity, Customer, Member, Person, Plan, Team
from planner.models.kinds import PlanStatus, Role, Side, Stage
from planner.queries.plan.customer_list import notice_days
from planner.queries.plan.customer_list.customer_figures import (
    FIRST_DAY,
    LAST_DAY,
    age_rank_of,
    figure_columns,
    last_talk_of,
    next_step_of,
    owner_name_of,
)
from planner.queries.plan.customer_list.customer_list_filter import CustomerListFilter, found_for
from planner.queries.web.paging import ListPage, page_of_list, read_page

CUSTOMERS_PAGE = 50
_PART = 1000
_BEYOND_AGES = 7
BY_NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Colleague:
    """Who works on a customer."""

    name: str
    side: Side | None


@dataclass(frozen=True, slots=True)
class CustomerRow:
    id: int
    key: str
    name: str
    stage: Stage
    city: str | None
    segment: str | None
    annual_revenue: Decimal | None
    currency: str
    owner: str | None
    owner_role: Role | None
    is_there: bool | None
    """Whether the owner is still with us."""
    team: str | None
    plan: PlanStatus | None
    knows_age: bool
    """Whether the reader may know the age."""
    age: str | None
    last_talk: datetime.date | None
    next_step: str | None
    next_due: datetime.date | None
    notice_on: datetime.date | None
    colleagues: list[Colleague]
    """First the owner, then who else is on an open plan."""


def search(reader: Person, wanted: CustomerListFilter) -> ListPage[CustomerRow]:
    """One page of the customers that `reader` may see; the statements do not grow with them."""
    # Which ones is answered from an index alone where it can be; only what is shown is then read.
    if wanted.sort.lstrip("-") == BY_NOTICE:
        sorted_ids = _by_notice(reader, wanted)
        which: ListPage[Any] = page_of_list(sorted_ids, tuple, wanted.page, CUSTOMERS_PAGE)
        return which.turned(lambda found: _read(reader, [each[-1] for each in found]))
    statement = select(Customer.id).where(found_for(reader, wanted))
    which = read_page(statement, _order(reader, wanted), wanted.page, CUSTOMERS_PAGE)
    return which.turned(lambda found: _read(reader, [row.id for row in found]))


def all_customers(reader: Person, wanted: CustomerListFilter) -> Iterator[CustomerRow]:
    """All that the filter finds, whatever the page; a few statements for each part of them."""
    if wanted.sort.lstrip("-") == BY_NOTICE:
        which = [each[-1] for each in _by_notice(reader, wanted)]
    else:
        found = select(Customer.id).where(found_for(reader, wanted))
        which = [identity for (identity,) in rows(found.order_by(*_order(reader, wanted)))]
    for start in range(0, len(which), _PART):
        yield from _read(reader, which[start : start + _PART])


def _order(reader: Person, wanted: CustomerListFilter) -> tuple[Any, ...]:
    """What has nothing to be sorted by stands last, whichever way."""
    goes_down = wanted.sort.startswith("-")
    name = (Customer.name_folded, Customer.id)
    first: Any
    match wanted.sort.lstrip("-"):
        case "age":
            first = func.coalesce(age_rank_of(reader), 0 if goes_down else _BEYOND_AGES)
        case "talk":
            first = func.coalesce(last_talk_of(reader), FIRST_DAY if goes_down else LAST_DAY)
        case "step":
            due = next_step_of(reader, Activity.due_on)
            first = func.coalesce(due, FIRST_DAY if goes_down else LAST_DAY)
        case "owner":
            owner = owner_name_of()
            return (owner.is_(None), owner.desc() if goes_down else owner, *name)
        case "stage":
            first = Customer.stage
        case "revenue":
            revenue = Customer.annual_revenue
            none_last = revenue.is_(None)
            return (none_last, revenue.desc() if goes_down else revenue, Customer.id)
        case _:
            return tuple(each.desc() for each in name) if goes_down else name
    return (first.desc() if goes_down else first, *name)


def _by_notice(reader: Person, wanted: CustomerListFilter) -> list[tuple[int, str, int]]:
    """All that are found, sorted by the day, then by name: what a page goes on from, the id last.

    A list of ten thousand takes a few hundredths of a second, on whichever page.
    """
    which = found_for(reader, wanted)
    days = notice_days.notice_days_of_all(which)
    sign, none = (-1, 1) if wanted.sort.startswith("-") else (1, LAST_DAY.toordinal())
    found = rows(select(Customer.id, Customer.name_folded).where(which))
    return sorted(
        (sign * days[identity].toordinal() if identity in days else none, name, identity)
        for identity, name in found
    )


_SHOWN = Customer.id.in_(bindparam("customers", expanding=True))


def _read(reader: Person, which: Sequence[int]) -> list[CustomerRow]:
    """These customers, in this order."""
    if not which:
        return []
    statement = (
        select(*figure_columns(reader))
        .outerjoin(Person, Person.id == Customer.owner_id)
        .outerjoin(Team, Team.id == Person.team_id)
        .where(_SHOWN)
    )
    found = {row.id: row for row in rows(statement, customers=which)}
    shown = [found[identity] for identity in which if identity in found]
    notice, members = (
        notice_days.notice_days_of_customers(which),
        members_of_customers(reader, which),
    )
    make = maker(CustomerRow, shown)
    return [
        make(row, notice_on=notice.get(row.id), colleagues=colleagues(row, members))
        for row in shown
    ]


def members_of_customers(reader: Person, which: Sequence[int]) -> dict[int, list[Any]]:
    """Who is on the open plans of these customers, by customer."""
    on_plans = (
        select(Plan.customer_id, Person.name, Person.role)
        .select_from(Plan)
        .join(Customer, Customer.id == Plan.customer_id)
        .join(Member, Member.plan_id == Plan.id)
        .join(Person, Person.id == Member.person_id)
        .where(
            _SHOWN,
            Plan.status != PlanStatus.CLOSED,
            Member.left_on.is_(None),
            plans_for(Permission.SEE_PLAN, reader),
        )
        .order_by(Plan.starts_on, Member.position, Member.id)
    )
    found: dict[int, list[Any]] = {}
    for customer, name, role in rows(on_plans, customers=which):
        found.setdefault(customer, []).append((name, role))
    return found


def colleagues(row: Any, members: dict[int, list[Any]]) -> list[Colleague]:
    there = [(row.owner, row.owner_role)] if row.owner else []
    everybody = dict.fromkeys([*there, *members.get(row.id, ())])
    found = [Colleague(name, role.side) for name, role in everybody]
    return sorted(found, key=lambda one: one.side is Side.SPECIALIST)
