"""The live updates of a plan's page.

Whoever may read the plan is let in here, as to every other page; then the server goes on with the
stream beside Flask. Where there is no such server, as in development, the answer is what was missed
so far, and the browser asks again after a moment.
"""

import re

from flask import Blueprint, Response, abort, jsonify, request

from planner.actions.people import passwords
from planner.bridge import HANDED_OVER
from planner.jobs import background, presences
from planner.live import catching_up, messages
from planner.live.listener import Listener
from planner.models import Plan
from planner.queries.live import presences as queries
from planner.views.web import Permission, Reply, find_plan, may, me, token_of_browser

bp = Blueprint("streams", __name__)


@bp.get("/plans/<int:plan_id>/stream")
def show(plan_id: int) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    listener = listener_of(plan)
    handed_over = request.environ.get(HANDED_OVER)
    response = Response(mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"  # a proxy passes on each message at once
    if handed_over is not None and request.method == "GET":
        handed_over.append(listener)
        return response
    is_here(listener)
    told = catching_up.first_messages(listener, catching_up.missed(listener))
    present = messages.presence(queries.windows_of_plan(plan.id))
    response.set_data(b"".join([*told, present]))
    return response


_NAME = re.compile(r"[\w.:-]{0,64}", re.ASCII)


def window_of(plan: Plan) -> queries.Window:
    """The window on the plan; a page can give its own a name, so that two are told apart."""
    name = request.values.get("window", "")
    return queries.Window(plan.id, me().id, name if is_name(name) else "")


def is_name(text: str) -> bool:
    """Whether it can be the name of a window, or the id of a form."""
    return _NAME.fullmatch(text) is not None


def listener_of(plan: Plan) -> Listener:
    """Who asks to hear of the plan, and from where on."""
    return Listener(
        window=window_of(plan),
        customer_id=plan.customer_id,
        session=passwords.digest(token_of_browser()),
        for_members=may(Permission.SEE_RATING_AT_ONCE),
        said=request.headers.get("Last-Event-ID") or request.args.get("after"),
    )


def is_here(listener: Listener) -> None:
    """Let others see that the person is here; whoever asks again within a minute stays."""
    background.start(presences.write_windows, [listener.window])


@bp.get("/plans/<int:plan_id>/changes")
def index_changes(plan_id: int) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    listener = listener_of(plan)
    is_here(listener)
    missed = catching_up.missed(listener)
    return jsonify(
        last=missed.position,
        reset=missed.reset,
        changes=[messages.what_changed(change) for change in missed.changes],
        people=messages.people_there(queries.windows_of_plan(plan.id)),
    )


@bp.post("/plans/<int:plan_id>/presence")
def create_presence(plan_id: int) -> Reply:
    """`part` is the HTML id of the form that is being filled in; without it there is none."""
    plan = find_plan(plan_id, Permission.WORK_ON_CUSTOMER)
    part = request.form.get("part", "").strip()
    if not is_name(part):
        abort(400)
    presences.turn(window_of(plan), part or None)
    return "", 204
