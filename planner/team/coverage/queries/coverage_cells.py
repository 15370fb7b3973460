"""What is known of each field at some customers, each kind of thing by one statement."""

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import BindParameter, Date, bindparam, case, func, select

from planner.database import rows
from planner.models import (
    Activity,
    Conversation,
    Deal,
    Entry,
    Goal,
    Member,
    Person,
    Plan,
    Potential,
)
from planner.models.kinds import DealStatus, PlanStatus, Side
from planner.team.coverage.queries.coverage_filter import IS_POTENTIAL
from planner.team.coverage.queries.coverage_sets import OF_SIDE, UNFINISHED
from planner.team.coverage.queries.coverage_sums import DEAL_FIELD, cents

_Part = tuple[int, int | None, dict[str, Any]]
"""A customer, a field, and what is known there by the names of the cell's parts."""
TALK_FIELD = func.coalesce(Conversation.field_id, Goal.field_id)
ACTIVITY_FIELD = func.coalesce(Activity.field_id, Deal.field_id, Goal.field_id)
"""Like that of a deal, the field of anything is its own, or that of what it is for."""

_THESE: BindParameter[list[int]] = bindparam("customers", expanding=True)
_TODAY = bindparam("today", type_=Date)
_OPEN = (Plan.customer_id.in_(_THESE), Plan.status != PlanStatus.CLOSED)


def read_cells(customers: list[int], today: datetime.date) -> Iterator[_Part]:
    """All parts of the cells of these customers."""
    yield from _of_potentials(rows(_POTENTIALS, customers=customers))
    yield from _of_people(rows(_PEOPLE, customers=customers))
    for customer, field, state, on in rows(_TALKS, customers=customers):
        yield customer, field, {"talk": state, "talked_on": on}
    for customer, field, number, value in rows(_DEALS, customers=customers):
        yield customer, field, {"deals": number, "deal_value": cents(value)}
    for customer, field, due, overdue in rows(_ACTIVITIES, customers=customers, today=today):
        yield customer, field, {"next_due": due, "overdue": int(overdue or 0)}


def _of_potentials(found: Sequence[tuple[Any, ...]]) -> Iterator[_Part]:
    for customer, field, value, ours, known in found:
        # Where no share was ever entered, none is made up.
        share = (cents(ours) / cents(known)) if known else None
        rounded = None if share is None else share.quantize(Decimal("0.01"))
        yield customer, field, {"potential": cents(value), "ours": cents(ours), "share": rounded}


def _of_people(found: Sequence[tuple[Any, ...]]) -> Iterator[_Part]:
    """Who is on two open plans of a customer is named once."""
    names: dict[tuple[int, int], dict[int, str]] = defaultdict(dict)
    for customer, field, person, name in found:
        names[customer, field][person] = name
    for (customer, field), people in names.items():
        yield customer, field, {"specialists": list(people.values())}


_SHARE = Potential.share_of_wallet
_POTENTIALS = (
    select(
        Potential.customer_id,
        Potential.field_id,
        func.sum(Potential.annual_value),
        func.sum(Potential.annual_value * func.coalesce(_SHARE, 0)),
        func.sum(case((_SHARE.is_not(None), Potential.annual_value), else_=0)),
    )
    .where(Potential.customer_id.in_(_THESE), IS_POTENTIAL)
    .group_by(Potential.customer_id, Potential.field_id)
)
_PEOPLE = (
    select(Plan.customer_id, Person.field_id, Person.id, Person.name)
    .join(Member, Member.plan_id == Plan.id)
    .join(Person, Person.id == Member.person_id)
    .where(
        *_OPEN,
        Member.left_on.is_(None),
        Person.field_id.is_not(None),
        Person.role.in_(OF_SIDE[Side.SPECIALIST]),
    )
    .order_by(Plan.customer_id, Person.name_folded, Person.id)
)
# The newest talk about a field is the last word on it, on whatever plan it was noted.
_RANKED_TALKS = (
    select(
        Plan.customer_id,
        TALK_FIELD.label("field_id"),
        Entry.state,
        Entry.on,
        func.row_number()
        .over(
            partition_by=(Plan.customer_id, TALK_FIELD),
            order_by=(Entry.on.desc(), Entry.position.desc(), Entry.id.desc()),
        )
        .label("place"),
    )
    .join(Conversation, Conversation.plan_id == Plan.id)
    .join(Entry, Entry.conversation_id == Conversation.id)
    .outerjoin(Goal, Goal.id == Conversation.goal_id)
    .where(Plan.customer_id.in_(_THESE))
    .subquery("talks")
)
_TALKS = select(
    _RANKED_TALKS.c.customer_id,
    _RANKED_TALKS.c.field_id,
    _RANKED_TALKS.c.state,
    _RANKED_TALKS.c.on,
).where(_RANKED_TALKS.c.place == 1)
_DEALS = (
    select(Plan.customer_id, DEAL_FIELD, func.count(Deal.id), func.sum(Deal.annual_value))
    .join(Deal, Deal.plan_id == Plan.id)
    .outerjoin(Goal, Goal.id == Deal.goal_id)
    .where(*_OPEN, Deal.status == DealStatus.PLANNED)
    .group_by(Plan.customer_id, DEAL_FIELD)
)
_ACTIVITIES = (
    select(
        Plan.customer_id,
        ACTIVITY_FIELD,
        func.min(case((Activity.due_on >= _TODAY, Activity.due_on)), type_=Date),
        func.sum(case((Activity.due_on < _TODAY, 1), else_=0)),
    )
    .join(Activity, Activity.plan_id == Plan.id)
    .outerjoin(Deal, Deal.id == Activity.deal_id)
    .outerjoin(Goal, Goal.id == Activity.goal_id)
    .where(*_OPEN, UNFINISHED)
    .group_by(Plan.customer_id, ACTIVITY_FIELD)
)
