"""The lead's look ahead: hours that people have, and hours that activities take; only sums."""

from flask import Blueprint, render_template

from planner import clock
from planner.access import Permission
from planner.insights.capacity import LEAST, STEP
from planner.queries import capacity_board
from planner.queries.capacity import Whose
from planner.queries.coverage_choices import sees_all
from planner.views.capacity_activities import address_of
from planner.views.capacity_chart import chart_of
from planner.views.capacity_words import activities_said, fields_said, lines_of
from planner.views.current import me
from planner.views.rights import check_general

bp = Blueprint("capacity", __name__)


@bp.get("/team/capacity")
def index() -> str:
    check_general(Permission.SEE_COVERAGE)
    board = capacity_board.of(me(), clock.today())
    return render_template(
        "capacity/index.html",
        board=board,
        chart_values=chart_of(board),
        address=address_of,
        activities_said=activities_said,
        fields_said=lambda fields: fields_said(board, fields),
        Whose=Whose,
        lines=lines_of(board),
        sees_all=sees_all(me()),
        least=LEAST,
        step=STEP,
    )
