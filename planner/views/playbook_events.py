"""What happened to playbooks, from where it can be taken back."""

from flask import Blueprint, render_template, request

from planner.access import Permission
from planner.models.playbook import OF_PLAYBOOKS
from planner.queries.events import of_tables
from planner.views.finding import LARGEST_ID
from planner.views.history_lines import lines
from planner.views.rights import check_general

bp = Blueprint("playbook_events", __name__)


@bp.get("/playbooks/history")
def index() -> str:
    check_general(Permission.WRITE_PLAYBOOKS)
    asked = request.args.get("before", type=int)
    before = asked if asked is not None and 0 < asked <= LARGEST_ID else None
    history = of_tables(OF_PLAYBOOKS, before)
    return render_template(
        "playbook_events/index.html",
        lines=lines(history.rows, None),
        before=before,
        has_more=history.has_more,
    )
