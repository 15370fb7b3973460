"""What hangs on a customer, for who is about to delete it, or to merge it with another."""

from dataclasses import dataclass

from sqlalchemy import func, select

from planner.database import db, rows
from planner.models import (
    Activity,
    BusinessCase,
    Comment,
    Contact,
    Contract,
    Conversation,
    Customer,
    Deal,
    Event,
    Goal,
    Idea,
    Member,
    Plan,
    Potential,
    Question,
    Review,
    SponsorRequest,
)

_OF_CUSTOMER = (Plan, Contact, Potential, Contract)
_OF_PLAN = (
    *(Goal, Deal, Activity, Conversation, Idea, Question, Review, BusinessCase),
    *(SponsorRequest, Comment),
)


@dataclass(frozen=True, slots=True)
class Part:
    """How many of one noun there are, by its table."""

    table: str
    number: int


def of_customer(customer: Customer) -> list[Part]:
    """All that hangs on it, by noun; kinds of which there is nothing are left out."""
    plans = select(Plan.id).where(Plan.customer_id == customer.id)
    counts = {
        **{
            model.__tablename__: select(func.count()).where(model.customer_id == customer.id)
            for model in _OF_CUSTOMER
        },
        **{
            model.__tablename__: select(func.count()).where(model.plan_id.in_(plans))
            for model in _OF_PLAN
        },
    }
    found = [Part(table, rows(statement)[0][0]) for table, statement in counts.items()]
    return [part for part in found if part.number]


def people_of(customer: Customer) -> list[str]:
    """Who is on its plans, and so loses them."""
    plans = select(Plan.id).where(Plan.customer_id == customer.id)
    members = select(Member).where(Member.plan_id.in_(plans), Member.left_on.is_(None))
    return sorted({member.person.name for member in db.session.scalars(members)})


def last_event_of(customer: Customer) -> int:
    """The newest event of it and of all that hangs on it."""
    statement = select(func.max(Event.id)).where(Event.customer_id == customer.id)
    return db.session.scalar(statement) or 0
