"""Contracts that an export has: who has signed what, and until when."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from planner.actions.editing import Values, assign
from planner.actions.history import new_rows
from planner.actions.history.events import changes_of
from planner.actions.keys import Keys
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.records import ContractRecord, Records
from planner.imports.scratch import chunks
from planner.imports.writing.customers import Customers
from planner.imports.writing.journal import Journal, Subject, subject_of
from planner.imports.writing.keyrings import Keyring
from planner.imports.writing.known_items import found_again
from planner.imports.writing.merging import news
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import Contract


class Contracts:
    """Those of the export beside the ones that earlier ones brought."""

    def __init__(
        self, records: Records, customers: Customers, journal: Journal, outcome: Outcome
    ) -> None:
        self._records, self._customers = records.contracts, customers
        self._journal, self._outcome = journal, outcome
        self._keyring = Keyring(Contract, records.system, records.scratch)

    def write(self) -> None:
        for some in chunks(self._records):
            new = [record for record in some if not self._keyring.knows(record.source)]
            self._change([record for record in some if self._keyring.knows(record.source)])
            self._create(new)
            self._keyring.write()

    def _create(self, records: Sequence[ContractRecord]) -> None:
        customers = [self._customers.of(record.customer_key).id for record in records]
        ends = _Ends(set(customers))
        rows = [
            {**_values(record), **ends.next(customer_id)}
            for record, customer_id in zip(records, customers, strict=True)
        ]
        new_rows.insert_all(Contract, rows)
        for record, row in zip(records, rows, strict=True):
            self._keyring.note(record.source, row["id"])
            subject = Subject("contracts", row["id"], row["title"], row["customer_id"])
            changes = new_rows.changes_of_new(Contract, row, {})
            at = self._journal.noon(record.signed_on)
            self._journal.note("contract.created", subject, changes, at=at)
            self._outcome.add(Contract, Fate.CREATED, place=record.source.place)

    def _change(self, records: Sequence[ContractRecord]) -> None:
        for record, contract in found_again(Contract, records, self._keyring.id_of):
            if contract is None:
                self._outcome.noted.add(Dirt.DELETED_HERE, place=record.source.place)
                continue
            values = news(contract, _values(record), self._outcome)
            if values:
                assign(contract, values)
                self._journal.note("contract.updated", subject_of(contract), changes_of(contract))
            fate = Fate.CHANGED if values else Fate.UNCHANGED
            self._outcome.add(Contract, fate, place=record.source.place)


class _Ends:
    """Free keys and places at the ends of the lists of some customers."""

    def __init__(self, customer_ids: set[int]) -> None:
        keys: dict[int, list[str]] = defaultdict(list)
        self._ends: dict[int, int] = defaultdict(int)
        columns = select(Contract.customer_id, Contract.key, Contract.position)
        of_those = columns.where(Contract.customer_id.in_(customer_ids))
        for customer_id, key, position in db.session.execute(of_those):
            keys[customer_id].append(key)
            self._ends[customer_id] = max(self._ends[customer_id], position + 1)
        self._keys = {customer_id: Keys(keys[customer_id]) for customer_id in customer_ids}

    def next(self, customer_id: int) -> new_rows.Row:
        position = self._ends[customer_id]
        self._ends[customer_id] += 1
        key = self._keys[customer_id].make("contract-1")
        return {"customer_id": customer_id, "key": key, "position": position}


def _values(record: ContractRecord) -> Values:
    """What the export says about a contract, by columns."""
    said = {
        "title": record.title,
        "signed_on": record.signed_on,
        "starts_on": record.starts_on,
        "ends_on": record.ends_on,
        "annual_value": record.value,
    }
    return {column: value for column, value in said.items() if value is not None}
