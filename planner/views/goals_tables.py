"""The goals of a plan as a file."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.models.kinds import Side
from planner.queries import goals
from planner.queries.goals import GoalCard
from planner.views.downloads import download
from planner.views.finding import find_plan
from planner.words import word

bp = Blueprint("goals_tables", __name__)


@bp.get("/plans/<int:plan_id>/goals.<any(csv, xlsx):kind>")
def show(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    rows = map(_cells, goals.of_plan(plan.id))
    title = gettext("Goals")
    return download(Table(title, _columns(), rows), kind, f"{plan.customer.name}, {title}")


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Goal")),
        Column(gettext("Field")),
        Column(gettext("Metric")),
        Column(gettext("Unit")),
        Column(gettext("Baseline"), Kind.NUMBER),
        Column(gettext("Target"), Kind.NUMBER),
        Column(gettext("Current"), Kind.NUMBER),
        Column(gettext("Until"), Kind.DATE),
        Column(gettext("Origin")),
        Column(gettext("Status")),
        Column(gettext("The customer's own goal")),
        Column(gettext("Signed by the generalist side"), Kind.NUMBER),
        Column(gettext("Signed by the specialist side"), Kind.NUMBER),
        Column(gettext("Missed because")),
    )


def _cells(goal: GoalCard) -> tuple[Any, ...]:
    """Signatures are counted by side: whose they are says the page."""
    return (
        goal.title,
        goal.field,
        goal.metric,
        goal.unit,
        goal.baseline,
        goal.target,
        goal.current,
        goal.due_on,
        word(goal.origin),
        word(goal.status),
        gettext("yes") if goal.customer_goal else gettext("no"),
        _standing(goal, Side.GENERALIST),
        _standing(goal, Side.SPECIALIST),
        goal.missed_because,
    )


def _standing(goal: GoalCard, side: Side) -> int:
    return sum(not signature.asked_again for signature in goal.signed_by(side))
