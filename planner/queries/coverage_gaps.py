"""What is missing at which customers: the lists beside the table, each with its count."""

import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from planner.database import rows
from planner.models import (
    Activity,
    Commitment,
    Conversation,
    Customer,
    Entry,
    Goal,
    Member,
    Person,
    Plan,
    Potential,
    Request,
)
from planner.models.kinds import (
    ActivityStatus,
    GoalStatus,
    PlanStatus,
    RequestStatus,
    Role,
    Side,
)
from planner.queries.coverage_filter import IS_POTENTIAL, Filter, Gap, asked, there_is

SOON = datetime.timedelta(days=60)
"""A plan is about to end when no later day than this is planned for."""
OF_SIDE = {side: [role for role in Role if role.side is side] for side in Side}
UNFINISHED = Activity.status.in_([ActivityStatus.OPEN, ActivityStatus.PLANNED])
_ON_OPEN_PLAN = (Plan.customer_id == Customer.id, Plan.status != PlanStatus.CLOSED)


def counts(reader: Person, wanted: Filter) -> tuple[int, dict[Gap, int]]:
    """How many customers the filter finds, and at how many of them each thing is missing."""
    columns = [func.sum(case((missing(gap, wanted), 1), else_=0)) for gap in Gap]
    statement = select(func.count(Customer.id), *columns).where(asked(reader, wanted))
    ((everything, *numbers),) = rows(statement)
    return everything, dict(zip(Gap, (int(number or 0) for number in numbers), strict=True))


def narrowed(reader: Person, wanted: Filter) -> ColumnElement[bool]:
    """The customers of the filter, and of these only those with what is missing."""
    found = asked(reader, wanted)
    return found if wanted.gap is None else and_(found, missing(wanted.gap, wanted))


def missing(gap: Gap, wanted: Filter) -> ColumnElement[bool]:
    """That this is missing, as a condition on `Customer`."""
    condition: ColumnElement[bool] = _CONDITIONS[gap](wanted)
    return condition


def has_open_plan() -> ColumnElement[bool]:
    return there_is(*_ON_OPEN_PLAN)


def _no_plan(_wanted: Filter) -> ColumnElement[bool]:
    return ~has_open_plan()


def _no_joint_goal(_wanted: Filter) -> ColumnElement[bool]:
    """No live goal on an open plan that both sides stand by."""
    both = and_(*(_signed_by(side) for side in Side))
    live = (*_ON_OPEN_PLAN, Goal.plan_id == Plan.id, Goal.status == GoalStatus.ACTIVE)
    return and_(has_open_plan(), ~there_is(*live, both))


def _signed_by(side: Side) -> ColumnElement[bool]:
    return there_is(
        Commitment.goal_id == Goal.id,
        Commitment.asked_again_on.is_(None),
        Person.id == Commitment.person_id,
        Person.role.in_(OF_SIDE[side]),
        beside=Goal,
    )


def _no_next_step(wanted: Filter) -> ColumnElement[bool]:
    """No unfinished activity on an open plan with a day from today on."""
    step = there_is(
        *_ON_OPEN_PLAN,
        Activity.plan_id == Plan.id,
        UNFINISHED,
        Activity.due_on >= wanted.today,
    )
    return and_(has_open_plan(), ~step)


def _no_contact(wanted: Filter) -> ColumnElement[bool]:
    """No talk noted and nothing done with the customer since, on whatever plan."""
    since = wanted.today - datetime.timedelta(days=wanted.days)
    of_customer = Plan.customer_id == Customer.id
    talked = there_is(
        of_customer,
        Conversation.plan_id == Plan.id,
        Entry.conversation_id == Conversation.id,
        Entry.on >= since,
    )
    done = there_is(
        of_customer,
        Activity.plan_id == Plan.id,
        Activity.customer_facing,
        Activity.done_on >= since,
    )
    return ~or_(talked, done)


def _no_specialist(_wanted: Filter) -> ColumnElement[bool]:
    """Potential in a field of which nobody is on an open plan."""
    there = there_is(
        *_ON_OPEN_PLAN,
        Member.plan_id == Plan.id,
        Member.left_on.is_(None),
        Person.id == Member.person_id,
        Person.role.in_(OF_SIDE[Side.SPECIALIST]),
        Person.field_id == Potential.field_id,
        beside=Potential,
    )
    return there_is(Potential.customer_id == Customer.id, IS_POTENTIAL, ~there)


def _plan_ends(wanted: Filter) -> ColumnElement[bool]:
    later = there_is(*_ON_OPEN_PLAN, Plan.ends_on > wanted.today + SOON)
    return and_(has_open_plan(), ~later)


def _request_waits(_wanted: Filter) -> ColumnElement[bool]:
    return there_is(
        *_ON_OPEN_PLAN, Request.plan_id == Plan.id, Request.status == RequestStatus.PENDING
    )


_CONDITIONS: dict[Gap, Any] = {
    Gap.NO_PLAN: _no_plan,
    Gap.NO_JOINT_GOAL: _no_joint_goal,
    Gap.NO_NEXT_STEP: _no_next_step,
    Gap.NO_CONTACT: _no_contact,
    Gap.NO_SPECIALIST: _no_specialist,
    Gap.PLAN_ENDS: _plan_ends,
    Gap.REQUEST_WAITS: _request_waits,
}
