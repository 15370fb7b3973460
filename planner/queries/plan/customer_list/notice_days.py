"""Until when notice can be given on the contracts of customers.

How often a contract renews itself, and how its days are counted, is the business of the rules
after the signature, so the days are computed there and not by the database.
"""

import datetime
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.after_signature.terms import end_in_question
from planner.database import rows
from planner.models import Contract, Customer
from planner.queries.plan.contract_terms import TERMS, fact_of

_next = aliased(Contract)
# One that was terminated, or that another one renews, asks for no notice any more.
_TERMS: Select[*tuple[Any, ...]] = select(Contract.customer_id, *TERMS).where(
    or_(Contract.notice_days.is_not(None), Contract.notice_count.is_not(None)),
    Contract.terminated_on.is_(None),
    ~exists().where(_next.renews_id == Contract.id),
)


def notice_days_of_customers(customers: Collection[int]) -> dict[int, datetime.date]:
    """The next last day for notice of each of these customers that has one."""
    return _soonest(rows(_TERMS.where(Contract.customer_id.in_(customers)))) if customers else {}


def notice_days_of_all(which: ColumnElement[bool]) -> dict[int, datetime.date]:
    """The same of all customers that meet the condition; one statement."""
    return _soonest(rows(_TERMS.join(Customer, Customer.id == Contract.customer_id).where(which)))


def notice_within(days: int, which: ColumnElement[bool]) -> list[int]:
    """The customers of which one of those days is at most so many days ahead."""
    last = clock.today() + datetime.timedelta(days=days)
    return sorted(customer for customer, day in notice_days_of_all(which).items() if day <= last)


def _soonest(found: Collection[Any]) -> dict[int, datetime.date]:
    soonest: dict[int, datetime.date] = {}
    for customer, day in _days(found):
        soonest[customer] = min(day, soonest.get(customer, day))
    return soonest


def _days(found: Collection[Any]) -> Iterator[tuple[int, datetime.date]]:
    today = clock.today()
    for row in found:
        end = end_in_question(fact_of(row), today)
        if end is not None and end.notice_on is not None:
            yield row.customer_id, end.notice_on
