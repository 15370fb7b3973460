"""What other thresholds would change, plan by plan; it reads, and changes nothing."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from planner.database import db
from planner.models import Plan
from planner.models.kinds import PlanStatus
from planner.queries.maturity import facts
from planner.rating import Thresholds, rate

AT_ONCE = 400
"""How many plans are looked at in one request; where there are more, the next goes on."""

Moves = Counter[tuple[str, str]]
"""How many plans would move from one age to another."""


@dataclass(frozen=True, slots=True)
class PreviewedPart:
    """Some plans looked at: how many, the id of the last one, and what would move."""

    plans: int
    last: int
    moves: Moves


def active_plans() -> int:
    """How many plans there are to look at."""
    active = select(func.count(Plan.id)).where(Plan.status == PlanStatus.ACTIVE)
    return db.session.scalar(active) or 0


def part(now: Thresholds, wanted: Thresholds, *, after: int, on: datetime.date) -> PreviewedPart:
    """Rate the next active plans after that id by both, as they stand on that day."""
    plans = _next(after)
    moves: Moves = Counter()
    for _plan_id, plan in facts.facts_of_plans(plans):
        before, then = rate(plan, on, now).age, rate(plan, on, wanted).age
        if before is not then:
            moves[before.value, then.value] += 1
    return PreviewedPart(len(plans), max(plans, default=after), moves)


def _next(after: int) -> Sequence[int]:
    active = select(Plan.id).where(Plan.status == PlanStatus.ACTIVE, Plan.id > after)
    return db.session.scalars(active.order_by(Plan.id).limit(AT_ONCE)).all()
