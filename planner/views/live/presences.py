"""What somebody is busy with on a plan at this moment; it is forgotten within a minute."""

from flask import Blueprint, abort, request

from planner.jobs import presences
from planner.views.live.listeners import is_name, window_of
from planner.views.web import Permission, Reply, find_plan

bp = Blueprint("presences", __name__)


@bp.post("/plans/<int:plan_id>/presence")
def create(plan_id: int) -> Reply:
    """`part` is the HTML id of the form that is being filled in; without it there is none."""
    plan = find_plan(plan_id, Permission.WORK_ON_CUSTOMER)
    part = request.form.get("part", "").strip()
    if not is_name(part):
        abort(400)
    presences.turn(window_of(plan), part or None)
    return "", 204
