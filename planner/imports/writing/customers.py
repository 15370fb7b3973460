"""Customers, some at a time: those that are here are changed, the rest is made."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from planner.actions import keys
from planner.actions.editing import Values
from planner.actions.errors import Refused
from planner.actions.history import new_rows
from planner.actions.history.events import Changes
from planner.actions.plan import customers
from planner.database import db
from planner.imports.deciding.naming import number_of
from planner.imports.dirt import Dirt
from planner.imports.portfolio import Portfolio
from planner.imports.records import CustomerRecord, Records, Source
from planner.imports.scratch import Known, chunks
from planner.imports.writing.journal import Journal, Subject
from planner.imports.writing.known_items import KnownItems
from planner.imports.writing.merging import news, said_before
from planner.imports.writing.outcome import Fate, Outcome
from planner.imports.writing.registers import foreign, foreign_to_be_said, note_gone
from planner.models import Customer, MergedCustomer, Person
from planner.models.kinds import Stage

_ALONE = frozenset({"owner_id", "stage"})
"""What follows from these is written for each customer."""
_AHEAD = (Stage.SUSPECT, Stage.PROSPECT, Stage.CUSTOMER)


class Written(NamedTuple):
    """What the rest of an import needs of a customer."""

    id: int
    name: str
    currency: str


class Customers:
    """Two customers may share everything, so that none is taken for another without its key."""

    def __init__(
        self,
        records: Records,
        people: Mapping[str | None, Person],
        portfolio: Portfolio,
        journal: Journal,
        outcome: Outcome,
    ) -> None:
        self._records, self._people, self._portfolio = records.customers, people, portfolio
        self._journal, self._outcome = journal, outcome
        self._known = KnownItems(Customer, records.system, records.scratch)
        self._merged = _merged(records)
        self._written: Known[Written] = Known(records.scratch)
        self._newest = db.session.scalar(select(func.max(Customer.id))) or 0
        self._says_anything = False

    def of(self, key: str | None) -> Written:
        """What became of a record's customer."""
        return self._written[key or ""]

    def write(self) -> None:
        """Raises ExportError when one cannot be there beside what is there."""
        self._outcome.add(Customer, Fate.CREATED, 0)
        for some in chunks(self._records):
            self._write(some)
        if self._says_anything:
            for customer in self._known.unseen(Customer):
                note_gone(Customer, customer.name, self._outcome)
        self._outcome.refuse_if_problems()

    def _write(self, records: Sequence[CustomerRecord]) -> None:
        there = self._there(records)
        names = self._names_here(records)
        new: list[tuple[CustomerRecord, Values]] = []
        known_ones: list[tuple[CustomerRecord, Customer, Values]] = []
        for record in records:
            known = there.get(record.key)
            self._known.see(record.source)
            if record.only_named:
                self._name_only(record, known)
                continue
            if known is None and record.name in names:
                place = f"{record.source.place} “{record.name}”"
                self._outcome.noted.add(Dirt.NAME_SHARED, place=place)
            values = {**_said(record), **self._concluded(record, known)}
            self._note_switched_off(record)
            self._says_anything = True
            if known is None:
                new.append((record, _without_none(values)))
            else:
                known_ones.append((record, known, _without_none(values)))
        self._settle(known_ones)
        self._create(new)

    def _there(self, records: Sequence[CustomerRecord]) -> dict[str, Customer]:
        """By the keys of the records, those that are here."""
        ids = {}
        for record in records:
            number = number_of(record.source.key)
            known = self._known.id_of(record.source) or self._merged.get(number) or record.known_id
            if known is not None:
                ids[record.key] = known
        of_those = select(Customer).where(Customer.id.in_(set(ids.values())))
        found = {each.id: each for each in db.session.scalars(of_those)} if ids else {}
        return {key: found[identity] for key, identity in ids.items() if identity in found}

    def _names_here(self, records: Sequence[CustomerRecord]) -> set[str]:
        """Those of the records that customers had before this import."""
        called_so = Customer.name.in_({record.name for record in records})
        before = Customer.id <= self._newest
        return set(db.session.scalars(select(Customer.name).where(called_so, before)))

    def _name_only(self, record: CustomerRecord, known: Customer | None) -> None:
        if known is None:
            return
        self._keep(record, known)
        if self._portfolio.deals_of(record):
            self._move_on(known, _without_none(self._concluded(record, known)))

    def _move_on(self, customer: Customer, values: Values) -> None:
        """Change what follows from deals that the export has, not from its own row."""
        if changes := news(customer, values, self._outcome):
            customers.update(customer, {"name": customer.name, **changes}, by=None)
            self._outcome.add(Customer, Fate.CHANGED)

    def _settle(self, known_ones: Sequence[tuple[CustomerRecord, Customer, Values]]) -> None:
        """Change those that are here, most of them in few statements."""
        said = []
        for record, known, values in known_ones:
            self._keep(record, known)
            if number_of(record.source.key) in self._merged:
                # What it says itself is said by the customer into which it was merged.
                self._outcome.add(Customer, Fate.MERGED, place=record.source.place)
            else:
                said.append((record, known, {**values, **foreign_to_be_said(record.source, known)}))
        before = said_before([(known, values) for _record, known, values in said])
        together = []
        for record, known, values in said:
            changes = news(known, values, self._outcome, before.get(known.id))
            if changes and changes.keys().isdisjoint(_ALONE):
                together.append((known, {"name": known.name, **changes}))
            elif changes and not self._updated(record, known, changes):
                continue
            fate = Fate.CHANGED if changes else Fate.UNCHANGED
            self._outcome.add(Customer, fate, place=record.source.place)
        customers.update_many(together, by=None)
        for record, known, _values in said:
            self._keep(record, known)

    def _updated(self, record: CustomerRecord, known: Customer, changes: Values) -> bool:
        """Whether it could be changed; why not is noted."""
        try:
            customers.update(known, {"name": known.name, **changes}, by=None)
        except Refused as refusal:
            problem = f"{record.source.place}: “{record.name}”: {refusal}"
            self._outcome.problems.append(problem)
            return False
        return True

    def _keep(self, record: CustomerRecord, customer: Customer) -> None:
        self._written[record.key] = Written(customer.id, customer.name, customer.currency)

    def _create(self, new: Sequence[tuple[CustomerRecord, Values]]) -> None:
        free = keys.free_for(Customer, [record.name for record, _values in new])
        rows = [
            {"key": key, **_foreign_columns(record.source), **values}
            for key, (record, values) in zip(free, new, strict=True)
        ]
        new_rows.insert_all(Customer, rows)
        self._journal.write_at_once("customer.created", self._told(rows))
        for (record, _values), row in zip(new, rows, strict=True):
            self._written[record.key] = Written(row["id"], row["name"], row["currency"])
            self._outcome.add(Customer, Fate.CREATED, place=record.source.place)

    def _told(self, rows: Sequence[new_rows.Row]) -> Iterator[tuple[Subject, Changes]]:
        names = {"owner_id": {each.id: each.name for each in self._people.values()}}
        for row in rows:
            subject = Subject("customers", row["id"], row["name"], row["id"])
            yield subject, new_rows.changes_of_new(Customer, row, names)

    def _concluded(self, record: CustomerRecord, known: Customer | None) -> dict[str, object]:
        """Owner and stage, where the export says them or they are not settled here."""
        concluded: dict[str, object] = {}
        if record.owner_key is not None or known is None or known.owner_id is None:
            owner = self._people.get(self._portfolio.owner_of(record))
            concluded["owner_id"] = owner.id if owner and owner.is_active else None
        if known is None and record.currency is None:
            concluded["currency"] = self._portfolio.currency_of(record)
        stage = self._portfolio.stage_of(record)
        if record.stage is not None or known is None or _is_ahead(stage, known.stage):
            concluded["stage"] = stage
        return concluded

    def _note_switched_off(self, record: CustomerRecord) -> None:
        owner = self._people.get(record.owner_key)
        if owner is not None and not owner.is_active:
            about = f"“{owner.name}”"
            self._outcome.noted.add(Dirt.OWNER_SWITCHED_OFF, about, place=record.source.place)


def _merged(records: Records) -> Known[int]:
    """The ids of those into which others were merged, by the keys of the others."""
    columns = select(MergedCustomer.foreign_key, MergedCustomer.customer_id)
    ours = columns.where(MergedCustomer.foreign_system == records.system)
    found: Known[int] = Known(records.scratch)
    for key, identity in db.session.execute(ours):
        found[number_of(key or "")] = identity
    return found


def _said(record: CustomerRecord) -> Values:
    columns = ("name", "industry", "country", "city", "website", "annual_revenue", "currency",
               "segment")  # fmt: skip
    return {column: getattr(record, column) for column in columns}


def _foreign_columns(source: Source) -> dict[str, str | None]:
    return {"foreign_url": None, **foreign(source)}


def _without_none(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}


def _is_ahead(stage: Stage, of: Stage) -> bool:
    return of in _AHEAD and stage in _AHEAD and _AHEAD.index(stage) > _AHEAD.index(of)
