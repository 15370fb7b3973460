"""What is due every night, because days have passed: every active plan is rated again."""

from collections.abc import Iterator, Sequence

from sqlalchemy import bindparam, func, select

from planner.actions.maturity import ratings
from planner.database import db, only_reading, rows
from planner.models import Plan
from planner.models.kinds import PlanStatus

NIGHTLY_BATCH = 200

_ACTIVE = select(Plan.id).where(Plan.status == PlanStatus.ACTIVE)
_NEXT = _ACTIVE.where(Plan.id > bindparam("last")).order_by(Plan.id).limit(bindparam("most"))


def plans_to_rate() -> int:
    """How many plans there are to rate."""
    with only_reading():
        number = db.session.scalar(select(func.count()).select_from(_ACTIVE.subquery()))
        db.session.rollback()
    return number or 0


def rate_active_plans() -> Iterator[tuple[int, int]]:
    """Rate every active plan for today, batch by batch, and commit each batch.

    Yields for each batch how many plans it had and how many of their ratings have changed. Done
    again on the same day it changes nothing; broken off, it goes on when it is started anew.
    """
    last = 0
    while plan_ids := _after(last):
        changed = ratings.rate_plans(dict.fromkeys(plan_ids))
        db.session.commit()
        db.session.remove()
        yield len(plan_ids), changed
        last = plan_ids[-1]


def _after(last: int) -> Sequence[int]:
    with only_reading():
        found = [plan_id for (plan_id,) in rows(_NEXT, last=last, most=NIGHTLY_BATCH)]
        db.session.rollback()
    return found
