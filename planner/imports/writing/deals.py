"""Deals: what is to be signed, and what was won and lost."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from planner import clock
from planner.actions.editing import Values, assign
from planner.actions.history.events import changes_of
from planner.database import db
from planner.imports.deciding.naming import number_of
from planner.imports.dirt import Dirt
from planner.imports.expectations import expected_day, usual_days
from planner.imports.records import DealRecord, Records
from planner.imports.writing import deal_history
from planner.imports.writing.deal_lists import DealLists
from planner.imports.writing.deal_moves import is_moved
from planner.imports.writing.journal import Journal
from planner.imports.writing.merging import news
from planner.imports.writing.organisation import Organisation
from planner.imports.writing.outcome import Fate, Outcome
from planner.imports.writing.plans import Plans
from planner.imports.writing.registers import foreign, note_gone
from planner.models import Customer, Deal, Event, EventType, Person, Plan

_CHUNK = 500


class Deals:
    """The deals of the export beside those that are there already."""

    def __init__(
        self,
        records: Records,
        written: Organisation,
        plans: Plans,
        journal: Journal,
        outcome: Outcome,
    ) -> None:
        self._records, self._written = records.deals, written
        self._plans, self._journal, self._outcome = plans, journal, outcome
        self._lists = DealLists(records)
        self._usual = usual_days(records.deals)
        ours = select(Deal).where(Deal.foreign_system == records.system)
        self._known = {number_of(deal.foreign_key or ""): deal for deal in db.session.scalars(ours)}
        self._made: dict[str, Deal] = {}
        self._deleted = _deleted_here(records.system)
        self._places: dict[str, Plan] = {}

    def place(self) -> None:
        """Find the plan for every deal that is new or of another customer now, so that the plans
        and who is on them come before."""
        for record in self._records:
            customer = self._written.customers[record.customer_key]
            if record.currency is not None and record.currency != customer.currency:
                about = f"{record.currency}, {customer.currency}"
                self._outcome.noted.add(Dirt.OTHER_CURRENCY, about, place=record.source.place)
            number = number_of(record.source.key)
            deal = self._known.get(number)
            if deal is None and number in self._deleted:
                self._outcome.noted.add(Dirt.DELETED_HERE, place=record.source.place)
            elif deal is None or is_moved(deal, customer, self._outcome):
                self._places[record.key] = self._plans.find_or_begin(customer)

    def find(self, key: str | None) -> Deal | None:
        """One of the system, by the key that it has for it."""
        number = number_of(key or "")
        return self._known.get(number) or self._made.get(number)

    def write(self) -> None:
        for start in range(0, len(self._records), _CHUNK):
            chunk = self._records[start : start + _CHUNK]
            numbered = [(number_of(record.source.key), record) for record in chunk]
            self._create(record for number, record in numbered if number not in self._known)
            for number, record in numbered:
                if deal := self._known.get(number):
                    self._change(deal, record)
        self._note_gone()

    def _create(self, records: Iterable[DealRecord]) -> None:
        created = []
        for record in records:
            if plan := self._places.get(record.key):
                deal = Deal(**self._first_values(record), **foreign(record.source))
                self._lists.place_at_end(deal, plan, record.key)
                created.append((deal, record, plan))
        db.session.add_all(deal for deal, _record, _plan in created)
        db.session.flush()
        for deal, record, plan in created:
            by = self._seller(record)
            self._made[number_of(record.source.key)] = deal
            deal_history.note_new(deal, record, plan=plan, by=by, journal=self._journal)
            self._outcome.add(Deal, Fate.CREATED, place=record.source.place)

    def _change(self, deal: Deal, record: DealRecord) -> None:
        values = news(deal, self._values(record), self._outcome)
        origin, place = deal.plan, self._places.get(record.key)
        if not values and place is None:
            self._outcome.add(Deal, Fate.UNCHANGED, place=record.source.place)
            return
        assign(deal, values)
        changes, plans = changes_of(deal), [origin]
        if place is not None:
            self._lists.place_at_end(deal, place, deal.key)
            changes["customer"] = [_named(plan.customer) for plan in (origin, place)]
            plans.append(place)
        by = self._seller(record)
        deal_history.note_change(deal, changes, plans=plans, by=by, journal=self._journal)
        self._outcome.add(Deal, Fate.CHANGED, place=record.source.place)

    def _first_values(self, record: DealRecord) -> Values:
        expected_on = expected_day(record, usual=self._usual, on=clock.today())
        return {"expected_on": expected_on, "annual_value": Decimal(0), **self._values(record)}

    def _values(self, record: DealRecord) -> dict[str, Any]:
        """What the export says about a deal, by columns."""
        field = self._written.fields.get(record.field_key)
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

    def _seller(self, record: DealRecord) -> Person | None:
        return self._written.people.get(record.seller_key)

    def _note_gone(self) -> None:
        if not self._records:
            return
        there = {number_of(record.source.key) for record in self._records}
        for key, deal in self._known.items():
            if key not in there:
                note_gone(Deal, deal.title, self._outcome)


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
