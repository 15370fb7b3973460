"""What the list shows of each customer beside what stands at the customer itself: columns for a
statement on `Customer`, to be shown, sorted and narrowed by."""

import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from planner import clock
from planner.access import Permission, plans_for
from planner.models import Activity, Conversation, Customer, Entry, Person, Plan, StoredRating, Team
from planner.models.kinds import ActivityStatus, PlanStatus
from planner.rating.ages import ORDER

UNFINISHED_STATES = (ActivityStatus.OPEN, ActivityStatus.PLANNED)
_SOONEST = (Activity.due_on.is_(None), Activity.due_on, Activity.position, Activity.id)
_RANKS = {age.value: number for number, age in enumerate(ORDER, 1)}


def _of_customer(statement: Any, *conditions: ColumnElement[bool]) -> Any:
    found = statement.where(Plan.customer_id == Customer.id, *conditions)
    return found.correlate(Customer)


def _read_by(reader: Person) -> ColumnElement[bool]:
    return plans_for(Permission.SEE_PLAN, reader)


def plan_status_of(reader: Person) -> Any:
    """How far the latest plan is."""
    latest = select(Plan.status).order_by(Plan.starts_on.desc()).limit(1)
    return _of_customer(latest, _read_by(reader)).scalar_subquery()


def age_of_customer(reader: Person) -> Any:
    """The age of the plan that is rated, as the reader may know it today."""
    today = clock.today()
    is_known = or_(
        plans_for(Permission.SEE_RATING_AT_ONCE, reader),
        and_(plans_for(Permission.SEE_RATING, reader), StoredRating.visible_to_leads_on <= today),
    )
    newest = (
        select(StoredRating.age)
        .select_from(Plan)
        .join(StoredRating, StoredRating.plan_id == Plan.id)
        .order_by(StoredRating.on.desc(), StoredRating.id.desc())
        .limit(1)
    )
    is_rated = and_(Plan.status == PlanStatus.ACTIVE, StoredRating.on <= today)
    return _of_customer(newest, is_rated, is_known).scalar_subquery()


def age_rank_of(reader: Person) -> Any:
    """The number of the age, from 1 on; none for what is in no age."""
    return case(_RANKS, value=age_of_customer(reader), else_=None)


def may_know_age(reader: Person) -> ColumnElement[bool]:
    """Whether the reader may know the age of a plan of it."""
    rated = plans_for(Permission.SEE_RATING, reader)
    return exists(_of_customer(select(Plan.id), rated))


def last_talk_of(reader: Person) -> Any:
    """The day of the last talk."""
    last = (
        select(func.max(Entry.on))
        .select_from(Plan)
        .join(Conversation, Conversation.plan_id == Plan.id)
        .join(Entry, Entry.conversation_id == Conversation.id)
    )
    return _of_customer(last, _read_by(reader)).scalar_subquery()


def next_step_of(reader: Person, column: Any) -> Any:
    """A column of the activity that is due next on an open plan."""
    soonest = (
        select(column)
        .select_from(Plan)
        .join(Activity, Activity.plan_id == Plan.id)
        .order_by(*_SOONEST)
        .limit(1)
    )
    is_ahead = and_(Plan.status != PlanStatus.CLOSED, Activity.status.in_(UNFINISHED_STATES))
    return _of_customer(soonest, is_ahead, _read_by(reader)).scalar_subquery()


def owner_name_of() -> Any:
    """The owner's name as lists sort by it."""
    owner = select(Person.name_folded).where(Person.id == Customer.owner_id)
    return owner.correlate(Customer).scalar_subquery()


def figure_columns(reader: Person) -> tuple[Any, ...]:
    """Of a row, in its order."""
    return (
        Customer.id,
        Customer.key,
        Customer.name,
        Customer.stage,
        Customer.city,
        Customer.segment,
        Customer.annual_revenue,
        Customer.currency,
        Person.name.label("owner"),
        Person.role.label("owner_role"),
        Person.is_active.label("is_there"),
        Team.name.label("team"),
        plan_status_of(reader).label("plan"),
        may_know_age(reader).label("knows_age"),
        age_of_customer(reader).label("age"),
        last_talk_of(reader).label("last_talk"),
        next_step_of(reader, Activity.title).label("next_step"),
        next_step_of(reader, Activity.due_on).label("next_due"),
    )


LAST_DAY, FIRST_DAY = datetime.date.max, datetime.date.min
"""For what has no day, so that it stands last whichever way a list is sorted."""
