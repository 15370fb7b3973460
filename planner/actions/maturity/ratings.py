"""The rating of plans as it is stored: when it changes, with its day, evidence and cause."""

import datetime
from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, func, select

from planner import clock
from planner.actions.maturity import rating_storage
from planner.actions.maturity.changed_plans import Cause
from planner.actions.maturity.rating_changes import RatingTurn, RatingValues, is_same
from planner.database import db, rows
from planner.models import Event, Plan
from planner.models.kinds import PlanStatus
from planner.queries.maturity import facts, organisation, ratings
from planner.queries.maturity.ratings import RatingRow
from planner.rating import Age, Rating, rate

_BATCH = 200

# Who rates the same plan waits for the other, so that the later rating sees both changes. A large
# import takes as few locks as this; on SQLite everything that writes waits for its turn anyway.
_TURNS = 64
_RATING = 7_061_999


def rate_plans(causes: Mapping[int, Cause | None], *, telling: bool = True) -> int:
    """Rate plans for today, store what has changed and tell the members, unless all is only as it
    was before; how many have changed.

    Plans come by id, each with what changed it, or None where only days have passed. What is not
    active is looked at only as long as its last rating does not say so. Never commits.
    """
    db.session.flush()
    wanted = sorted(causes)
    batches = (wanted[start : start + _BATCH] for start in range(0, len(wanted), _BATCH))
    return sum(_rate(batch, causes, telling=telling) for batch in batches)


def _rate(plan_ids: Sequence[int], causes: Mapping[int, Cause | None], *, telling: bool) -> int:
    _wait_for_ones_turn(plan_ids)
    previous = ratings.latest_of(plan_ids)
    statuses = rows(_STATUSES, plan_ids=plan_ids)
    counting = [plan for plan, status in statuses if _counts(status, previous.get(plan))]
    if not counting:
        return 0
    turns = _turns(counting, previous)
    if turns:
        rating_storage.store(turns, _with_events(turns, causes), telling=telling)
    return len(turns)


_STATUSES = select(Plan.id, Plan.status).where(
    Plan.id.in_(bindparam("plan_ids", expanding=True)),
)


def _counts(status: PlanStatus, previous: RatingRow | None) -> bool:
    was_rated = previous is not None and previous.age != Age.UNRATED
    return status is PlanStatus.ACTIVE or was_rated


def _wait_for_ones_turn(plan_ids: Sequence[int]) -> None:
    if db.session.get_bind().dialect.name != "postgresql":
        return
    for turn in sorted({plan_id % _TURNS for plan_id in plan_ids}):
        db.session.execute(_ONES_TURN, {"turn": turn})


_ONES_TURN = select(func.pg_advisory_xact_lock(_RATING, bindparam("turn")))


def _turns(plan_ids: Sequence[int], previous: Mapping[int, RatingRow]) -> list[RatingTurn]:
    """The plans whose rating of today is not the one that was stored."""
    today, thresholds = clock.today(), organisation.thresholds()
    numbers = {"thresholds": organisation.differing(thresholds)}
    changed = {}
    for plan_id, found in facts.facts_of_plans(plan_ids):
        values = _values(rate(found, today, thresholds)) | numbers
        stored = previous.get(plan_id)
        if stored is None or not is_same(values, stored):
            changed[plan_id] = values
    before = _before_today({plan_id: previous.get(plan_id) for plan_id in changed}, today)
    shown = _shown_to_leads(before, today)
    return [
        RatingTurn(plan_id, values, previous.get(plan_id), before[plan_id], shown[plan_id])
        for plan_id, values in changed.items()
    ]


def _values(rating: Rating) -> RatingValues:
    said = rating.as_json()
    names = ("age", "one_sidedness", "one_sided", "leaning", "shifts", "symptoms")
    return {name: said[name] for name in names}


_Rows = dict[int, RatingRow | None]


def _before_today(previous: _Rows, today: datetime.date) -> _Rows:
    """For each plan the newest rating of the days before."""
    again = [plan for plan, row in previous.items() if row is not None and row.on == today]
    earlier = ratings.latest_of(again, until=today - datetime.timedelta(days=1))
    return previous | {plan: earlier.get(plan) for plan in again}


def _shown_to_leads(before: _Rows, today: datetime.date) -> _Rows:
    """For each plan the newest rating of the days before that leads see."""
    hidden = [plan for plan, row in before.items() if row and row.visible_to_leads_on > today]
    yesterday = today - datetime.timedelta(days=1)
    shown = ratings.latest_of(hidden, until=yesterday, for_leads=True)
    return before | {plan: shown.get(plan) for plan in hidden}


def _with_events(
    turns: Sequence[RatingTurn], causes: Mapping[int, Cause | None]
) -> dict[int, Cause]:
    """The causes of these turns; of an import it is the last event that it left on the plan."""
    known = {turn.plan_id: cause for turn in turns if (cause := causes[turn.plan_id]) is not None}
    imported = [plan for plan, cause in known.items() if cause.event_id is None]
    if imported:
        for plan, event_id in rows(_LAST_EVENTS, plan_ids=imported):
            known[plan] = Cause(event_id, known[plan].actor_id)
    return known


_LAST_EVENTS = (
    select(Event.plan_id, func.max(Event.id))
    .where(Event.plan_id.in_(bindparam("plan_ids", expanding=True)))
    .group_by(Event.plan_id)
)
