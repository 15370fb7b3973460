"""Which customers are here already, for files that name them."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select

from planner.database import db
from planner.imports.deciding.naming import number_of, site_of
from planner.imports.matching import fold_name
from planner.models import Contact, Customer, Deal, ImportedItem, MergedCustomer, Person, Plan
from planner.models.mixins import folded


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """`foreign_key` is None unless the system that is read knows it."""

    id: int
    name: str
    foreign_key: str | None


@dataclass
class Here:
    """All customers, by everything by which files can name them."""

    by_number: dict[str, KnownCustomer] = field(default_factory=dict)
    by_name: dict[str, list[KnownCustomer]] = field(default_factory=lambda: defaultdict(list))
    by_site: dict[str, list[KnownCustomer]] = field(default_factory=lambda: defaultdict(list))
    system: str = ""

    def of_deal(self, text: str) -> list[tuple[KnownCustomer, str]]:
        """The customers of the deals of earlier imports that have this number, else this title;
        each with the deal's foreign key."""
        by_number, by_title = self._deals
        return by_number.get(number_of(text)) or by_title.get(fold_name(text), [])

    def of_contact(self, text: str) -> set[KnownCustomer]:
        """The customers of the contact that an earlier import brought under this number, else of
        all contacts with this address, else of all of this name."""
        known = self._contacts.get(number_of(text))
        return {known} if known else self._by_address_or_name.get(_as_said(text), set())

    @cached_property
    def _deals(self) -> tuple["_Deals", "_Deals"]:
        """By number and by title."""
        ours = (
            select(Deal.foreign_key, Deal.title, Customer.id, Customer.name)
            .join(Plan, Deal.plan_id == Plan.id)
            .join(Customer, Plan.customer_id == Customer.id)
            .where(Deal.foreign_system == self.system)
        )
        by_number: _Deals = {}
        by_title: _Deals = defaultdict(list)
        for key, title, identity, name in db.session.execute(ours):
            if key is None:
                continue
            found = KnownCustomer(identity, name, self._foreign_keys.get(identity)), key
            by_number[number_of(key)] = [found]
            by_title[fold_name(title)].append(found)
        return by_number, by_title

    @cached_property
    def _by_address_or_name(self) -> dict[str, set[KnownCustomer]]:
        found: dict[str, set[KnownCustomer]] = defaultdict(set)
        people = select(Contact.name, Contact.email, Customer.id, Customer.name).join(
            Customer, Contact.customer_id == Customer.id
        )
        for name, email, identity, customer in db.session.execute(people):
            known = KnownCustomer(identity, customer, self._foreign_keys.get(identity))
            for said in filter(None, (name, email)):
                found[_as_said(said)].add(known)
        return found

    @cached_property
    def _foreign_keys(self) -> dict[int, str | None]:
        return {each.id: each.foreign_key for each in self.by_number.values()}

    @cached_property
    def _contacts(self) -> dict[str, KnownCustomer]:
        ours = (
            select(ImportedItem.foreign_key, Customer.id, Customer.name)
            .join(Contact, ImportedItem.contact_id == Contact.id)
            .join(Customer, Contact.customer_id == Customer.id)
            .where(ImportedItem.foreign_system == self.system)
        )
        return {
            number_of(key): KnownCustomer(identity, name, self._foreign_keys.get(identity))
            for key, identity, name in db.session.execute(ours)
        }


_Deals = dict[str, list[tuple[KnownCustomer, str]]]


def _as_said(text: str) -> str:
    return text.casefold() if "@" in text else fold_name(text)


@dataclass(frozen=True, slots=True)
class PeopleHere:
    """Who is here already, by the numbers that the system has for them and by their names."""

    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def has_number(self, text: str) -> bool:
        return number_of(text) in self.numbers

    def knows(self, text: str, *, is_number: bool) -> bool:
        """Whether somebody has this number, or alone is called so."""
        if is_number:
            return self.has_number(text)
        return self.has_number(fold_name(text)) or folded(text) in self.names


def people_here(system: str) -> PeopleHere:
    columns = select(Person.name_folded, Person.foreign_system, Person.foreign_key)
    found = db.session.execute(columns).all()
    names = Counter(row.name_folded for row in found)
    return PeopleHere(
        frozenset(number_of(row.foreign_key) for row in found
                  if row.foreign_system == system and row.foreign_key),
        frozenset(name for name, count in names.items() if count == 1),
    )  # fmt: skip


def look_around(system: str) -> Here:
    """Load them once, in two statements."""
    here = Here(system=system)
    columns = (Customer.id, Customer.name, Customer.website)
    foreign = (Customer.foreign_system, Customer.foreign_key)
    for row in db.session.execute(select(*columns, *foreign).order_by(Customer.id)):
        key = row.foreign_key if row.foreign_system == system else None
        known = KnownCustomer(row.id, row.name, key)
        if key is not None:
            here.by_number[number_of(key)] = known
        here.by_name[fold_name(row.name)].append(known)
        if row.website:
            here.by_site[site_of(row.website)].append(known)
    merged = select(MergedCustomer.customer_id, MergedCustomer.foreign_key, Customer.name).join(
        Customer
    )
    ours = merged.where(MergedCustomer.foreign_system == system)
    for customer_id, foreign_key, name in db.session.execute(ours):
        known = KnownCustomer(customer_id, name, foreign_key)
        here.by_number[number_of(foreign_key or "")] = known
    return here
