"""The next step with each customer of whose plan somebody is a member, in the order in which they
come; so many statements, however many customers there are."""

import datetime
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select

from planner import clock
from planner.access import Permission, plans_for
from planner.after_signature.next_steps import BestStep, best_step
from planner.database import from_rows, rows
from planner.models import Customer, Entry, Member, Person, Plan, Postponement
from planner.models.kinds import PlanStatus
from planner.queries.accounts import accounts
from planner.queries.plan import plans
from planner.work_list.queries.step_words import STEPS


@dataclass(frozen=True, slots=True)
class PutOff:
    plan_id: int
    step: str
    evidence: Sequence[str]
    until: datetime.date
    reason: str

    def holds_for(self, step: str, evidence: Collection[str]) -> bool:
        """Whether it is about just this, and for nothing that has come since."""
        is_early = clock.today() < self.until
        return is_early and self.step == step and set(evidence) <= set(self.evidence)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """`put_off` is there as long as it holds."""

    plan_id: int
    customer_id: int
    customer_key: str
    customer: str
    city: str | None
    step: str = ""
    since: datetime.date | None = None
    evidence: tuple[str, ...] = ()
    put_off: PutOff | None = None


@dataclass(frozen=True)
class WorkList:
    """All lines in their order; `waiting` without what is put off, or has nothing to be done."""

    lines: tuple[WorkLine, ...]

    @cached_property
    def waiting(self) -> list[WorkLine]:
        return [line for line in self.lines if line.put_off is None and line.step != "nothing"]

    @cached_property
    def put_off(self) -> list[WorkLine]:
        """What comes back first stands first."""
        found = [(line.put_off.until, line) for line in self.lines if line.put_off is not None]
        return [line for _until, line in sorted(found, key=lambda each: each[0])]

    @property
    def with_nothing(self) -> int:
        return sum(line.step == "nothing" for line in self.lines)

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """How often each step waits, of those that do."""
        found = Counter(line.step for line in self.waiting)
        return [(step, found[step]) for step in STEPS if found[step]]

    def with_step(self, step: str) -> list[WorkLine]:
        return [line for line in self.waiting if step in ("", line.step)]


StepOfCustomers = Mapping[int, BestStep | None]
"""The next step by plan, None where the person is no member."""


def work_list_of(person: Person, steps_of: Callable[[list[WorkLine]], StepOfCustomers]) -> WorkList:
    """All customers of theirs; `steps_of` finds the steps, some of which may be known."""
    there = _customers(person)
    off, lines = _put_off_by(person), {line.plan_id: line for line in there}
    found = [(step, plan) for plan, step in steps_of(there).items() if step is not None]
    found.sort(key=lambda each: each[0].order)
    return WorkList(tuple(_line(lines[plan], step, off.get(plan)) for step, plan in found))


def next_steps(person: Person, plans_of: Collection[int]) -> StepOfCustomers:
    """What the person does next on each of these plans, as all that is there says."""
    there = accounts.accounts_of_plans(plans_of)
    return {plan_id: best_step(account, person.key) for plan_id, account in there}


def line_of(person: Person, plan_id: int) -> BestStep | None:
    """The next step that the person has on this plan."""
    return best_step(accounts.account_of_plan(plan_id), person.key)


def last_entries(conversations: Collection[int]) -> dict[int, int]:
    """The id of the last talk of each of these conversations."""
    statement = (
        select(Entry.conversation_id, Entry.id)
        .where(Entry.conversation_id.in_(conversations))
        .order_by(Entry.on, Entry.position, Entry.id)
    )
    return {row.conversation_id: row.id for row in rows(statement)}


def _line(line: WorkLine, step: BestStep, off: PutOff | None) -> WorkLine:
    holds = off is not None and off.holds_for(step.step, step.evidence)
    return WorkLine(
        line.plan_id,
        line.customer_id,
        line.customer_key,
        line.customer,
        line.city,
        step=step.step,
        since=step.since,
        evidence=step.evidence,
        put_off=off if holds else None,
    )


def _customers(person: Person) -> list[WorkLine]:
    """The plans that the person is a member of and works on, of those that count now."""
    joined = select(Member.plan_id).where(Member.person_id == person.id, Member.left_on.is_(None))
    statement = (
        select(
            Plan.id.label("plan_id"),
            Customer.id,
            Customer.key.label("customer_key"),
            Customer.name.label("customer"),
            Customer.city,
        )
        .join(Customer, Customer.id == Plan.customer_id)
        .where(
            Plan.id.in_(joined),
            Plan.status != PlanStatus.CLOSED,
            plans_for(Permission.WORK_ON_PLAN, person),
        )
    )
    found: Sequence[Any] = rows(statement)
    current = plans.plans_of_customers({row.id for row in found})
    return [
        WorkLine(row.plan_id, row.id, row.customer_key, row.customer, row.city)
        for row in found
        if current[row.id][0].id == row.plan_id
    ]


def _put_off_by(person: Person) -> dict[int, PutOff]:
    statement = select(
        Postponement.plan_id,
        Postponement.step,
        Postponement.evidence,
        Postponement.until,
        Postponement.reason,
    ).where(Postponement.person_id == person.id)
    return {each.plan_id: each for each in from_rows(PutOff, rows(statement))}
