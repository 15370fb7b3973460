"""Whom somebody is said to know among the contacts of customers; it stays when they withdraw their
connections, since it was put there by hand."""

from dataclasses import dataclass

from sqlalchemy import select

from planner.access import visible_customers
from planner.database import db
from planner.models import Acquaintance, Contact, Customer, Person

MOST = 100


@dataclass(frozen=True, slots=True)
class KnownContact:
    name: str
    customer: str
    key: str


def known_by(person: Person) -> list[KnownContact]:
    """By customer, of those that the person sees, the first hundred."""
    statement = (
        select(Contact.name, Customer.name, Customer.key)
        .join(Acquaintance, Acquaintance.contact_id == Contact.id)
        .join(Customer, Customer.id == Contact.customer_id)
        .where(Acquaintance.person_id == person.id, visible_customers(person))
        .order_by(Customer.name_folded, Customer.id, Contact.position, Contact.id)
        .limit(MOST)
    )
    return [KnownContact(*row) for row in db.session.execute(statement)]
