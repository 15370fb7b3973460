"""Where nobody covers a field with potential, and how that differs between two days."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, select

from planner.access import covered_customers
from planner.database import rows
from planner.models import Customer, Field, Member, Person, Plan, Potential
from planner.models.kinds import PlanStatus, Role, Side
from planner.team.coverage.queries.coverage_filter import IS_POTENTIAL

WeekGaps = dict[str, list[int]]
"""The fields with potential that no specialist covers, by the id of the customer as text."""


def gaps_of(lead: Person) -> WeekGaps:
    """Where nobody is now."""
    there = exists().where(
        Plan.customer_id == Potential.customer_id,
        Plan.status != PlanStatus.CLOSED,
        Member.plan_id == Plan.id,
        Member.left_on.is_(None),
        Person.id == Member.person_id,
        Person.field_id == Potential.field_id,
        Person.role.in_([role for role in Role if role.side is Side.SPECIALIST]),
    )
    statement = (
        select(Potential.customer_id, Potential.field_id)
        .join(Customer, Customer.id == Potential.customer_id)
        .where(covered_customers(lead), IS_POTENTIAL, ~there)
        .distinct()
        .order_by(Potential.customer_id, Potential.field_id)
    )
    found: WeekGaps = defaultdict(list)
    for customer, field in rows(statement):
        found[str(customer)].append(field)
    return dict(found)


def beyond(these: WeekGaps, those: WeekGaps) -> set[tuple[int, int]]:
    """What is in the former and not in the latter."""
    return {
        (int(customer), field)
        for customer, fields in these.items()
        for field in set(fields) - set(those.get(customer, ()))
    }


@dataclass(frozen=True, slots=True)
class NamedGap:
    """A field that nobody covers at a customer, with the names of both."""

    customer: str
    key: str
    field: str
    field_id: int


def named(mine: Any, pairs: set[tuple[int, int]]) -> list[NamedGap]:
    """Of customers that are the team's now: who has gone to another team is told of there."""
    if not pairs:
        return []
    of_fields: dict[int, str] = dict(rows(select(Field.id, Field.name)))
    by_customer = defaultdict(list)
    for customer, field in sorted(pairs):
        by_customer[customer].append(field)
    customers = select(Customer.id, Customer.name, Customer.key).where(mine)
    return [
        NamedGap(name, key, of_fields[field], field)
        for customer, name, key in rows(customers.order_by(Customer.name_folded))
        for field in by_customer.get(customer, ())
    ]
