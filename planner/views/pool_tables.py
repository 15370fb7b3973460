"""The open activities of the pool as a file; they are nobody's yet."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import pool
from planner.queries.activities import ActivityRow
from planner.views.current import me
from planner.views.downloads import download
from planner.views.filter_words import in_words
from planner.views.pool import asked_for
from planner.views.rights import check_general
from planner.words import word

bp = Blueprint("pool_tables", __name__)


@bp.get("/pool.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_POOL)
    form, wanted = asked_for()
    title = gettext("Open activities")
    rows = map(_cells, pool.all_activities(me(), wanted))
    notes = tuple(in_words(form, "page", "customers_page"))
    return download(Table(title, _columns(), rows, notes), kind, title)


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Activity")),
        Column(gettext("Kind")),
        Column(gettext("Customer")),
        Column(gettext("Region")),
        Column(gettext("Field")),
        Column(gettext("Due on"), Kind.DATE),
        Column(gettext("Hours"), Kind.NUMBER),
        Column(gettext("Goal")),
        Column(gettext("Deal")),
    )


def _cells(row: ActivityRow) -> tuple[Any, ...]:
    return (
        row.title,
        word(row.kind),
        row.customer,
        row.region,
        row.field,
        row.due_on,
        row.effort_hours,
        row.goal,
        row.deal,
    )
