"""Which customers are here already, for files that name them."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import Select, select

from planner.database import db
from planner.imports.deciding.naming import number_of, site_of
from planner.imports.matching import fold_name
from planner.imports.scratch import Known, Scratch
from planner.models import (
    Contact,
    Customer,
    Deal,
    Field,
    ImportedItem,
    MergedCustomer,
    Person,
    Plan,
    Team,
)
from planner.models.mixins import folded


@dataclass(frozen=True, slots=True)
class KnownCustomer:
    """`foreign_key` is None unless the system that is read knows it."""

    id: int
    name: str
    foreign_key: str | None


_Fit = tuple[KnownCustomer | None, bool]
"""What alone fits, and whether two things do."""
_AT_ONCE = 1000


class Here:
    """All customers, by everything by which files can name them; each is read when first asked."""

    def __init__(self, system: str, scratch: Scratch) -> None:
        self._system, self._scratch = system, scratch

    def with_name(self, name: str) -> _Fit:
        """The only customer of this folded name, and whether there are two."""
        return self._names.get(name) or (None, False)

    def with_site(self, site: str) -> _Fit:
        return self._sites.get(site) or (None, False)

    def of_deal(self, text: str) -> list[tuple[KnownCustomer, str]]:
        """The customers of the deals of earlier imports that have this number, else this title;
        each with the deal's foreign key. Of more than two, two."""
        by_number, by_title = self._deals
        return by_number.get(number_of(text)) or by_title.get(fold_name(text)) or []

    def of_contact(self, text: str) -> set[KnownCustomer]:
        """The customers of the contact that an earlier import brought under this number, else of
        all contacts with this address, else of all of this name; of more than two, two."""
        known = self._contacts.get(number_of(text))
        return {known} if known else self._by_address_or_name.get(_as_said(text)) or set()

    @cached_property
    def by_number(self) -> Known[KnownCustomer]:
        """Those that the system knows, also by what was merged into them."""
        found: Known[KnownCustomer] = Known(self._scratch)
        columns = select(Customer.id, Customer.name, Customer.foreign_key)
        for identity, name, key in _read(columns.where(Customer.foreign_system == self._system)):
            if key is not None:
                found[number_of(key)] = KnownCustomer(identity, name, key)
        merged = select(Customer.id, Customer.name, MergedCustomer.foreign_key).join(
            MergedCustomer, MergedCustomer.customer_id == Customer.id
        )
        ours = merged.where(MergedCustomer.foreign_system == self._system)
        for identity, name, key in _read(ours):
            found[number_of(key or "")] = KnownCustomer(identity, name, key)
        return found

    @cached_property
    def _names(self) -> Known[_Fit]:
        columns = select(Customer.id, Customer.name, Customer.foreign_system, Customer.foreign_key)
        found: Known[_Fit] = Known(self._scratch)
        for identity, name, system, key in _read(columns.order_by(Customer.id)):
            known = KnownCustomer(identity, name, key if system == self._system else None)
            folded_name = fold_name(name)
            found[folded_name] = (None, True) if folded_name in found else (known, False)
        return found

    @cached_property
    def _sites(self) -> Known[_Fit]:
        columns = select(Customer.id, Customer.name, Customer.foreign_system, Customer.foreign_key,
                         Customer.website)  # fmt: skip
        found: Known[_Fit] = Known(self._scratch)
        for identity, name, system, key, website in _read(columns.order_by(Customer.id)):
            if website:
                known = KnownCustomer(identity, name, key if system == self._system else None)
                site = site_of(website)
                found[site] = (None, True) if site in found else (known, False)
        return found

    @cached_property
    def _deals(self) -> tuple["_Deals", "_Deals"]:
        """By number and by title."""
        ours = (
            select(Deal.foreign_key, Deal.title, Customer.id, Customer.name)
            .join(Plan, Deal.plan_id == Plan.id)
            .join(Customer, Plan.customer_id == Customer.id)
            .where(Deal.foreign_system == self._system)
        )
        by_number, by_title = _Deals(self._scratch), _Deals(self._scratch)
        for key, title, identity, name in _read(ours.order_by(Deal.id)):
            if key is None:
                continue
            found = KnownCustomer(identity, name, self._foreign_keys.get(identity)), key
            by_number[number_of(key)] = [found]
            alike = by_title.get(fold_name(title)) or []
            by_title[fold_name(title)] = [*alike[:1], found]
        return by_number, by_title

    @cached_property
    def _by_address_or_name(self) -> Known[set[KnownCustomer]]:
        found: Known[set[KnownCustomer]] = Known(self._scratch)
        people = select(Contact.name, Contact.email, Customer.id, Customer.name).join(
            Customer, Contact.customer_id == Customer.id
        )
        for name, email, identity, customer in _read(people):
            known = KnownCustomer(identity, customer, self._foreign_keys.get(identity))
            for said in filter(None, (name, email)):
                before = found.get(_as_said(said)) or set()
                if len(before) < _TWO:
                    found[_as_said(said)] = before | {known}
        return found

    @cached_property
    def _foreign_keys(self) -> Known[str]:
        found: Known[str] = Known(self._scratch)
        for each in self.by_number.values():
            if each.foreign_key is not None:
                found[each.id] = each.foreign_key
        return found

    @cached_property
    def _contacts(self) -> Known[KnownCustomer]:
        ours = (
            select(ImportedItem.foreign_key, Customer.id, Customer.name)
            .join(Contact, ImportedItem.contact_id == Contact.id)
            .join(Customer, Contact.customer_id == Customer.id)
            .where(ImportedItem.foreign_system == self._system)
        )
        found: Known[KnownCustomer] = Known(self._scratch)
        for key, identity, name in _read(ours):
            of = KnownCustomer(identity, name, self._foreign_keys.get(identity))
            found[number_of(key)] = of
        return found


_Deals = Known[list[tuple[KnownCustomer, str]]]
_TWO = 2


def _read(statement: Select[*tuple[Any, ...]]) -> Iterator[Any]:
    """The rows, without holding all of them."""
    return iter(db.session.execute(statement, execution_options={"yield_per": _AT_ONCE}))


def _as_said(text: str) -> str:
    return text.casefold() if "@" in text else fold_name(text)


@dataclass(frozen=True, slots=True)
class PeopleHere:
    """Who is here already, by the numbers that the system has for them and by their names."""

    numbers: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    teams: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    """The names of both, by how they are compared."""

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
        *({fold_name(name): name for name in db.session.scalars(select(of.name))}
          for of in (Team, Field)),
    )  # fmt: skip
