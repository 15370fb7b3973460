"""What a browser says when it wants to hear of a plan."""

import re

from flask import request

from planner.actions.people import passwords
from planner.jobs import background, presences
from planner.live.listener import Listener
from planner.models import Plan
from planner.queries.live.presences import Window
from planner.views.web import Permission, may, me
from planner.views.web.gate import token_of_browser

_NAME = re.compile(r"[\w.:-]{0,64}", re.ASCII)


def window_of(plan: Plan) -> Window:
    """The window on the plan; a page can give its own a name, so that two are told apart."""
    name = request.values.get("window", "")
    return Window(plan.id, me().id, name if is_name(name) else "")


def is_name(text: str) -> bool:
    """Whether it can be the name of a window, or the id of a form."""
    return _NAME.fullmatch(text) is not None


def listener(plan: Plan) -> Listener:
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
