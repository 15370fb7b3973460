"""Contacts: the people at the customers."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from planner.actions.editing import Values, assign
from planner.actions.history.events import all_of, changes_of
from planner.actions.keys import Keys
from planner.database import db
from planner.imports.deciding.naming import DIGEST
from planner.imports.dirt import Dirt
from planner.imports.matching import fold_name
from planner.imports.records import ContactRecord, Records
from planner.imports.writing.journal import Journal
from planner.imports.writing.keyrings import Keyring
from planner.imports.writing.merging import news
from planner.imports.writing.organisation import Organisation
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import Contact, Customer

_CHUNK = 500


class Contacts:
    """The contacts of the export beside those that its customers have already."""

    def __init__(
        self, records: Records, written: Organisation, journal: Journal, outcome: Outcome
    ) -> None:
        self._records, self._written = records.contacts, written
        self._journal, self._outcome = journal, outcome
        self._keyring = Keyring(Contact, records.system)
        self._taken: set[int] = set()

    def write(self) -> None:
        for start in range(0, len(self._records), _CHUNK):
            self._write(self._records[start : start + _CHUNK])
        self._keyring.write()

    def _write(self, records: tuple[ContactRecord, ...]) -> None:
        there = _There({self._customer(record).id for record in records})
        known = there.with_ids(filter(None, (self._keyring.id_of(r.source) for r in records)))
        new: list[tuple[ContactRecord, Contact]] = []
        for record in records:
            contact = known.get(self._keyring.id_of(record.source) or 0)
            fits = [contact] if contact else self._alike(record, there)
            if self._keyring.was_deleted(record.source):
                self._outcome.noted.add(Dirt.DELETED_HERE, place=record.source.place)
            elif len(fits) > 1:
                self._outcome.noted.add(Dirt.AMBIGUOUS_REFERENCE, "name", place=record.source.place)
            elif fits:
                self._change(fits[0], record)
            else:
                new.append((record, there.added(self._customer(record), _values(record))))
        self._create(new)

    def _alike(self, record: ContactRecord, there: "_There") -> list[Contact]:
        """Of the customer's people those with this address, else those with this name; whoever has
        a number there is nobody else."""
        if not record.source.key.startswith(DIGEST):
            return []
        people = there.of_customer[self._customer(record).id]
        by_address = [one for one in people if _same_address(one, record.email)]
        by_name = [one for one in people if fold_name(one.name) == fold_name(record.name)]
        fits = by_address or ([] if record.email else by_name)
        return [one for one in fits if one.id not in self._taken]

    def _create(self, new: list[tuple[ContactRecord, Contact]]) -> None:
        db.session.add_all(contact for _record, contact in new)
        db.session.flush()
        for record, contact in new:
            self._taken.add(contact.id)
            self._keyring.note(record.source, contact)
            self._journal.note_of_customer(
                "contact.created", contact, all_of(contact, without_lists=True)
            )
            self._outcome.add(Contact, Fate.CREATED, place=record.source.place)

    def _change(self, contact: Contact, record: ContactRecord) -> None:
        self._taken.add(contact.id)
        self._keyring.note(record.source, contact)
        values = news(contact, _values(record), self._outcome)
        if values:
            assign(contact, values)
            self._journal.note_of_customer("contact.updated", contact, changes_of(contact))
        fate = Fate.CHANGED if values else Fate.UNCHANGED
        self._outcome.add(Contact, fate, place=record.source.place)

    def _customer(self, record: ContactRecord) -> Customer:
        return self._written.customers[record.customer_key]


class _There:
    """The people of some customers, as they are now and with those who are added."""

    def __init__(self, customer_ids: set[int]) -> None:
        self.of_customer: dict[int, list[Contact]] = defaultdict(list)
        of_those = select(Contact).where(Contact.customer_id.in_(customer_ids))
        for contact in db.session.scalars(of_those.order_by(Contact.position, Contact.id)):
            self.of_customer[contact.customer_id].append(contact)
        self._keys = {
            customer_id: Keys(contact.key for contact in contacts)
            for customer_id, contacts in self.of_customer.items()
        }
        self._ends = {
            customer_id: max(contact.position for contact in contacts) + 1
            for customer_id, contacts in self.of_customer.items()
        }

    def with_ids(self, ids: Iterable[int]) -> dict[int, Contact]:
        found = db.session.scalars(select(Contact).where(Contact.id.in_(list(ids))))
        return {contact.id: contact for contact in found}

    def added(self, customer: Customer, values: Values) -> Contact:
        """A new one at the end of the customer's list, not yet flushed."""
        key = self._keys.setdefault(customer.id, Keys()).make("contact-1")
        position = self._ends.get(customer.id, 0)
        self._ends[customer.id] = position + 1
        return Contact(customer_id=customer.id, key=key, position=position, **values)


def _values(record: ContactRecord) -> Values:
    """What the export says about a contact, by columns."""
    said = {"name": record.name, "function": record.function, "email": record.email}
    return {column: value for column, value in said.items() if value is not None}


def _same_address(contact: Contact, email: str | None) -> bool:
    return bool(email and contact.email) and str(contact.email).casefold() == str(email).casefold()
