"""Activities, and what was said in those that are done."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.actions.editing import Values, assign
from planner.actions.history import new_rows
from planner.actions.history.events import Changes, changes_of, plain
from planner.imports.deciding.naming import number_of
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.imports.records import ActivityRecord, Records
from planner.imports.scratch import chunks
from planner.imports.writing.customers import Customers
from planner.imports.writing.deals import Deals, PlacedDeal
from planner.imports.writing.journal import Journal, Subject, subject_of
from planner.imports.writing.keyrings import Keyring
from planner.imports.writing.known_items import found_again
from planner.imports.writing.members import Joining, Members
from planner.imports.writing.merging import news
from planner.imports.writing.organisation import Organisation
from planner.imports.writing.outcome import Fate, Outcome
from planner.imports.writing.plan_lists import PlanLists
from planner.imports.writing.plans import Plans
from planner.imports.writing.talks import Said, Talks, becomes_talk
from planner.models import Activity, Person
from planner.models.kinds import ActivityStatus


class _Place(NamedTuple):
    """Where a new activity goes."""

    record: ActivityRecord
    customer_id: int
    plan_id: int
    deal: PlacedDeal | None


class Activities:
    """The activities of the export beside those that earlier ones brought. `by` stands in where
    nobody is named."""

    def __init__(
        self,
        records: Records,
        organisation: Organisation,
        customers: Customers,
        deals: Deals,
        plans: Plans,
        journal: Journal,
        outcome: Outcome,
        by: Person | None,
    ) -> None:
        self._records, self._organisation, self._customers = (
            records.activities, organisation, customers,
        )  # fmt: skip
        self._deals, self._plans, self._by = deals, plans, by
        self._journal, self._outcome = journal, outcome
        self._keyring = Keyring(Activity, records.system, records.scratch)
        self._lists = PlanLists(Activity)
        self._talks = Talks(records.scratch, journal, outcome)
        if by is None:
            self._refuse_without_anybody()

    def _refuse_without_anybody(self) -> None:
        """Each has been made by somebody, and what is done was done by somebody."""
        first, count = "", 0
        for record in self._records:
            if self._owner(record) is None:
                first, count = first or record.source.place, count + 1
        if count:
            more = f", nor in {count - 1:,} other rows" if count > 1 else ""
            problem = f"{first}: nobody is named as its owner{more}"
            raise ExportError([f"{problem}; say with --by who stands in"])

    def _owner(self, record: ActivityRecord) -> Person | None:
        return self._organisation.people.get(record.owner_key)

    def join(self, members: Members) -> None:
        """Let whoever has a new one be on its plan, which begins if there is none."""
        for some in chunks(self._records):
            members.join(
                [
                    Joining(place.customer_id, place.plan_id, (by.id,))
                    for place in self._places(some)
                    if (by := self._owner(place.record) or self._by) is not None
                ]
            )

    def _places(self, records: Sequence[ActivityRecord]) -> list[_Place]:
        """The plan for each that is new: its deal's, else the customer's."""
        new = [record for record in records if not self._keyring.knows(record.source)]
        found = self._deals.find(record.deal for record in new)
        deals = [found.get(number_of(record.deal or "")) for record in new]
        customers = [self._customers.of(record.customer_key) for record in new]
        without = {c.id: c for c, deal in zip(customers, deals, strict=True) if deal is None}
        plans = self._plans.found_or_begun(without.values())
        return [
            _Place(record, deal.customer_id, deal.plan_id, deal)
            if deal is not None
            else _Place(record, customer.id, plans[customer.id], None)
            for record, customer, deal in zip(new, customers, deals, strict=True)
        ]

    def write(self) -> None:
        for some in chunks(self._records):
            known = [record for record in some if self._keyring.knows(record.source)]
            self._create(self._places(some))
            self._change(known)
            self._keyring.write()
        self._talks.write()

    def _create(self, places: Sequence[_Place]) -> None:
        self._lists.look_at({place.plan_id for place in places})
        rows = [self._row(place) for place in places]
        new_rows.insert_all(Activity, rows)
        for place, row in zip(places, rows, strict=True):
            record = place.record
            self._keyring.note(record.source, row["id"])
            self._note_new(place, row)
            self._outcome.add(Activity, Fate.CREATED, place=record.source.place)
            by = self._owner(record) or self._by
            if by is not None and becomes_talk(record):
                self._talks.add(_said(place, row, by))

    def _row(self, place: _Place) -> new_rows.Row:
        record, by = place.record, self._owner(place.record) or self._by
        values = dict(self._values(record))
        if becomes_talk(record):
            values["internal_note"] = None
        return {
            **values,
            "created_by_id": by.id if by else None,
            "created_on": record.created_on,
            "deal_id": place.deal.id if place.deal else None,
            "customer_facing": record.kind.is_with_customer,
            **self._lists.next(place.plan_id, "activity-1"),
        }

    def _note_new(self, place: _Place, row: new_rows.Row) -> None:
        """It was made on its day, and finished on its own."""
        record, by_id = place.record, row["created_by_id"]
        subject = Subject("activities", row["id"], row["title"], place.customer_id, place.plan_id)
        deal = place.deal
        names = {"deal_id": {deal.id: deal.title}} if deal else {}
        changes: Changes = new_rows.changes_of_new(Activity, row, names)
        at = self._journal.noon(record.created_on)
        if record.done_on is not None:
            changes["status"] = [None, plain(ActivityStatus.PLANNED)]
            changes.pop("done_on", None)
        self._journal.note("activity.created", subject, changes, at=at, by=by_id)
        if record.done_on is not None:
            finished = {
                "status": [plain(ActivityStatus.PLANNED), plain(ActivityStatus.DONE)],
                "done_on": [None, plain(record.done_on)],
            }
            at = self._journal.noon(record.done_on)
            self._journal.note("activity.finished", subject, finished, at=at, by=by_id)

    def _change(self, records: Sequence[ActivityRecord]) -> None:
        for record, activity in found_again(Activity, records, self._keyring.id_of):
            if activity is None:
                self._outcome.noted.add(Dirt.DELETED_HERE, place=record.source.place)
                continue
            values = dict(self._values(record))
            if activity.internal_note is None and becomes_talk(record):
                values.pop("internal_note", None)
            if activity.done_on is not None and not record.is_dated:
                values.pop("done_on", None)
            fresh = news(activity, values, self._outcome)
            if fresh:
                subject = subject_of(activity)
                assign(activity, fresh)
                activity.created_on = min(
                    activity.created_on, activity.done_on or record.created_on
                )
                changes = changes_of(activity)
                subject = subject._replace(name=activity.title)
                self._journal.note("activity.updated", subject, changes)
            fate = Fate.CHANGED if fresh else Fate.UNCHANGED
            self._outcome.add(Activity, fate, place=record.source.place)

    def _values(self, record: ActivityRecord) -> Values:
        """What the export says about an activity, by columns. What is planned for nobody is
        open, and what is done was done by somebody."""
        owner, status = self._owner(record), record.status
        if status is ActivityStatus.DONE:
            owner = owner or self._by
        if status is ActivityStatus.PLANNED and owner is None:
            status = ActivityStatus.OPEN
        said: Values = {
            "title": record.title,
            "kind": record.kind,
            "status": status,
            "assignee_id": owner.id if owner else None,
            "due_on": record.due_on,
            "done_on": record.done_on,
            "internal_note": record.text,
        }
        return {column: value for column, value in said.items() if value is not None}


def _said(place: _Place, row: new_rows.Row, by: Person) -> Said:
    return Said(
        customer_id=place.customer_id,
        plan_id=place.plan_id,
        activity_id=row["id"],
        activity=row["title"],
        on=row.get("done_on") or row["created_on"],
        kind=place.record.kind,
        text=place.record.text or "",
        by_id=by.id,
        deal=place.deal.title if place.deal else None,
        deal_status=place.deal.status if place.deal else None,
    )
