"""What the map says of a customer beside its potentials: the age, and what waits to be screened."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Date, bindparam, func, select

from planner.database import rows
from planner.models import Customer, Person, Potential
from planner.queries.plan.customer_list.customer_figures import age_of_customer, may_know_age

_THESE: Any = bindparam("customers", expanding=True)


@dataclass(slots=True)
class CoverageMark:
    """The age is None where the plan has none, or the reader may not know it."""

    knows_age: bool = False
    age: str | None = None
    unscreened: set[int] = field(default_factory=set)
    """The fields that were screened last before the day that was asked for."""


def marks_of(
    reader: Person, customers: Sequence[int], screened_since: datetime.date
) -> dict[int, CoverageMark]:
    """By the id of the customer; two statements, however many there are."""
    marks: dict[int, CoverageMark] = defaultdict(CoverageMark)
    if not customers:
        return marks
    columns = (Customer.id, may_know_age(reader), age_of_customer(reader))
    ages = select(*columns).where(Customer.id.in_(_THESE))
    for customer, knows_age, age in rows(ages, customers=customers):
        marks[customer] = CoverageMark(bool(knows_age), age if knows_age else None)
    for customer, of_field in rows(_UNSCREENED, customers=customers, day=screened_since):
        marks[customer].unscreened.add(of_field)
    return marks


_UNSCREENED = (
    select(Potential.customer_id, Potential.field_id)
    .where(Potential.customer_id.in_(_THESE))
    .group_by(Potential.customer_id, Potential.field_id)
    .having(func.max(Potential.screened_on) < bindparam("day", type_=Date))
)
