"""The goals of a plan as a file."""

from functools import partial

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.models.kinds import Side
from planner.queries import goals
from planner.queries.goals import GoalCard
from planner.translation import lazy as _
from planner.views.downloads import download
from planner.views.finding import find_plan
from planner.words import word, yes_or_no

bp = Blueprint("goals_tables", __name__)


def _signed_by(side: Side, goal: GoalCard) -> int:
    return sum(not signature.asked_again for signature in goal.signed_by(side))


# Signatures are counted by side: whose they are says the page.
_COLUMNS: tuple[Column[GoalCard], ...] = (
    Column(_("Goal"), lambda goal: goal.title),
    Column(_("Field"), lambda goal: goal.field),
    Column(_("Metric"), lambda goal: goal.metric),
    Column(_("Unit"), lambda goal: goal.unit),
    Column(_("Baseline"), lambda goal: goal.baseline, Kind.NUMBER),
    Column(_("Target"), lambda goal: goal.target, Kind.NUMBER),
    Column(_("Current"), lambda goal: goal.current, Kind.NUMBER),
    Column(_("Until"), lambda goal: goal.due_on, Kind.DATE),
    Column(_("Origin"), lambda goal: word(goal.origin)),
    Column(_("Status"), lambda goal: word(goal.status)),
    Column(_("The customer's own goal"), lambda goal: yes_or_no(goal.customer_goal)),
    Column(_("Signed by the generalist side"), partial(_signed_by, Side.GENERALIST), Kind.NUMBER),
    Column(_("Signed by the specialist side"), partial(_signed_by, Side.SPECIALIST), Kind.NUMBER),
    Column(_("Missed because"), lambda goal: goal.missed_because),
)


@bp.get("/plans/<int:plan_id>/goals.<any(csv, xlsx):kind>")
def show(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    title = gettext("Goals")
    return download(
        Table(title, _COLUMNS, goals.of_plan(plan.id)), kind, f"{plan.customer.name}, {title}"
    )
