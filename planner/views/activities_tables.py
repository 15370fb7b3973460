"""The activities of a plan as a file."""

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import activities
from planner.queries.activities import ActivityRow
from planner.translation import lazy as _
from planner.views.current import me
from planner.views.downloads import download
from planner.views.finding import find_plan
from planner.words import word

bp = Blueprint("activities_tables", __name__)
# Who does what until when; hours beside a name would be a figure about that person.
_COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column(_("Activity"), lambda row: row.title),
    Column(_("Kind"), lambda row: word(row.kind)),
    Column(_("Status"), lambda row: word(row.status)),
    Column(_("Due on"), lambda row: row.due_on, Kind.DATE),
    Column(_("Done on"), lambda row: row.done_on, Kind.DATE),
    Column(_("Who does it"), lambda row: row.assignee),
    Column(_("Field"), lambda row: row.field),
    Column(_("Goal"), lambda row: row.goal),
    Column(_("Deal"), lambda row: row.deal),
)


@bp.get("/plans/<int:plan_id>/activities.<any(csv, xlsx):kind>")
def show(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = activities.of_plan(plan.id, me())
    rows = (*found.unfinished, *found.finished)
    title = gettext("Activities")
    return download(Table(title, _COLUMNS, rows), kind, f"{plan.customer.name}, {title}")
