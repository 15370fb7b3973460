"""The plan on which a customer's deals stand."""

import datetime
from collections import defaultdict

from sqlalchemy import select

from planner import clock
from planner.actions.history.events import all_of
from planner.database import db
from planner.imports.records import Records
from planner.imports.writing.journal import Journal
from planner.imports.writing.origins import concerned
from planner.imports.writing.outcome import Fate, Outcome
from planner.models import Customer, EventType, Plan
from planner.models.kinds import Mode, PlanStatus


class Plans:
    """The plans of all customers whom the export concerns, loaded once."""

    def __init__(self, records: Records, journal: Journal, outcome: Outcome) -> None:
        self._journal, self._outcome = journal, outcome
        self._today = clock.today()
        self._new: list[Plan] = []
        self._plans: dict[int, list[Plan]] = defaultdict(list)
        ours = select(Plan).join(Customer).where(concerned(records))
        for plan in db.session.scalars(ours.order_by(Plan.starts_on)):
            self._plans[plan.customer_id].append(plan)

    def find(self, customer: Customer) -> Plan | None:
        """The open plan that covers today, else the latest open one."""
        plans = [plan for plan in self._plans[customer.id] if plan.is_open]
        current = [plan for plan in plans if plan.starts_on <= self._today <= plan.ends_on]
        return next(reversed(current or plans), None)

    def find_or_begin(self, customer: Customer) -> Plan:
        return self.find(customer) or self._begin(customer)

    def _begin(self, customer: Customer) -> Plan:
        starts_on, ends_on = self._period(customer)
        plan = Plan(
            customer=customer,
            starts_on=starts_on,
            ends_on=ends_on,
            status=PlanStatus.ACTIVE,
            activated_on=self._today,
            mode=Mode.SPECIALIST,
        )
        db.session.add(plan)
        self._plans[customer.id].append(plan)
        self._new.append(plan)
        return plan

    def write(self) -> None:
        """Store those that were begun, all at once."""
        db.session.flush()
        for plan in self._new:
            self._outcome.add(Plan, Fate.CREATED)
            self._journal.note(
                EventType.PLAN_CREATED, plan, all_of(plan, without_lists=True), plan=plan
            )
        self._new = []

    def _period(self, customer: Customer) -> tuple[datetime.date, datetime.date]:
        """This calendar year; only its rest where a closed plan began with it."""
        taken = {plan.starts_on for plan in self._plans[customer.id]}
        start = self._today.replace(month=1, day=1)
        if start in taken:
            start = self._today
        while start in taken:
            start += datetime.timedelta(days=1)
        end = datetime.date(start.year, 12, 31)
        return start, end if start < end else end.replace(year=end.year + 1)
