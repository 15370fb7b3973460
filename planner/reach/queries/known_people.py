"""At which customers somebody knows people, by the own connections alone.

Which customer a company is the same as depends on all customers, and so it is compared beside the
pages (`jobs/connections.py`) and kept. Shown is only what the person may see of the customers.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select

from planner.access import Permission, customers_for, visible_customers
from planner.database import db
from planner.matching.companies import Company
from planner.matching.sameness import Sameness
from planner.models import Connection, Contact, Customer, Person
from planner.models.folding import fold, folded_name
from planner.queries.accounts import companies


@dataclass(frozen=True, slots=True)
class KnownThere:
    """Somebody whom the reader knows at a customer, and whether contacts have them."""

    id: int
    name: str
    is_on_record: bool


@dataclass(frozen=True, slots=True)
class KnownAt:
    """A customer that the reader may see, and whom the reader knows there; `works` says whether
    the reader may put people into its contacts."""

    customer_id: int
    key: str
    name: str
    works: bool
    people: list[KnownThere]

    @property
    def sorted_by(self) -> tuple[str, int]:
        return folded_name(self.name), self.customer_id


@dataclass(frozen=True, slots=True)
class OwnConnections:
    rows: int
    compared: int
    """So many rows were looked for among the customers so far."""
    at: list[KnownAt]
    companies: dict[int, str]
    """By customer, also those that the reader may not see, what the own file calls it."""

    @property
    def is_compared(self) -> bool:
        return self.compared == self.rows


def own_connections(person: Person) -> OwnConnections:
    """So many statements, however many connections."""
    of_person = Connection.person_id == person.id
    compared = func.coalesce(func.sum(case((Connection.is_compared, 1), else_=0)), 0)
    rows, done = db.session.execute(select(func.count(), compared).where(of_person)).one()
    return OwnConnections(rows=rows, compared=done, at=_at(person), companies=companies_of(person))


def companies_of(person: Person) -> dict[int, str]:
    """What the own file calls each customer at which somebody is known."""
    statement = select(Connection.customer_id, func.min(Connection.company)).where(
        Connection.person_id == person.id, Connection.customer_id.is_not(None)
    )
    found = db.session.execute(statement.group_by(Connection.customer_id))
    return {customer: company for customer, company in found if customer is not None}


def _at(person: Person) -> list[KnownAt]:
    """By the name of the customer, and of whom one knows there."""
    works = case((customers_for(Permission.WORK_ON_CUSTOMER, person), True), else_=False)
    statement = (
        select(
            Customer.id,
            Customer.key,
            Customer.name,
            works,
            Connection.id,
            Connection.name,
            Connection.url,
        )
        .join(Customer, Customer.id == Connection.customer_id)
        .where(Connection.person_id == person.id, visible_customers(person))
        .order_by(Connection.name, Connection.id)
    )
    on_record = _on_record(person)
    found: dict[int, KnownAt] = {}
    for customer, key, called, may, identity, name, url in db.session.execute(statement):
        there = found.setdefault(customer, KnownAt(customer, key, called, bool(may), []))
        is_on_record = (customer, fold(name)) in on_record
        there.people.append(KnownThere(identity, name or url, is_on_record))
    # Here and not by the database, since its pages begin behind what these values say.
    return sorted(found.values(), key=lambda each: each.sorted_by)


def _on_record(person: Person) -> set[tuple[int, str]]:
    """The names of those who are contacts where the person knows somebody."""
    there = select(Connection.customer_id).where(Connection.person_id == person.id)
    names = select(Contact.customer_id, Contact.name).where(Contact.customer_id.in_(there))
    return {(customer, fold(name)) for customer, name in db.session.execute(names)}


def who_knows(wanted: Collection[int]) -> dict[int, set[int]]:
    """By customer, of these, who of us knows somebody there; for nobody's eyes, only to ask."""
    statement = (
        select(Connection.customer_id, Connection.person_id)
        .join(Person, Person.id == Connection.person_id)
        .where(Person.is_active, ~Person.is_auditor, Connection.customer_id.in_(wanted))
        .distinct()
    )
    found: dict[int, set[int]] = defaultdict(set)
    for customer, person in db.session.execute(statement):
        if customer is not None:
            found[customer].add(person)
    return found


def not_compared(most: int, person_id: int | None = None) -> Sequence[Any]:
    """Some connections, of one person or of all, that nobody has looked for among the customers."""
    statement = select(Connection.id, Connection.company, Connection.email)
    statement = statement.where(Connection.is_compared.is_(False))
    if person_id is not None:
        statement = statement.where(Connection.person_id == person_id)
    return db.session.execute(statement.order_by(Connection.id).limit(most)).all()


def all_customers() -> Sameness:
    """What finds the customer that a company is the same as."""
    return Sameness(companies.companies_to_match(), companies.contacts_to_match())


def the_same(sameness: Sameness, company: str, email: str) -> int | None:
    """The customer that it is; who may be several is at none."""
    same = list(sameness.same_as(Company("", company, email=email)))
    return int(same[0]) if len(same) == 1 else None
