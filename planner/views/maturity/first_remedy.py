"""The button against what holds a plan in its age, beside the age itself."""

from collections.abc import Mapping
from decimal import Decimal

from flask import Flask

from planner.models import Plan
from planner.queries.maturity import evidence, maturity
from planner.queries.plan import goals
from planner.views.maturity.remedies import Case, Remedy, remedies
from planner.views.web import Permission, may, me, stood


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(first_remedy=first_remedy)


def first_remedy(plan: Plan, held: maturity.HeldSymptom) -> Remedy | None:
    """What helps most against a symptom, with the very items that it rests on."""
    if not may(Permission.WORK_ON_PLAN):
        return None
    there = evidence.items_of_evidence(plan, held.evidence)
    items = [there[name] for name in held.evidence if name in there]
    case = Case(plan, me(), stood(), items, _unsigned(plan, held))
    return next(iter(remedies(held.code, case)), None)


def _unsigned(plan: Plan, held: maturity.HeldSymptom) -> Mapping[int, Decimal | None]:
    """The goals that nobody of the reader's side has signed, with their targets."""
    side = me().side if may(Permission.SIGN) else None
    if side is None or held.code != "goals_not_shared":
        return {}
    return {c.id: c.goal.target for c in goals.goals_of_plan(plan.id) if not c.signed_by(side)}
