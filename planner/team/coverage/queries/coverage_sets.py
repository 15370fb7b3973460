"""Customers at which there is something, each kind of thing by one statement over all of them.

Each gives one row for a customer, with `customer_id`. To look again for each customer takes a
database many times as long.
"""

import datetime
from typing import TypeVarTuple

from sqlalchemy import CTE, ColumnElement, Select, SelectBase, and_, case, func, select, union

from planner.models import (
    Activity,
    Commitment,
    Conversation,
    Entry,
    Goal,
    Member,
    Person,
    Plan,
    Potential,
    Request,
)
from planner.models.kinds import ActivityStatus, GoalStatus, PlanStatus, RequestStatus, Role, Side
from planner.team.coverage.queries.coverage_filter import IS_POTENTIAL

OF_SIDE = {side: [role for role in Role if role.side is side] for side in Side}
UNFINISHED = Activity.status.in_([ActivityStatus.OPEN, ActivityStatus.PLANNED])
_IS_OPEN = Plan.status != PlanStatus.CLOSED

Among = CTE | None
"""The customers that it is about, or None for all of them."""
Customers = SelectBase
_Columns = TypeVarTuple("_Columns")


def open_plans(among: Among) -> Customers:
    return _of(select(Plan.customer_id).where(_IS_OPEN), among).distinct()


def plans_beyond(among: Among, day: datetime.date) -> Customers:
    """Open plans that go on after the day."""
    return _of(select(Plan.customer_id).where(_IS_OPEN, Plan.ends_on > day), among).distinct()


def joint_goals(among: Among) -> Customers:
    """Live goals on open plans that both sides stand by."""
    signed = (
        select(Plan.customer_id)
        .join(Goal, Goal.plan_id == Plan.id)
        .join(Commitment, Commitment.goal_id == Goal.id)
        .join(Person, Person.id == Commitment.person_id)
        .where(_IS_OPEN, Goal.status == GoalStatus.ACTIVE, Commitment.asked_again_on.is_(None))
        .group_by(Plan.customer_id, Goal.id)
        .having(and_(*(_is_signed_by(side) for side in Side)))
    )
    goals = _of(signed, among).subquery("signed_goals")
    return select(goals.c.customer_id).distinct()


def _is_signed_by(side: Side) -> ColumnElement[bool]:
    return func.max(case((Person.role.in_(OF_SIDE[side]), 1), else_=0)) == 1


def customers_with_next_steps(among: Among, today: datetime.date) -> Customers:
    """Unfinished activities on open plans with a day from today on."""
    found = _activities().where(_IS_OPEN, UNFINISHED, Activity.due_on >= today)
    return _of(found, among).distinct()


def customers_with_contacts(among: Among, since: datetime.date) -> Customers:
    """Talks noted and things done with the customer since, on whatever plan."""
    talked = (
        select(Plan.customer_id)
        .join(Conversation, Conversation.plan_id == Plan.id)
        .join(Entry, Entry.conversation_id == Conversation.id)
        .where(Entry.on >= since)
    )
    done = _activities().where(Activity.customer_facing, Activity.done_on >= since)
    return union(_of(talked, among), _of(done, among))


def waiting_requests(among: Among) -> Customers:
    found = select(Plan.customer_id).join(Request, Request.plan_id == Plan.id)
    found = found.where(_IS_OPEN, Request.status == RequestStatus.PENDING)
    return _of(found, among).distinct()


def covered(among: Among) -> CTE:
    """Each customer and field of which a specialist is on an open plan."""
    found = (
        select(Plan.customer_id, Person.field_id)
        .join(Member, Member.plan_id == Plan.id)
        .join(Person, Person.id == Member.person_id)
        .where(
            _IS_OPEN,
            Member.left_on.is_(None),
            Person.field_id.is_not(None),
            Person.role.in_(OF_SIDE[Side.SPECIALIST]),
        )
    )
    return _of(found, among).distinct().cte()


def is_covered(covered: CTE) -> ColumnElement[bool]:
    """That a specialist is there for the potential."""
    return and_(
        covered.c.customer_id == Potential.customer_id, covered.c.field_id == Potential.field_id
    )


def uncovered(among: Among, field_id: int | None = None) -> Customers:
    """Potential in fields, or in one, of which nobody is on an open plan: its sum, as `value`."""
    there = covered(among)
    found = (
        select(Potential.customer_id, func.sum(Potential.annual_value).label("value"))
        .outerjoin(there, is_covered(there))
        .where(IS_POTENTIAL, there.c.customer_id.is_(None))
        .group_by(Potential.customer_id)
    )
    if among is not None:
        found = found.where(Potential.customer_id.in_(select(among.c.id)))
    if field_id is not None:
        found = found.where(Potential.field_id == field_id)
    return found


def _activities() -> Select[int]:
    return select(Plan.customer_id).join(Activity, Activity.plan_id == Plan.id)


def _of(found: Select[*_Columns], among: Among) -> Select[*_Columns]:
    return found if among is None else found.where(Plan.customer_id.in_(select(among.c.id)))
