"""The live updates of a plan's page.

Whoever may read the plan is let in here, as to every other page; then the server goes on with the
stream beside Flask. Where there is no such server, as in development, the answer is what was missed
so far, and the browser asks again after a moment.
"""

from flask import Blueprint, Response, request

from planner.bridge import HANDED_OVER
from planner.live import catching_up, messages
from planner.queries.live import presences
from planner.views.live import listeners
from planner.views.web import Permission, find_plan

bp = Blueprint("streams", __name__)


@bp.get("/plans/<int:plan_id>/stream")
def show(plan_id: int) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    listener = listeners.listener(plan)
    handed_over = request.environ.get(HANDED_OVER)
    response = Response(mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"  # a proxy passes on each message at once
    if handed_over is not None and request.method == "GET":
        handed_over.append(listener)
        return response
    listeners.is_here(listener)
    told = catching_up.first_messages(listener, catching_up.missed(listener))
    present = messages.presence(presences.windows_of_plan(plan.id))
    response.set_data(b"".join([*told, present]))
    return response
