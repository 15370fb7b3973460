"""Deals: what is to be signed, and what was won and lost."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, assign
from planner.actions.history import new_rows
from planner.actions.history.events import changes_of
from planner.database import db
from planner.imports.deciding.naming import number_of
from planner.imports.dirt import Dirt
from planner.imports.expectations import expected_day
from planner.imports.records import DealRecord, Records
from planner.imports.scratch import Known, chunks
from planner.imports.writing import deal_history
from planner.imports.writing.customers import Customers, Written
from planner.imports.writing.deal_moves import moved
from planner.imports.writing.journal import Journal, Subject, subject_of
from planner.imports.writing.known_items import KnownItems, found_again
from planner.imports.writing.merging import news
from planner.imports.writing.organisation import Organisation
from planner.imports.writing.outcome import Fate, Outcome
from planner.imports.writing.plan_lists import PlanLists
from planner.imports.writing.plans import Plans
from planner.imports.writing.registers import foreign, note_gone
from planner.models import Customer, Deal, Event, EventType, Person, Plan
from planner.models.kinds import DealStatus


class PlacedDeal(NamedTuple):
    """What activities need of a deal."""

    id: int
    plan_id: int
    customer_id: int
    title: str
    status: DealStatus


class Deals:
    """The deals of the export beside those that are there already."""

    def __init__(
        self,
        records: Records,
        organisation: Organisation,
        customers: Customers,
        plans: Plans,
        journal: Journal,
        outcome: Outcome,
        *,
        usual: int | None,
    ) -> None:
        """`usual` is after how many days deals of the export are signed."""
        self._records, self._organisation, self._customers = records.deals, organisation, customers
        self._plans, self._journal, self._outcome = plans, journal, outcome
        self._usual = usual
        self._known = KnownItems(Deal, records.system, records.scratch)
        self._made: Known[int] = Known(records.scratch)
        self._moved: Known[int] = Known(records.scratch)
        """The plans on which known ones come, by their ids."""
        self._deleted = _deleted_here(records.system)
        self._lists = PlanLists(Deal)

    def place(self) -> None:
        """Find the plan for every deal that is new or of another customer now, so that the plans
        and who is on them come before."""
        for some in chunks(self._records):
            self._place(some)

    def _place(self, records: Sequence[DealRecord]) -> None:
        customers = [self._customers.of(record.customer_key) for record in records]
        known = {record.source: self._known.id_of(record.source) for record in records}
        wanted = {
            identity: customer.id
            for record, customer in zip(records, customers, strict=True)
            if (identity := known[record.source]) is not None
        }
        going = moved(wanted, self._outcome)
        to_plan: dict[int, Written] = {}
        for record, customer in zip(records, customers, strict=True):
            if record.currency is not None and record.currency != customer.currency:
                about = f"{record.currency}, {customer.currency}"
                self._outcome.noted.add(Dirt.OTHER_CURRENCY, about, place=record.source.place)
            identity = known[record.source]
            if identity is None and number_of(record.source.key) in self._deleted:
                self._outcome.noted.add(Dirt.DELETED_HERE, place=record.source.place)
            elif identity is None or identity in going:
                to_plan[customer.id] = customer
        plans = self._plans.found_or_begun(to_plan.values())
        for identity in going:
            self._moved[identity] = plans[wanted[identity]]

    def find(self, keys: Iterable[str | None]) -> dict[str, PlacedDeal]:
        """Those of the system that have these keys, by their numbers; once all are written."""
        numbers = {number_of(key) for key in keys if key}
        ids = {number: identity for number in numbers if (identity := self._id_of(number))}
        found = _placed(ids.values())
        return {number: found[identity] for number, identity in ids.items() if identity in found}

    def _id_of(self, number: str) -> int | None:
        return self._known.id_of_number(number) or self._made.get(number)

    def write(self) -> None:
        for some in chunks(self._records):
            for record in some:
                self._known.see(record.source)
            self._create([r for r in some if self._known.id_of(r.source) is None])
            self._change([r for r in some if self._known.id_of(r.source) is not None])
        if self._records:
            for deal in self._known.unseen(Deal):
                note_gone(Deal, deal.title, self._outcome)

    def _create(self, records: Iterable[DealRecord]) -> None:
        new = [r for r in records if number_of(r.source.key) not in self._deleted]
        customers = [self._customers.of(record.customer_key) for record in new]
        plans = self._plans.found({customer.id for customer in customers})
        self._lists.look_at(set(plans.values()))
        rows = [
            self._row(record, plans[customer.id])
            for record, customer in zip(new, customers, strict=True)
        ]
        new_rows.insert_all(Deal, rows)
        for record, customer, row in zip(new, customers, rows, strict=True):
            self._made[number_of(record.source.key)] = row["id"]
            subject = Subject("deals", row["id"], row["title"], customer.id, row["plan_id"])
            changes = new_rows.changes_of_new(Deal, row, {})
            by = self._seller_id(record)
            deal_history.note_new(record, row, subject, changes, by=by, journal=self._journal)
            self._outcome.add(Deal, Fate.CREATED, place=record.source.place)

    def _row(self, record: DealRecord, plan_id: int) -> new_rows.Row:
        return {
            **self._first_values(record),
            "foreign_url": None,
            **foreign(record.source),
            **self._lists.next(plan_id, record.key),
        }

    def _change(self, records: Sequence[DealRecord]) -> None:
        for record, deal in found_again(Deal, records, self._known.id_of):
            if deal is not None:
                self._settle(deal, record)

    def _settle(self, deal: Deal, record: DealRecord) -> None:
        values = news(deal, self._values(record), self._outcome)
        plan_id = self._moved.get(deal.id)
        if not values and plan_id is None:
            self._outcome.add(Deal, Fate.UNCHANGED, place=record.source.place)
            return
        before, of = subject_of(deal), deal.plan.customer
        assign(deal, values)
        changes = changes_of(deal)
        if plan_id is not None:
            self._move(deal, plan_id)
            changes["customer"] = [_named(of), _named(deal.plan.customer)]
        by, origin = self._seller_id(record), before if plan_id is not None else None
        deal_history.note_change(deal, changes, origin=origin, by=by, journal=self._journal)
        self._outcome.add(Deal, Fate.CHANGED, place=record.source.place)

    def _move(self, deal: Deal, plan_id: int) -> None:
        self._lists.look_at({plan_id})
        for name, value in self._lists.next(plan_id, deal.key).items():
            setattr(deal, name, value)
        db.session.flush()
        db.session.expire(deal, ["plan"])  # so that it is read again from the column

    def _first_values(self, record: DealRecord) -> Values:
        expected_on = expected_day(record, usual=self._usual, on=clock.today())
        return {"expected_on": expected_on, "annual_value": Decimal(0), **self._values(record)}

    def _values(self, record: DealRecord) -> dict[str, Any]:
        """What the export says about a deal, by columns."""
        field = self._organisation.fields.get(record.field_key)
        said = {
            "field_id": field.id if field else None,
            "expected_on": record.expected_on or record.decided_on,
            "annual_value": record.value,
        }
        return {
            "title": record.title,
            "status": record.status,
            "probability": record.probability,
            "decided_on": record.decided_on,
            **{column: value for column, value in said.items() if value is not None},
        }

    def _seller_id(self, record: DealRecord) -> int | None:
        seller: Person | None = self._organisation.people.get(record.seller_key)
        return seller.id if seller else None


def _placed(ids: Collection[int]) -> dict[int, PlacedDeal]:
    columns = select(Deal.id, Deal.plan_id, Plan.customer_id, Deal.title, Deal.status)
    those = columns.join(Plan, Deal.plan_id == Plan.id).where(Deal.id.in_(set(ids)))
    found = db.session.execute(those) if ids else ()
    return {row[0]: PlacedDeal(*row) for row in found}


def _named(customer: Customer) -> dict[str, Any]:
    """A reference as events keep it."""
    return {"id": customer.id, "name": customer.name}


def _deleted_here(system: str) -> set[str]:
    """The foreign keys of deals that were there once."""
    statement = select(Event.changes).where(Event.type == EventType.DEAL_DELETED)
    return {
        number_of(changes["foreign_key"][0])
        for changes in db.session.scalars(statement)
        if changes.get("foreign_system") == [system, None] and "foreign_key" in changes
    }
