"""Reviews, goals and deals on their days."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from planner.database import db
from planner.feeds.queries import told
from planner.feeds.queries.dated import Dated, DatedKind, DatedState
from planner.feeds.queries.sights import FeedSight
from planner.feeds.queries.told import DayEvent, in_reach, last_change, touched
from planner.models import Customer, Deal, Event, Goal, Plan, Review
from planner.models.kinds import DealStatus, GoalStatus, PlanStatus, ReviewStatus


@dataclass(frozen=True, slots=True)
class _Source:
    """How something of a plan stands in a calendar; `states` has those of its status."""

    kind: DatedKind
    model: type[Any]
    day: InstrumentedAttribute[Any]
    title: InstrumentedAttribute[str] | None
    states: Mapping[Any, DatedState]
    done_on: InstrumentedAttribute[Any] | None = None

    @property
    def table(self) -> str:
        return str(self.model.__tablename__)


_REVIEWS = _Source(
    DatedKind.REVIEW,
    Review,
    Review.on,
    None,
    {
        ReviewStatus.PLANNED: DatedState.PLANNED,
        ReviewStatus.HELD: DatedState.DONE,
        ReviewStatus.CANCELLED: DatedState.CANCELLED,
    },
)
_GOALS = _Source(
    DatedKind.GOAL,
    Goal,
    Goal.due_on,
    Goal.title,
    {
        GoalStatus.ACTIVE: DatedState.PLANNED,
        GoalStatus.REACHED: DatedState.DONE,
        GoalStatus.DROPPED: DatedState.CANCELLED,
    },
)
_DEALS = _Source(
    DatedKind.DEAL,
    Deal,
    Deal.expected_on,
    Deal.title,
    {
        DealStatus.PLANNED: DatedState.PLANNED,
        DealStatus.WON: DatedState.DONE,
        DealStatus.LOST: DatedState.CANCELLED,
        DealStatus.MOVED: DatedState.CANCELLED,
    },
    Deal.decided_on,
)


def dated_of_plans(sight: FeedSight, first: int) -> Iterator[Dated]:
    """What is still to come, and for some days what is settled or gone; `first` is the number of
    the first event of these days."""
    for source in (_REVIEWS, _GOALS, _DEALS) if sight.has_goals else (_REVIEWS,):
        yield from _there(source, sight, first)
        yield from _gone(source, sight, first)


def _there(source: _Source, sight: FeedSight, first: int) -> Iterator[Dated]:
    model = source.model
    still = [status for status, state in source.states.items() if state is DatedState.PLANNED]
    upcoming = in_reach(source.day) & model.status.in_(still)
    statement = (
        select(model, Customer.name, Plan.id, Plan.status)
        .join(Plan, Plan.id == model.plan_id)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(sight.plans, or_(upcoming, touched(model, first)))
    )
    rows = db.session.execute(statement).all()
    own = told.histories(source.table, [row[0].id for row in rows])
    of_plans = told.histories(Plan.__tablename__, {row[2] for row in rows})
    for item, customer, plan_id, plan_status in rows:
        state = source.states[item.status]
        if state is DatedState.PLANNED and plan_status is PlanStatus.CLOSED:
            state = DatedState.CANCELLED
        on, last = _day(source, item, state), last_change(own[item.id], of_plans[plan_id])
        if not told.is_in_reach(on):
            on, state = told.day_lost(own[item.id], source.day.key), DatedState.CANCELLED
        if on is None or (state is not DatedState.PLANNED and last.at < told.kept_since()):
            continue
        title = getattr(item, source.title.key) if source.title is not None else None
        yield Dated(
            kind=source.kind,
            id=item.id,
            on=on,
            state=state,
            last=last,
            title=title,
            customer=customer,
        )


def _day(source: _Source, item: Any, state: DatedState) -> datetime.date | None:
    done_on = source.done_on if state is DatedState.DONE else None
    day: datetime.date | None = getattr(item, (source.day if done_on is None else done_on).key)
    return day


def _gone(source: _Source, sight: FeedSight, first: int) -> Iterator[Dated]:
    lately = told.lately(source.table, first, Event.plan_id.in_(sight.plan_ids))
    yield from _deleted(source.kind, source.model, source.day.key, lately)


def _deleted(
    kind: DatedKind, model: type[Any], day: str, lately: list[DayEvent]
) -> Iterator[Dated]:
    """What was deleted and did not come back."""
    gone = {event.subject_id: event for event in lately if event.is_deletion}
    there = set(db.session.scalars(select(model.id).where(model.id.in_(gone))))
    histories = told.histories(model.__tablename__, gone.keys() - there)
    for identity, events in histories.items():
        on = told.day_lost([gone[identity]], day)
        if on is not None:
            yield Dated(
                kind=kind,
                id=identity,
                on=on,
                state=DatedState.CANCELLED,
                last=last_change(events),
            )
