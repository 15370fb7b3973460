"""The plan on which a customer's deals stand."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select

from planner import clock
from planner.actions.history import new_rows
from planner.database import db
from planner.imports.writing.customers import Written
from planner.imports.writing.journal import Journal, Subject
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import EventType, Plan
from planner.models.kinds import Mode, PlanStatus


class _Period(NamedTuple):
    """What is asked of a plan."""

    id: int
    starts_on: datetime.date
    ends_on: datetime.date
    status: PlanStatus


class Plans:
    """The plans of some customers at a time."""

    def __init__(self, journal: Journal, outcome: Outcome) -> None:
        self._journal, self._outcome = journal, outcome
        self._today = clock.today()

    def found(self, customer_ids: Collection[int]) -> dict[int, int]:
        """By customer, the open plan that covers today, else the latest open one."""
        plans = self._of(customer_ids)
        found = {customer_id: self._usual(those) for customer_id, those in plans.items()}
        return {customer_id: plan for customer_id, plan in found.items() if plan is not None}

    def found_or_begun(self, customers: Collection[Written]) -> dict[int, int]:
        """The same, with a new one for each customer that has none."""
        plans = self._of({customer.id for customer in customers})
        found = {customer_id: self._usual(those) for customer_id, those in plans.items()}
        without = {each.id: each.name for each in customers if found.get(each.id) is None}
        begun = self._begin(without, plans)
        return {each.id: found.get(each.id) or begun[each.id] for each in customers}

    def _of(self, customer_ids: Collection[int]) -> dict[int, list[_Period]]:
        plans: dict[int, list[_Period]] = defaultdict(list)
        columns = select(Plan.customer_id, Plan.id, Plan.starts_on, Plan.ends_on, Plan.status)
        ours = columns.where(Plan.customer_id.in_(customer_ids)).order_by(Plan.starts_on)
        for row in db.session.execute(ours) if customer_ids else ():
            plans[row.customer_id].append(_Period(row.id, row.starts_on, row.ends_on, row.status))
        return plans

    def _usual(self, plans: list[_Period]) -> int | None:
        is_open = [plan for plan in plans if plan.status is not PlanStatus.CLOSED]
        current = [plan for plan in is_open if plan.starts_on <= self._today <= plan.ends_on]
        return next((plan.id for plan in reversed(current or is_open)), None)

    def _begin(self, names: dict[int, str], plans: dict[int, list[_Period]]) -> dict[int, int]:
        rows = [self._row(customer_id, plans[customer_id]) for customer_id in names]
        new_rows.insert_all(Plan, rows)
        for row in rows:
            self._outcome.add(Plan, Fate.CREATED)
            customer_id = row["customer_id"]
            subject = Subject("plans", row["id"], names[customer_id], customer_id, row["id"])
            changes = new_rows.changes_of_new(Plan, row, {})
            self._journal.note(EventType.PLAN_CREATED, subject, changes)
        return {row["customer_id"]: row["id"] for row in rows}

    def _row(self, customer_id: int, plans: list[_Period]) -> new_rows.Row:
        starts_on, ends_on = self._period({plan.starts_on for plan in plans})
        return {
            "customer_id": customer_id,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "status": PlanStatus.ACTIVE,
            "activated_on": self._today,
            "mode": Mode.SPECIALIST,
        }

    def _period(self, taken: set[datetime.date]) -> tuple[datetime.date, datetime.date]:
        """This calendar year; only its rest where a closed plan began with it."""
        start = self._today.replace(month=1, day=1)
        if start in taken:
            start = self._today
        while start in taken:
            start += datetime.timedelta(days=1)
        end = datetime.date(start.year, 12, 31)
        return start, end if start < end else end.replace(year=end.year + 1)
