"""The plans by the day of their next review, as a file."""

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import due_reviews
from planner.queries.due_reviews import DuePlan
from planner.translation import lazy as _
from planner.views.current import me
from planner.views.downloads import download
from planner.views.rights import check_general
from planner.views.team_reviews import filter_form, wanted_of
from planner.words import yes_or_no

bp = Blueprint("team_reviews_tables", __name__)
_COLUMNS: tuple[Column[DuePlan], ...] = (
    Column(_("Customer"), lambda row: row.customer),
    Column(_("Segment"), lambda row: row.segment),
    Column(_("Team"), lambda row: row.team),
    Column(_("Next review due"), lambda row: row.due_on, Kind.DATE),
    Column(_("Planned for"), lambda row: row.planned_on, Kind.DATE),
    Column(_("Last review"), lambda row: row.last_on, Kind.DATE),
    Column(_("Joint review"), lambda row: yes_or_no(row.was_joint) if row.last_id else None),
)


@bp.get("/team/reviews.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_COVERAGE)
    title = gettext("Plans by their next review")
    found = due_reviews.everything(me(), wanted_of(filter_form()))
    return download(Table(title, _COLUMNS, found), kind, title)
