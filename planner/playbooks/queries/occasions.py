"""Which occasions there are on a plan now, so that the playbooks for them come first."""

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from planner.models import Occasion, Plan
from planner.models.kinds import Side, Stage

SIGNED_WITHIN = 90
ENDS_WITHIN = 180
JOINED_WITHIN = 60
SCREENED_WITHIN = 365
QUARTER_ENDS_WITHIN = 30
"""In days, today included."""

_MONTHS_OF_A_QUARTER = 3


def occasions_of_plan(plan: Plan, on: datetime.date) -> frozenset[Occasion]:
    """The occasions that hold on that day."""
    contracts = plan.customer.contracts
    held = {
        Occasion.NEW_CUSTOMER: plan.customer.stage in (Stage.SUSPECT, Stage.PROSPECT),
        Occasion.NEW_SPECIALIST: _any(_joined(plan), on, -JOINED_WITHIN, 0),
        Occasion.SCREENING: not _any(_screened(plan), on, -SCREENED_WITHIN, 0),
        Occasion.AFTER_SIGNATURE: _any([c.signed_on for c in contracts], on, -SIGNED_WITHIN, 0),
        Occasion.RENEWAL: _any([c.ends_on for c in contracts if c.ends_on], on, 0, ENDS_WITHIN),
        Occasion.QUARTER_END: (end_of_quarter(on) - on).days < QUARTER_ENDS_WITHIN,
    }
    return frozenset(occasion for occasion, holds in held.items() if holds)


@dataclass(frozen=True, slots=True)
class Day:
    """A day from which a playbook for an occasion can start, and the contract that makes it one."""

    on: datetime.date
    contract: str


def days_of(plan: Plan, occasion: Occasion | None, on: datetime.date) -> list[Day]:
    """Of a signature or a renewal, the days that hold now; other occasions have none."""
    contracts = plan.customer.contracts
    found: list[Day] = []
    if occasion is Occasion.AFTER_SIGNATURE:
        signed = [Day(c.signed_on, c.title) for c in contracts]
        found = [day for day in signed if _any([day.on], on, -SIGNED_WITHIN, 0)]
    elif occasion is Occasion.RENEWAL:
        ending = [Day(c.ends_on, c.title) for c in contracts if c.ends_on]
        found = [day for day in ending if _any([day.on], on, 0, ENDS_WITHIN)]
    return sorted(found, key=lambda day: (day.on, day.contract))


def end_of_quarter(day: datetime.date) -> datetime.date:
    """The last day of the quarter of the calendar that the day is in."""
    last_month = day.month + -day.month % _MONTHS_OF_A_QUARTER
    return day.replace(month=last_month, day=calendar.monthrange(day.year, last_month)[1])


def _any(days: Iterable[datetime.date], on: datetime.date, first: int, last: int) -> bool:
    return any(first <= (day - on).days <= last for day in days)


def _joined(plan: Plan) -> list[datetime.date]:
    return [
        member.joined_on
        for member in plan.members
        if member.left_on is None and member.person.side is Side.SPECIALIST
    ]


def _screened(plan: Plan) -> list[datetime.date]:
    return [potential.screened_on for potential in plan.customer.potentials]
