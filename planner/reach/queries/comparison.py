"""Whom all of us together know at customers, against whom we have on record; nobody is named."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from planner.access import covered_customers
from planner.database import db
from planner.matching.connections import ConnectionsFile, KnownPerson
from planner.matching.reach import reach_as_json
from planner.models import Connection, Customer, Person, Setting
from planner.models.people.setting import REACH_SHOWN
from planner.queries.accounts.companies import contacts, customers


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
        return -self.people, self.name.casefold(), self.id


@dataclass(frozen=True, slots=True)
class ReachComparison:
    """`added_up` is the source's figure, `distinct` the honest one; `both` are in both."""

    added_up: int
    distinct: int
    on_record: int
    both: int
    unmatched: int
    at: list[ReachedCustomer]

    @property
    def source_is_right(self) -> bool:
        return self.added_up > self.on_record


def is_shown() -> bool:
    """Whether the organisation has decided to look at it; it was never decided is no."""
    setting = db.session.get(Setting, REACH_SHOWN)
    return setting is not None and setting.value == "yes"


def comparison(reader: Person) -> ReachComparison:
    """The sums are of the organisation, and the customers those that the reader looks after."""
    found: dict[str, Any] = reach_as_json(customers(), contacts(), _files())
    known = {int(each["customer"]): each for each in found["customers"]}
    return ReachComparison(
        added_up=found["sum"],
        distinct=found["distinct"],
        on_record=found["on_record"],
        both=found["both"],
        unmatched=found["unmatched"],
        at=[
            ReachedCustomer(i, key, name, known[i]["people"], known[i]["knowers"])
            for i, key, name in _covered(reader)
            if i in known
        ],
    )


def _covered(reader: Person) -> list[tuple[int, str, str]]:
    statement = select(Customer.id, Customer.key, Customer.name).where(covered_customers(reader))
    return [(i, key, name) for i, key, name in db.session.execute(statement)]


def _files() -> list[ConnectionsFile]:
    """One for each of us who has brought one in; whose it is, is not said."""
    rows: dict[int, list[KnownPerson]] = defaultdict(list)
    statement = (
        select(
            Connection.person_id,
            Connection.name,
            Connection.company,
            Connection.url,
            Connection.email,
        )
        .join(Person, Person.id == Connection.person_id)
        .where(Person.is_active)
        .order_by(Connection.id)
    )
    for person, *said in db.session.execute(statement):
        rows[person].append(KnownPerson(*map(str, said)))
    return [ConnectionsFile("", tuple(each), 0) for each in rows.values()]
