"""At which customers somebody knows people, by the own connections alone.

Which customer a company is the same as depends on all customers; shown is only what the person may
see of them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from planner.access import visible_customers
from planner.database import db
from planner.matching.companies import Company, CustomerContact
from planner.matching.connections import KnownPerson
from planner.matching.sameness import Sameness
from planner.models import Connection, Contact, Customer, Person

_SAID = (Connection.name, Connection.company, Connection.url, Connection.email)


@dataclass(frozen=True, slots=True)
class KnownAt:
    """A customer that the reader may see, and whom the reader knows there."""

    customer_id: int
    key: str
    name: str
    people: list[str]

    @property
    def sorted_by(self) -> tuple[str, int]:
        return self.name.casefold(), self.customer_id


@dataclass(frozen=True, slots=True)
class OwnConnections:
    rows: int
    at: list[KnownAt]
    companies: dict[int, str]
    """By customer, also those that the reader may not see, what the own file calls it."""


def state_of(person: Person | None = None) -> tuple[Any, ...]:
    """What changes with every file that is brought in or withdrawn: of one person, or of all."""
    statement = select(func.count(), func.max(Connection.id))
    if person is not None:
        statement = statement.where(Connection.person_id == person.id)
    return tuple(db.session.execute(statement).one())


def own(person: Person) -> OwnConnections:
    """So many statements, however many connections."""
    rows = _rows(person)
    found = _matched(rows) if rows else {}
    visible = _visible(person, found)
    return OwnConnections(
        rows=len(rows),
        at=[
            KnownAt(identity, key, name, sorted({row.name or row.url for row in found[identity]}))
            for identity, key, name in visible
        ],
        companies={identity: those[0].company for identity, those in found.items()},
    )


def _rows(person: Person) -> list[KnownPerson]:
    statement = select(*_SAID).where(Connection.person_id == person.id).order_by(Connection.id)
    return [KnownPerson(*row) for row in db.session.execute(statement)]


def _matched(rows: Iterable[KnownPerson]) -> dict[int, list[KnownPerson]]:
    """By customer; a row that is the same as several is at none."""
    sameness = Sameness(customers(), contacts())
    found: dict[int, list[KnownPerson]] = defaultdict(list)
    for row in rows:
        same = list(sameness.same_as(Company("", row.company, email=row.email)))
        if len(same) == 1:
            found[int(same[0])].append(row)
    return found


def who_knows(wanted: Collection[int]) -> dict[int, set[int]]:
    """By customer, of these, who of us knows somebody there; for nobody's eyes, only to ask."""
    sameness = Sameness(customers(), contacts())
    of_company: dict[tuple[str, str], set[int]] = defaultdict(set)
    for person, company, email in db.session.execute(_COMPANIES):
        of_company[company, email].add(person)
    found: dict[int, set[int]] = defaultdict(set)
    for (company, email), people in of_company.items():
        same = list(sameness.same_as(Company("", company, email=email)))
        if len(same) == 1 and int(same[0]) in wanted:
            found[int(same[0])] |= people
    return found


_COMPANIES = (
    select(Connection.person_id, Connection.company, Connection.email)
    .join(Person, Person.id == Connection.person_id)
    .where(Person.is_active, ~Person.is_auditor)
    .distinct()
)


def _visible(person: Person, found: Iterable[int]) -> list[tuple[int, str, str]]:
    statement = (
        select(Customer.id, Customer.key, Customer.name)
        .where(visible_customers(person))
        .order_by(Customer.name_folded, Customer.id)
    )
    known = set(found)
    return [(i, key, name) for i, key, name in db.session.execute(statement) if i in known]


def customers() -> list[Company]:
    """All customers, by their id."""
    said = (Customer.id, Customer.name, Customer.city, Customer.country, Customer.website)
    return [
        Company(str(i), name, city=city or "", country=country or "", website=website or "")
        for i, name, city, country, website in db.session.execute(
            select(*said).order_by(Customer.id)
        )
    ]


def contacts() -> list[CustomerContact]:
    """All who are on record at customers."""
    said = (Contact.id, Contact.customer_id, Contact.name, Contact.email, Contact.profile)
    return [
        CustomerContact(str(i), str(customer), name, email or "", profile or "")
        for i, customer, name, email, profile in db.session.execute(
            select(*said).order_by(Contact.id)
        )
    ]
