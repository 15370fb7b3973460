"""What has changed at the customers of a lead's team between two days."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Date, bindparam, func, select

from planner import clock
from planner.access import covered_customers
from planner.database import from_row, from_rows, rows
from planner.models import Customer, Deal, Event, EventType, Person, Plan, Review, StoredRating
from planner.models.kinds import DealStatus
from planner.team.weeks.queries.week_gaps import NamedGap, WeekGaps, beyond, named

_DECIDED = {DealStatus.WON, DealStatus.LOST, DealStatus.MOVED}


@dataclass(frozen=True, slots=True)
class TeamWeekItem:
    """Something at a customer: `what` is the name of a field or of a deal, `identity` its id."""

    customer: str
    key: str
    plan_id: int | None = None
    what: str = ""
    identity: int = 0
    status: DealStatus | None = None
    on: datetime.date | None = None
    ages: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """Nothing in it names anybody of ours."""

    opened: list[TeamWeekItem]
    closed: list[TeamWeekItem]
    agreed: list[TeamWeekItem]
    deals: list[TeamWeekItem]
    reviews: list[TeamWeekItem]
    ages: list[TeamWeekItem]

    @property
    def is_empty(self) -> bool:
        lists = (self.opened, self.closed, self.agreed, self.deals, self.reviews, self.ages)
        return not any(lists)


def of_lead(
    lead: Person,
    since: datetime.date,
    until: datetime.date,
    before: WeekGaps | None,
    now: WeekGaps,
    *,
    with_ages: bool,
) -> Week:
    """From one day to another, the latter not included; `before` and `now` are the gaps then.

    Of ratings only what leads may see, and nothing but `with_ages`, where the organisation shows
    ages to leads.
    """
    mine = covered_customers(lead)
    then = now if before is None else before
    return Week(
        opened=_gaps(named(mine, beyond(now, then))),
        closed=_gaps(named(mine, beyond(then, now))),
        agreed=list(_agreed(mine, since, until)),
        deals=list(_deals(mine, since, until)),
        reviews=list(_reviews(mine, since, until)),
        ages=list(_ages(mine, since, until)) if with_ages else [],
    )


def _gaps(found: Iterable[NamedGap]) -> list[TeamWeekItem]:
    return [
        TeamWeekItem(one.customer, one.key, what=one.field, identity=one.field_id) for one in found
    ]


def _happened(mine: Any, since: datetime.date, until: datetime.date, *types: EventType) -> Any:
    return (
        select(Customer.name.label("customer"), Customer.key, Event.plan_id)
        .join(Customer, Customer.id == Event.customer_id)
        .where(
            mine,
            Event.type.in_(types),
            Event.at >= clock.beginning_of(since),
            Event.at < clock.beginning_of(until),
        )
        .order_by(Event.id)
    )


def _agreed(mine: Any, since: datetime.date, until: datetime.date) -> Iterator[TeamWeekItem]:
    found = rows(_happened(mine, since, until, EventType.PLAN_AGREED))
    yield from from_rows(TeamWeekItem, dict.fromkeys(found))


def _deals(mine: Any, since: datetime.date, until: datetime.date) -> Iterator[TeamWeekItem]:
    """Deals whose status was changed then to what it still is."""
    types = (EventType.DEAL_CREATED, EventType.DEAL_UPDATED)
    statement = (
        _happened(mine, since, until, *types)
        .join(Deal, (Deal.id == Event.subject_id) & (Event.subject == Deal.__tablename__))
        .add_columns(
            Deal.title.label("what"), Deal.id.label("identity"), Deal.status, Event.changes
        )
        .where(Deal.status.in_(_DECIDED))
    )
    decided = (
        row for row in rows(statement) if row.changes.get("status", [None, None])[1] == row.status
    )
    yield from {row.identity: from_row(TeamWeekItem, row) for row in decided}.values()


def _reviews(mine: Any, since: datetime.date, until: datetime.date) -> Iterator[TeamWeekItem]:
    statement = (
        select(
            Customer.name.label("customer"),
            Customer.key,
            Plan.id.label("plan_id"),
            Review.id.label("identity"),
            Review.on,
        )
        .join(Plan, Plan.customer_id == Customer.id)
        .join(Review, Review.plan_id == Plan.id)
        .where(mine, Review.on >= since, Review.on < until)
        .order_by(Review.on, Review.id)
    )
    for row in rows(statement):
        yield TeamWeekItem(row.customer, row.key, row.plan_id, identity=row.identity, on=row.on)


def _ages(mine: Any, since: datetime.date, until: datetime.date) -> Iterator[TeamWeekItem]:
    """Plans of which leads saw another age at the beginning than they see at the end."""
    then = dict(_visible(mine, since))
    for plan, (name, key, age) in _visible(mine, until):
        if plan in then and then[plan][2] != age:
            yield TeamWeekItem(name, key, plan, ages=(then[plan][2], age))


def _visible(mine: Any, day: datetime.date) -> Iterator[tuple[int, tuple[str, str, str]]]:
    found = rows(_VISIBLE.where(mine), day=day)
    yield from ((plan, (name, key, age)) for plan, name, key, age in found)


_DAY = bindparam("day", type_=Date)
_NEWEST = (
    select(StoredRating.plan_id, func.max(StoredRating.on).label("on"))
    .where(StoredRating.on < _DAY, StoredRating.visible_to_leads_on < _DAY)
    .group_by(StoredRating.plan_id)
    .subquery()
)
_VISIBLE = (
    select(Plan.id, Customer.name, Customer.key, StoredRating.age)
    .join(Plan, Plan.customer_id == Customer.id)
    .join(_NEWEST, _NEWEST.c.plan_id == Plan.id)
    .join(
        StoredRating,
        (StoredRating.plan_id == Plan.id) & (StoredRating.on == _NEWEST.c.on),
    )
    .order_by(Customer.name_folded, Plan.id)
)
