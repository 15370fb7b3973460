"""Which customers are here already, for files that name them."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy import select

from planner.database import db
from planner.imports.deciding.naming import number_of, site_of
from planner.imports.matching import fold_name
from planner.models import Contact, Customer, Deal, ImportedItem, MergedCustomer, Plan


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

    def of_deal(self, number: str) -> tuple[KnownCustomer, str] | None:
        """The customer of a deal that an earlier import brought, and the deal's foreign key."""
        return self._deals.get(number_of(number))

    def of_contact(self, number: str) -> KnownCustomer | None:
        """The customer of a contact that an earlier import brought."""
        return self._contacts.get(number_of(number))

    @cached_property
    def _deals(self) -> dict[str, tuple[KnownCustomer, str]]:
        ours = (
            select(Deal.foreign_key, Customer.id, Customer.name)
            .join(Plan, Deal.plan_id == Plan.id)
            .join(Customer, Plan.customer_id == Customer.id)
            .where(Deal.foreign_system == self.system)
        )
        return {
            number_of(key): (KnownCustomer(identity, name, None), key)
            for key, identity, name in db.session.execute(ours)
            if key is not None
        }

    @cached_property
    def _contacts(self) -> dict[str, KnownCustomer]:
        ours = (
            select(ImportedItem.foreign_key, Customer.id, Customer.name)
            .join(Contact, ImportedItem.contact_id == Contact.id)
            .join(Customer, Contact.customer_id == Customer.id)
            .where(ImportedItem.foreign_system == self.system)
        )
        return {
            number_of(key): KnownCustomer(identity, name, None)
            for key, identity, name in db.session.execute(ours)
        }


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
