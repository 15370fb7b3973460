"""Whom all of us together know at customers, against whom we have on record; nobody is named.

At which customer somebody is, was looked for beside the pages (`jobs/connections.py`) and is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import case, func, select

from planner.access import covered_customers
from planner.database import db
from planner.matching.reach import reach
from planner.models import Connection, Contact, Customer, ImportRun, Person, Setting, Team
from planner.models.folding import folded_name
from planner.models.people.setting import REACH_SHOWN


@dataclass(frozen=True, slots=True)
class ReachedCustomer:
    """How many people are known at a customer, and by how many of us; never who, or by whom."""

    id: int
    key: str
    name: str
    people: int
    knowers: int

    @property
    def sorted_by(self) -> tuple[int, str, int]:
        return -self.people, folded_name(self.name), self.id


@dataclass(frozen=True, slots=True)
class ReachComparison:
    """`added_up` is the source's figure, `distinct` the honest one; `both` are in both."""

    added_up: int
    distinct: int
    on_record: int
    both: int
    unmatched: int
    rows: int
    compared: int
    """So many rows were looked for among the customers so far."""
    at: list[ReachedCustomer]
    """Where most people are known first."""

    @property
    def source_is_right(self) -> bool:
        return self.added_up > self.on_record

    @property
    def is_compared(self) -> bool:
        return self.compared == self.rows


def is_shown() -> bool:
    """Whether the organisation has decided to look at it; it was never decided is no."""
    setting = db.session.get(Setting, REACH_SHOWN)
    return setting is not None and setting.value == "yes"


# Who is on record, who of us counts, and which customers a lead looks after; what an import brought
# goes without an event of its own when the import is undone.
RESTS_ON = tuple(
    model.__tablename__ for model in (Contact, Customer, ImportRun, Person, Setting, Team)
)
"""The tables on whose events it depends, beside the connections, which leave none."""


def state_of_all() -> tuple[Any, ...]:
    """What changes with every file that is brought in or withdrawn, and with what is found out of
    it since."""
    compared = func.sum(case((Connection.is_compared, 1), else_=0))
    customer = Connection.customer_id
    numbers = (func.count(), func.max(Connection.id), compared, func.count(customer))
    return tuple(db.session.execute(select(*numbers, func.sum(customer))).one())


def comparison(reader: Person) -> ReachComparison:
    """The sums are of the organisation, and the customers those that the reader looks after."""
    connections = _connections()
    found = reach(
        _files(connections), [each.customer_id for each in connections], _contacts_on_record()
    )
    return ReachComparison(
        added_up=sum(found.of_files),
        distinct=found.distinct,
        on_record=found.on_record,
        both=found.both,
        unmatched=found.unmatched,
        rows=len(connections),
        compared=sum(each.is_compared for each in connections),
        at=sorted(
            (
                ReachedCustomer(i, key, name, found.at[i].people, found.at[i].knowers)
                for i, key, name in _covered(reader)
                if i in found.at
            ),
            key=lambda each: each.sorted_by,
        ),
    )


def _covered(reader: Person) -> list[tuple[int, str, str]]:
    statement = select(Customer.id, Customer.key, Customer.name).where(covered_customers(reader))
    return [(i, key, name) for i, key, name in db.session.execute(statement)]


def _connections() -> Sequence[Any]:
    """Those of all of us, of one after the other, read as KnownPerson is."""
    statement = (
        select(
            Connection.person_id,
            Connection.name,
            Connection.company,
            Connection.url,
            Connection.email,
            Connection.customer_id,
            Connection.is_compared,
        )
        .join(Person, Person.id == Connection.person_id)
        .where(Person.is_active)
        .order_by(Connection.person_id, Connection.id)
    )
    return db.session.execute(statement).all()


def _files(connections: Sequence[Any]) -> list[list[Any]]:
    """One for each of us who has brought one in; whose it is, is not said."""
    return [list(those) for _person, those in groupby(connections, key=attrgetter("person_id"))]


def _contacts_on_record() -> Sequence[Any]:
    """The contacts of all customers, each with what the customer is called, as KnownPerson is."""
    statement = (
        select(
            Contact.name,
            Customer.name.label("company"),
            func.coalesce(Contact.profile, "").label("url"),
            func.coalesce(Contact.email, "").label("email"),
        )
        .join(Customer, Customer.id == Contact.customer_id)
        .order_by(Contact.id)
    )
    return db.session.execute(statement).all()
