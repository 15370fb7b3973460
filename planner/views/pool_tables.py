"""The open activities of the pool as a file; they are nobody's yet."""

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import pool
from planner.queries.activities import ActivityRow
from planner.translation import lazy as _
from planner.views.current import me
from planner.views.downloads import download
from planner.views.filter_words import in_words
from planner.views.pool import asked_for
from planner.views.rights import check_general
from planner.words import word

bp = Blueprint("pool_tables", __name__)
_COLUMNS: tuple[Column[ActivityRow], ...] = (
    Column(_("Activity"), lambda row: row.title),
    Column(_("Kind"), lambda row: word(row.kind)),
    Column(_("Customer"), lambda row: row.customer),
    Column(_("Region"), lambda row: row.region),
    Column(_("Field"), lambda row: row.field),
    Column(_("Due on"), lambda row: row.due_on, Kind.DATE),
    Column(_("Hours"), lambda row: row.effort_hours, Kind.NUMBER),
    Column(_("Goal"), lambda row: row.goal),
    Column(_("Deal"), lambda row: row.deal),
)


@bp.get("/pool.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_POOL)
    form, wanted = asked_for()
    title = gettext("Open activities")
    rows = pool.all_activities(me(), wanted)
    notes = list(in_words(form, "page", "customers_page"))
    return download(Table(title, _COLUMNS, rows, notes), kind, title)
