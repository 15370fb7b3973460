"""The body of a plan's page, kept until something that it shows has changed.

Making it takes ten times as long as asking whether it is still true. Every change leaves an event,
so the state of the events says so, in every process and without anybody having to be told. What
else a page depends on is part of the key: who reads it with which rights, the language, the day.
"""

from collections.abc import Callable, Hashable
from threading import Lock

from cachetools import LRUCache
from flask import Flask, current_app, g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from planner import clock
from planner.models import Plan
from planner.queries.freshness import State
from planner.translation import language
from planner.views.current import me

LARGEST = 16 * 1024 * 1024
"""How many characters one process keeps; what was not read for longest goes first."""

TOKEN_PLACE = "{token against forgery}"  # noqa: S105 - stands for that of whoever reads the page


class _Pages:
    def __init__(self) -> None:
        self.bodies: LRUCache[object, str] = LRUCache(LARGEST, getsizeof=len)
        self.lock = Lock()


def init_app(app: Flask) -> None:
    app.extensions["kept_pages"] = _Pages()


def body(plan: Plan, state: State, make: Callable[[], str], beside: Hashable = None) -> Markup:
    """What `make` returns, or what it returned when everything was as it is now.

    `state` is that of the events, read before; `beside` is what else the page shows that can
    change without an event.
    """
    pages: _Pages = current_app.extensions["kept_pages"]
    key = (plan.id, me().id, frozenset(g.standings), language(), clock.today(), beside)
    key_now = (*key, state)
    token = generate_csrf()
    with pages.lock:
        found = pages.bodies.get(key_now)
    if found is None:
        found = make().replace(token, TOKEN_PLACE)
        with pages.lock:
            pages.bodies[key_now] = found
    return Markup(found.replace(TOKEN_PLACE, token))  # noqa: S704 - rendered by our own templates
