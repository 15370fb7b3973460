"""The live updates of a plan's page.

Whoever may read the plan is let in here, as to every other page; then the server goes on with the
stream beside Flask. Where there is no such server, as in development, the answer is what was missed
so far, and the browser asks again after a moment.
"""

import re
from dataclasses import replace

from flask import Blueprint, Response, abort, jsonify, request
from werkzeug.exceptions import HTTPException

from planner.actions.people import passwords
from planner.bridge import HANDED_OVER
from planner.jobs import background, presences
from planner.live import catching_up, messages
from planner.live.listener import Listener
from planner.live.stream import Connection, Stream
from planner.models import Plan
from planner.queries.live import presences as queries
from planner.queries.live.presences import Window
from planner.views.web import Permission, Reply, find_plan, may, me, token_of_browser

bp = Blueprint("streams", __name__)


@bp.get("/plans/<int:plan_id>/stream")
def show(plan_id: int) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    return stream_to([listener_of(plan, window_of(plan), read_so_far())])


@bp.get("/streams")
def index() -> Response:
    """One stream for several windows of a browser, which has six connections to a host.

    Each `on` in the address is a window: the plan's number, the window's name and how far it has
    read, with dots between. One whose plan the person may not see is told nothing.
    """
    asked_for = [_ON.fullmatch(text) for text in request.args.getlist("on")]
    if len(asked_for) > MOST_WINDOWS:
        abort(400)
    found = [_listener_on(*window.groups()) if window else abort(400) for window in asked_for]
    listeners = [listener for listener in found if listener]
    if not listeners:
        abort(404)
    return stream_to(listeners)


def _listener_on(plan_id: str, name: str, said: str) -> Listener | None:
    """Who listens for one of several windows; nobody if the plan is not seen."""
    try:
        plan = find_plan(int(plan_id), Permission.SEE_PLAN)
    except HTTPException:
        return None
    return replace(listener_of(plan, Window(plan.id, me().id, name), said or None), shares=True)


def stream_to(listeners: list[Listener]) -> Response:
    """What the server goes on with, or where it does not, all that was missed."""
    handed_over = request.environ.get(HANDED_OVER)
    response = Response(mimetype="text/event-stream")
    response.headers["X-Accel-Buffering"] = "no"  # a proxy passes on each message at once
    if handed_over is not None and request.method == "GET":
        handed_over.append(listeners)
    else:
        response.set_data(b"".join(map(_told_first, listeners)))
    return response


def _told_first(listener: Listener) -> bytes:
    is_here(listener)
    stream = Stream(listener, Connection())
    told = catching_up.first_messages(listener, catching_up.missed(listener))
    present = messages.presence(queries.windows_of_plan(listener.plan_id))
    return b"".join(map(stream.for_it, [*told, present]))


MOST_WINDOWS = 40
_NAME = re.compile(r"[\w.:-]{0,64}", re.ASCII)
_ON = re.compile(r"([0-9]{1,10})\.([\w:-]{1,64})\.([0-9]{0,10})", re.ASCII)


def window_of(plan: Plan) -> Window:
    """The window on the plan; a page can give its own a name, so that two are told apart."""
    name = request.values.get("window", "")
    return Window(plan.id, me().id, name if is_name(name) else "")


def is_name(text: str) -> bool:
    """Whether it can be the name of a window, or the id of a form."""
    return _NAME.fullmatch(text) is not None


def read_so_far() -> str | None:
    """How far the browser says that it has read, now or when its page was made."""
    return request.headers.get("Last-Event-ID") or request.args.get("after")


def listener_of(plan: Plan, window: Window, said: str | None) -> Listener:
    """Who asks to hear of the plan, in which window, and from where on."""
    return Listener(
        window=window,
        customer_id=plan.customer_id,
        session=passwords.digest(token_of_browser()),
        for_members=may(Permission.SEE_RATING_AT_ONCE),
        said=said,
    )


def is_here(listener: Listener) -> None:
    """Let others see that the person is here; whoever asks again within a minute stays."""
    background.start(presences.write_windows, [listener.window])


@bp.get("/plans/<int:plan_id>/changes")
def index_changes(plan_id: int) -> Response:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    listener = listener_of(plan, window_of(plan), read_so_far())
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
