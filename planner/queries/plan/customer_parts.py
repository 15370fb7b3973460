"""What hangs on a customer, for who is about to delete it, or to merge it with another."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import FromClause, func, select

from planner.database import db
from planner.models import Base, Customer, Event, Member, Plan


@dataclass(frozen=True, slots=True)
class CustomerPart:
    """How many of one noun there are, by its table."""

    table: str
    number: int


def parts_of_customer(customer: Customer, models: Iterable[type[Base]]) -> list[CustomerPart]:
    """How many of these hang on it or on its plans; what there is nothing of is left out."""
    found = [
        CustomerPart(model.__tablename__, _number(customer, model.__table__)) for model in models
    ]
    return [part for part in found if part.number]


def _number(customer: Customer, table: FromClause) -> int:
    statement = select(func.count()).select_from(table)
    if "plan_id" in table.c:
        plans = select(Plan.id).where(Plan.customer_id == customer.id)
        return db.session.scalars(statement.where(table.c.plan_id.in_(plans))).one()
    return db.session.scalars(statement.where(table.c.customer_id == customer.id)).one()


def people_of(customer: Customer) -> list[str]:
    """Who is on its plans, and so loses them."""
    plans = select(Plan.id).where(Plan.customer_id == customer.id)
    members = select(Member).where(Member.plan_id.in_(plans), Member.left_on.is_(None))
    return sorted({member.person.name for member in db.session.scalars(members)})


def last_event_of(customer: Customer) -> int:
    """The newest event of it and of all that hangs on it."""
    statement = select(func.max(Event.id)).where(Event.customer_id == customer.id)
    return db.session.scalar(statement) or 0
