"""The activities of a plan as a file."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import activities
from planner.queries.activities import ActivityRow
from planner.views.current import me
from planner.views.downloads import download
from planner.views.finding import find_plan
from planner.words import word

bp = Blueprint("activities_tables", __name__)


@bp.get("/plans/<int:plan_id>/activities.<any(csv, xlsx):kind>")
def show(plan_id: int, kind: str) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    found = activities.of_plan(plan.id, me())
    rows = map(_cells, (*found.unfinished, *found.finished))
    title = gettext("Activities")
    return download(Table(title, _columns(), rows), kind, f"{plan.customer.name}, {title}")


def _columns() -> tuple[Column, ...]:
    """Who does what until when; hours beside a name would be a figure about that person."""
    return (
        Column(gettext("Activity")),
        Column(gettext("Kind")),
        Column(gettext("Status")),
        Column(gettext("Due on"), Kind.DATE),
        Column(gettext("Done on"), Kind.DATE),
        Column(gettext("Who does it")),
        Column(gettext("Field")),
        Column(gettext("Goal")),
        Column(gettext("Deal")),
    )


def _cells(row: ActivityRow) -> tuple[Any, ...]:
    return (
        row.title,
        word(row.kind),
        word(row.status),
        row.due_on,
        row.done_on,
        row.assignee,
        row.field,
        row.goal,
        row.deal,
    )
