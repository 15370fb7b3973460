"""Activities, and what was said in those that are done."""

from collections.abc import Mapping

from sqlalchemy import select

from planner.actions.editing import Values, assign
from planner.actions.history.events import all_of, changes_of, plain
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.imports.records import ActivityRecord, Records
from planner.imports.writing.deals import Deals
from planner.imports.writing.journal import Journal
from planner.imports.writing.keyrings import Keyring
from planner.imports.writing.merging import news
from planner.imports.writing.organisation import Organisation
from planner.imports.writing.outcome import Fate, Outcome
from planner.imports.writing.plan_lists import PlanLists
from planner.imports.writing.plans import Plans
from planner.imports.writing.talks import Talks, becomes_talk
from planner.models import Activity, Person, Plan
from planner.models.kinds import ActivityStatus

_CHUNK = 500


class Activities:
    """The activities of the export beside those that earlier ones brought. `by` stands in where
    nobody is named."""

    def __init__(
        self,
        records: Records,
        written: Organisation,
        deals: Deals,
        journal: Journal,
        outcome: Outcome,
        by: Person | None,
    ) -> None:
        self._records, self._written, self._deals = records.activities, written, deals
        self._journal, self._outcome, self._by = journal, outcome, by
        self._keyring = Keyring(Activity, records.system)
        self._refuse_without_anybody()

    def _refuse_without_anybody(self) -> None:
        """Each has been made by somebody, and what is done was done by somebody."""
        nobody = [record for record in self._records if self._owner(record) is None]
        if nobody and self._by is None:
            problem = f"{nobody[0].source.place}: nobody is named as its owner"
            more = f", nor in {len(nobody) - 1:,} other rows" if len(nobody) > 1 else ""
            raise ExportError([f"{problem}{more}; say with --by who stands in"])

    def _owner(self, record: ActivityRecord) -> Person | None:
        return self._written.people.get(record.owner_key)

    def plans(self, plans: Plans) -> dict[str, Plan]:
        """The plan for each that is new, by the key of its source: its deal's, else the customer's,
        which begins if there is none."""
        found = {}
        for record in self._records:
            if not self._keyring.knows(record.source):
                deal = self._deals.find(record.deal)
                customer = self._written.customers[record.customer_key]
                plan = deal.plan if deal is not None else plans.find_or_begin(customer)
                found[record.source.key] = plan
        return found

    def owners(self, plans: Mapping[str, Plan]) -> list[tuple[Plan, Person]]:
        """Who has something on a plan, and so has to be on it."""
        owned = (
            (plans[record.source.key], self._owner(record) or self._by)
            for record in self._records
            if record.source.key in plans
        )
        return [(plan, person) for plan, person in owned if person is not None]

    def write(self, plans: Mapping[str, Plan]) -> None:
        plan_ids = {plan.id for plan in plans.values()}
        lists, talks = PlanLists(Activity, plan_ids), Talks(plan_ids, self._journal, self._outcome)
        for start in range(0, len(self._records), _CHUNK):
            chunk = self._records[start : start + _CHUNK]
            self._create([record for record in chunk if record.source.key in plans], plans, lists,
                         talks)  # fmt: skip
            self._change([record for record in chunk if record.source.key not in plans])
        talks.write()
        self._keyring.write()

    def _create(
        self,
        records: list[ActivityRecord],
        plans: Mapping[str, Plan],
        lists: PlanLists,
        talks: Talks,
    ) -> None:
        made = []
        for record in records:
            deal, by = self._deals.find(record.deal), self._owner(record) or self._by
            values = self._values(record)
            if becomes_talk(record):
                values["internal_note"] = None
            activity = Activity(
                **lists.next(plans[record.source.key].id),
                **values,
                created_by_id=by.id if by else None,
                created_on=record.created_on,
                deal_id=deal.id if deal else None,
                customer_facing=record.kind.is_with_customer,
            )
            made.append((activity, record, by))
        db.session.add_all(activity for activity, _record, _by in made)
        db.session.flush()
        for activity, record, by in made:
            self._keyring.note(record.source, activity)
            self._note_new(activity, record, by, plans[record.source.key])
            self._outcome.add(Activity, Fate.CREATED, place=record.source.place)
            if by is not None and becomes_talk(record):
                talks.add(activity, record, self._deals.find(record.deal), by)

    def _note_new(
        self, activity: Activity, record: ActivityRecord, by: Person | None, plan: Plan
    ) -> None:
        """It was made on its day, and finished on its own."""
        changes, at = all_of(activity, without_lists=True), self._journal.noon(record.created_on)
        if record.done_on is not None:
            changes["status"] = [None, plain(ActivityStatus.PLANNED)]
            changes.pop("done_on", None)
        self._journal.note("activity.created", activity, changes, plan=plan, at=at, by=by)
        if record.done_on is not None:
            finished = {
                "status": [plain(ActivityStatus.PLANNED), plain(ActivityStatus.DONE)],
                "done_on": [None, plain(record.done_on)],
            }
            at = self._journal.noon(record.done_on)
            self._journal.note("activity.finished", activity, finished, plan=plan, at=at, by=by)

    def _change(self, records: list[ActivityRecord]) -> None:
        ids = [self._keyring.id_of(record.source) for record in records]
        there = {
            activity.id: activity
            for activity in db.session.scalars(select(Activity).where(Activity.id.in_(ids)))
        }
        for record in records:
            activity = there.get(self._keyring.id_of(record.source) or 0)
            if activity is None:
                self._outcome.noted.add(Dirt.DELETED_HERE, place=record.source.place)
                continue
            values = self._values(record)
            if activity.internal_note is None and becomes_talk(record):
                values.pop("internal_note", None)
            if activity.done_on is not None and not record.is_dated:
                values.pop("done_on", None)
            fresh = news(activity, values, self._outcome)
            if fresh:
                assign(activity, fresh)
                activity.created_on = min(
                    activity.created_on, activity.done_on or record.created_on
                )
                changes = changes_of(activity)
                self._journal.note("activity.updated", activity, changes, plan=activity.plan)
            fate = Fate.CHANGED if fresh else Fate.UNCHANGED
            self._outcome.add(Activity, fate, place=record.source.place)

    def _values(self, record: ActivityRecord) -> dict[str, object]:
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
