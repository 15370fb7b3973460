"""The sessions of a plan, and how the way to the next age was when one began."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from planner.database import db
from planner.models import PlanningSession
from planner.queries.maturity.way import WayOfPlan
from planner.rating import RatedSide
from planner.rating.way import StepKind

_OF_PLAN = (
    select(PlanningSession)
    .options(selectinload(PlanningSession.participations))
    .order_by(PlanningSession.id.desc())
)


def running(plan_id: int) -> PlanningSession | None:
    """The session of a plan that nobody has finished yet."""
    return db.session.scalar(
        _OF_PLAN.where(
            PlanningSession.plan_id == plan_id, PlanningSession.finished_at.is_(None)
        ).limit(1)
    )


def finished(plan_id: int) -> Sequence[PlanningSession]:
    """Those that are over, the latest first."""
    is_over = PlanningSession.finished_at.is_not(None)
    return db.session.scalars(_OF_PLAN.where(PlanningSession.plan_id == plan_id, is_over)).all()


def as_kept(way: WayOfPlan | None) -> list[dict[str, Any]] | None:
    """The steps of a way as a session keeps them from its start."""
    if way is None:
        return None
    return [
        {"kind": step.kind, "side": step.side, "item": step.item, "name": way.name_of(step)}
        for step in way.way.steps
    ]


@dataclass(frozen=True, slots=True)
class SettledStep:
    kind: StepKind
    side: RatedSide | None
    name: str | None


def settled(session: PlanningSession, way: WayOfPlan | None) -> list[SettledStep]:
    """The steps that were on the way when the session began and are not any more."""
    if way is None:
        return []
    left = {(step.kind, step.side, step.item) for step in way.way.steps}
    steps = [
        (StepKind(kept["kind"]), RatedSide(kept["side"]) if kept["side"] else None, kept)
        for kept in session.way or ()
    ]
    return [
        SettledStep(kind, side, kept["name"])
        for kind, side, kept in steps
        if (kind, side, kept["item"]) not in left
    ]
