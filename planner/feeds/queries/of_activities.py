"""Activities on their days, and those that somebody has no more."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, or_, select

from planner.database import db
from planner.feeds.queries import told
from planner.feeds.queries.dated import Dated, DatedKind, DatedState
from planner.feeds.queries.sights import FeedSight
from planner.feeds.queries.told import DayEvent, in_reach, last_change, touched
from planner.models import Activity, Customer, Event, Feed, FeedScope, Plan
from planner.models.kinds import ActivityStatus, PlanStatus

_TABLE = Activity.__tablename__
_STATES = {
    ActivityStatus.OPEN: DatedState.PLANNED,
    ActivityStatus.PLANNED: DatedState.PLANNED,
    ActivityStatus.DONE: DatedState.DONE,
    ActivityStatus.CANCELLED: DatedState.CANCELLED,
}


def dated_activities(feed: Feed, sight: FeedSight, first: int) -> Iterator[Dated]:
    """What is to be done and what was done, each on its day, and for some days what is off.

    `first` is the number of the first event of these days.
    """
    if feed.scope is FeedScope.TEAM:
        return
    rows = _rows(sight, first)
    own = told.histories(_TABLE, {row.id for row in rows})
    of_plans = told.histories(Plan.__tablename__, {row.plan_id for row in rows})
    for row in rows:
        found = _there(row, own[row.id], of_plans[row.plan_id])
        if found is not None:
            yield found
    yield from _gone(feed, sight, first)


def _rows(sight: FeedSight, first: int) -> Sequence[Any]:
    is_done = Activity.status == ActivityStatus.DONE
    upcoming = Activity.status.in_((ActivityStatus.OPEN, ActivityStatus.PLANNED))
    statement = (
        select(
            Activity.id,
            Activity.title,
            Activity.kind,
            Activity.status,
            Activity.due_on,
            Activity.done_on,
            Activity.plan_id,
            Plan.status.label("plan_status"),
            Customer.name.label("customer"),
        )
        .join(Plan, Plan.id == Activity.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(
            sight.activities,
            or_(
                and_(upcoming, in_reach(Activity.due_on)),
                and_(is_done, in_reach(Activity.done_on)),
                touched(Activity, first),
            ),
        )
    )
    return db.session.execute(statement).all()


def _there(row: Any, own: Sequence[DayEvent], of_plan: Sequence[DayEvent]) -> Dated | None:
    state = _STATES[row.status]
    if state is DatedState.PLANNED and row.plan_status is PlanStatus.CLOSED:
        state = DatedState.CANCELLED
    on, last = row.done_on if state is DatedState.DONE else row.due_on, last_change(own, of_plan)
    if not told.is_in_reach(on):
        on, state = told.day_lost(own, "due_on"), DatedState.CANCELLED
    if on is None or (state is DatedState.CANCELLED and last.at < told.kept_since()):
        return None
    return Dated(
        kind=DatedKind.ACTIVITY,
        id=row.id,
        on=on,
        state=state,
        last=last,
        what=row.kind,
        title=row.title,
        customer=row.customer,
    )


def _gone(feed: Feed, sight: FeedSight, first: int) -> Iterator[Dated]:
    """What was deleted, or given to somebody else, and did not come back.

    Nothing that happened to it afterwards is told: not the day on which it is now.
    """
    lately = told.lately(_TABLE, first, _concerns(feed, sight))
    lost = {event.subject_id: event for event in lately if _had(feed, event)}
    here = (
        select(Activity.id)
        .join(Plan, Plan.id == Activity.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(Activity.id.in_(lost), sight.activities)
    )
    there = set(db.session.scalars(here))
    for identity, events in told.histories(_TABLE, lost.keys() - there).items():
        until = events[: events.index(lost[identity]) + 1]
        on = _day_at(until)
        if on is not None and told.is_in_reach(on):
            yield Dated(
                kind=DatedKind.ACTIVITY,
                id=identity,
                on=on,
                state=DatedState.CANCELLED,
                last=last_change(until),
            )


def _concerns(feed: Feed, sight: FeedSight) -> ColumnElement[bool]:
    """Which events can have taken something away; those of oneself name one."""
    if feed.scope is FeedScope.MINE:
        return cast(Event.changes, Text).contains(f'"id": {feed.person_id},')
    return Event.plan_id.in_(sight.plan_ids)


def _had(feed: Feed, event: DayEvent) -> bool:
    """Whether it was in this feed before what happened then, as far as the event tells."""
    assignee = event.changes.get("assignee", [None])[0]
    if feed.scope is not FeedScope.MINE:
        return assignee is not None
    people = [assignee, *(event.changes.get("participants", [None])[0] or ())]
    return any(isinstance(one, dict) and one["id"] == feed.person_id for one in people)


def _day_at(events: Sequence[DayEvent]) -> datetime.date | None:
    """The day on which something was after what is told, which begins with how it was made."""
    for event in reversed(events):
        for field in ("done_on", "due_on"):
            before, after = event.changes.get(field, [None, None])
            if day := before if event.is_deletion else after:
                return datetime.date.fromisoformat(day)
    return None
