"""Contacts: the people at the customers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from sqlalchemy import select

from planner.actions.editing import Values, assign
from planner.actions.history import new_rows
from planner.actions.history.events import changes_of
from planner.actions.keys import Keys
from planner.database import db
from planner.imports.deciding.naming import DIGEST
from planner.imports.dirt import Dirt
from planner.imports.matching import fold_name
from planner.imports.records import ContactRecord, Records
from planner.imports.scratch import Known, chunks
from planner.imports.writing.customers import Customers
from planner.imports.writing.journal import Journal, Subject, subject_of
from planner.imports.writing.keyrings import Keyring
from planner.imports.writing.merging import news
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import Contact


class Contacts:
    """The contacts of the export beside those that its customers have already."""

    def __init__(
        self, records: Records, customers: Customers, journal: Journal, outcome: Outcome
    ) -> None:
        self._records, self._customers = records.contacts, customers
        self._journal, self._outcome = journal, outcome
        self._keyring = Keyring(Contact, records.system, records.scratch)
        self._taken: Known[bool] = Known(records.scratch)

    def write(self) -> None:
        for some in chunks(self._records):
            self._write(some)

    def _write(self, records: Sequence[ContactRecord]) -> None:
        there = _There({self._customer_id(record) for record in records})
        known = _with_ids(filter(None, (self._keyring.id_of(r.source) for r in records)))
        new: list[tuple[ContactRecord, new_rows.Row]] = []
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
                new.append((record, there.added(self._customer_id(record), _values(record))))
        self._create(new)
        self._keyring.write()

    def _alike(self, record: ContactRecord, there: "_There") -> list[Contact]:
        """Of the customer's people those with this address, else those with this name; whoever has
        a number there is nobody else."""
        if not record.source.key.startswith(DIGEST):
            return []
        people = there.of_customer[self._customer_id(record)]
        by_address = [one for one in people if _same_address(one, record.email)]
        by_name = [one for one in people if fold_name(one.name) == fold_name(record.name)]
        fits = by_address or ([] if record.email else by_name)
        return [one for one in fits if one.id not in self._taken]

    def _create(self, new: Sequence[tuple[ContactRecord, new_rows.Row]]) -> None:
        new_rows.insert_all(Contact, [row for _record, row in new])
        for record, row in new:
            self._taken[row["id"]] = True
            self._keyring.note(record.source, row["id"])
            subject = Subject("contacts", row["id"], row["name"], row["customer_id"])
            changes = new_rows.changes_of_new(Contact, row, {})
            self._journal.note("contact.created", subject, changes)
            self._outcome.add(Contact, Fate.CREATED, place=record.source.place)

    def _change(self, contact: Contact, record: ContactRecord) -> None:
        self._taken[contact.id] = True
        self._keyring.note(record.source, contact.id)
        values = news(contact, _values(record), self._outcome)
        if values:
            assign(contact, values)
            self._journal.note("contact.updated", subject_of(contact), changes_of(contact))
        fate = Fate.CHANGED if values else Fate.UNCHANGED
        self._outcome.add(Contact, fate, place=record.source.place)

    def _customer_id(self, record: ContactRecord) -> int:
        return self._customers.of(record.customer_key).id


class _There:
    """The people of some customers, and the places of those who are added."""

    def __init__(self, customer_ids: set[int]) -> None:
        self._customer_ids = customer_ids
        keys: dict[int, list[str]] = defaultdict(list)
        self._ends: dict[int, int] = {}
        columns = select(Contact.customer_id, Contact.key, Contact.position)
        of_those = columns.where(Contact.customer_id.in_(customer_ids))
        for customer_id, key, position in db.session.execute(of_those):
            keys[customer_id].append(key)
            self._ends[customer_id] = max(self._ends.get(customer_id, 0), position + 1)
        self._keys = {customer_id: Keys(taken) for customer_id, taken in keys.items()}

    @cached_property
    def of_customer(self) -> dict[int, list[Contact]]:
        found: dict[int, list[Contact]] = defaultdict(list)
        of_those = select(Contact).where(Contact.customer_id.in_(self._customer_ids))
        for contact in db.session.scalars(of_those.order_by(Contact.position, Contact.id)):
            found[contact.customer_id].append(contact)
        return found

    def added(self, customer_id: int, values: Values) -> new_rows.Row:
        """A new one at the end of the customer's list."""
        key = self._keys.setdefault(customer_id, Keys()).make("contact-1")
        position = self._ends.get(customer_id, 0)
        self._ends[customer_id] = position + 1
        return {"customer_id": customer_id, "key": key, "position": position, **values}


def _with_ids(ids: Iterable[int]) -> dict[int, Contact]:
    wanted = list(ids)
    found = db.session.scalars(select(Contact).where(Contact.id.in_(wanted))) if wanted else ()
    return {contact.id: contact for contact in found}


def _values(record: ContactRecord) -> Values:
    """What the export says about a contact, by columns."""
    said = {"name": record.name, "function": record.function, "email": record.email}
    return {column: value for column, value in said.items() if value is not None}


def _same_address(contact: Contact, email: str | None) -> bool:
    return bool(email and contact.email) and str(contact.email).casefold() == str(email).casefold()
