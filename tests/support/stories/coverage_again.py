"""The figures of the coverage once more, from the rows themselves and by other means."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from planner.database import db
from planner.models import Customer, Goal, Plan, Potential, Request
from planner.models.kinds import (
    DealStatus,
    GoalStatus,
    PlanStatus,
    PotentialStatus,
    RequestStatus,
    Side,
)
from planner.team.coverage.queries import coverage_sums
from planner.team.coverage.queries.coverage_filter import Gap
from tests.conftest import TODAY
from tests.support.stories.coverage_world import DAY

Added = dict[tuple[int | None, str], list[Any]]


def customers() -> list[Customer]:
    return db.session.query(Customer).all()


def open_plans(customer: Customer) -> list[Plan]:
    plans = db.session.query(Plan).filter_by(customer_id=customer.id)
    return [plan for plan in plans if plan.status is not PlanStatus.CLOSED]


def covered_fields(customer: Customer) -> set[int | None]:
    return {
        member.person.field_id
        for plan in open_plans(customer)
        for member in plan.members
        if member.left_on is None and member.person.side is Side.SPECIALIST
    }


def potentials(customer: Customer) -> list[Potential]:
    return [
        one
        for one in customer.potentials
        if one.status is not PotentialStatus.REJECTED and one.annual_value > 0
    ]


def deals(customer: Customer) -> list[tuple[int | None, Decimal]]:
    return [
        (deal.field_id or (deal.goal.field_id if deal.goal else None), deal.annual_value)
        for plan in open_plans(customer)
        for deal in plan.deals
        if deal.status is DealStatus.PLANNED
    ]


def added_again(chosen: list[Customer]) -> Added:
    """Potential, ours, uncovered, customers, missing, deals, deal value; by field and currency."""
    sums: Added = defaultdict(lambda: [Decimal(0)] * 3 + [set(), set(), 0, Decimal(0)])
    for customer in chosen:
        covered = covered_fields(customer)
        for one in potentials(customer):
            sum_ = sums[one.field_id, customer.currency]
            sum_[0] += one.annual_value
            sum_[1] += one.annual_value * (one.share_of_wallet or 0)
            sum_[3] = sum_[3] | {customer.id}
            if one.field_id not in covered:
                sum_[2] += one.annual_value
                sum_[4] = sum_[4] | {customer.id}
        for field_id, value in deals(customer):
            sum_ = sums[field_id, customer.currency]
            sum_[5] += 1
            sum_[6] += value
    return {
        at: [*found[:3], len(found[3]), len(found[4]), *found[5:]] for at, found in sums.items()
    }


def flat(sums: coverage_sums.CoverageSums) -> Added:
    return {
        (field_id, currency): [
            one.potential,
            one.ours,
            one.uncovered,
            one.customers,
            one.missing,
            one.deals,
            one.deal_value,
        ]
        for field_id, by_currency in sums.items()
        for currency, one in by_currency.items()
    }


def field_of(item: Any) -> int | None:
    """Its own, or that of its deal, or that of its goal."""
    of_deal = item.deal.field_id if getattr(item, "deal", None) else None
    of_goal = item.goal.field_id if item.goal else None
    found: int | None = item.field_id or of_deal or of_goal
    return found


def lacking(customer: Customer, days: int = 90, soon: int = 60) -> dict[Gap, bool]:
    """The rules of the lists once more, in plain words."""
    plans = open_plans(customer)
    everything = db.session.query(Plan).filter_by(customer_id=customer.id).all()
    talks = [e.on for plan in everything for t in plan.conversations for e in t.entries]
    done = [a.done_on for plan in everything for a in plan.activities if a.customer_facing]
    work = [item for plan in plans for item in plan.activities if item.is_unfinished]
    return {
        Gap.NO_PLAN: not plans,
        Gap.NO_JOINT_GOAL: bool(plans)
        and not any(map(is_joint, [g for p in plans for g in p.goals])),
        Gap.NO_NEXT_STEP: bool(plans) and not any(w.due_on and w.due_on >= TODAY for w in work),
        Gap.NO_CONTACT: not any(day and day >= TODAY - days * DAY for day in [*talks, *done]),
        Gap.NO_SPECIALIST: not {one.field_id for one in potentials(customer)}
        <= covered_fields(customer),
        Gap.PLAN_ENDS: bool(plans) and all(plan.ends_on <= TODAY + soon * DAY for plan in plans),
        Gap.REQUEST_WAITS: any(
            request.status is RequestStatus.PENDING
            for plan in plans
            for request in db.session.query(Request).filter_by(plan=plan)
        ),
    }


def is_joint(goal: Goal) -> bool:
    sides = {one.person.side for one in goal.commitments if one.stands}
    return goal.status is GoalStatus.ACTIVE and set(Side) <= sides
