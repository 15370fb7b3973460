"""What has changed on a plan, for browsers that no stream reaches: they ask from time to time."""

from flask import Blueprint, Response, jsonify

from planner.live import catching_up, messages
from planner.queries.live import presences
from planner.views.live import listeners
from planner.views.web import Permission, find_plan

bp = Blueprint("changes", __name__)


@bp.get("/plans/<int:plan_id>/changes")
def index(plan_id: int) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    listener = listeners.listener(plan)
    listeners.is_here(listener)
    missed = catching_up.missed(listener)
    return jsonify(
        last=missed.position,
        reset=missed.reset,
        changes=[messages.what_changed(change) for change in missed.changes],
        people=messages.people_there(presences.windows_of_plan(plan.id)),
    )
