"""The plans by the day of their next review, as a file."""

from typing import Any

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.queries import due_reviews
from planner.queries.due_reviews import DuePlan
from planner.views.current import me
from planner.views.downloads import download
from planner.views.rights import check_general
from planner.views.team_reviews import filter_form, wanted_of

bp = Blueprint("team_reviews_tables", __name__)


@bp.get("/team/reviews.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    check_general(Permission.SEE_COVERAGE)
    title = gettext("Plans by their next review")
    found = due_reviews.everything(me(), wanted_of(filter_form()))
    return download(Table(title, _columns(), map(_cells, found)), kind, title)


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Customer")),
        Column(gettext("Segment")),
        Column(gettext("Team")),
        Column(gettext("Next review due"), Kind.DATE),
        Column(gettext("Planned for"), Kind.DATE),
        Column(gettext("Last review"), Kind.DATE),
        Column(gettext("Joint review")),
    )


def _cells(row: DuePlan) -> tuple[Any, ...]:
    joint = gettext("yes") if row.was_joint else gettext("no")
    return (
        row.customer,
        row.segment,
        row.team,
        row.due_on,
        row.planned_on,
        row.last_on,
        joint if row.last_id else None,
    )
