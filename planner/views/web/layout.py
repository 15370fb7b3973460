"""What stands around every page: kept by all that it shows, so that most pages make none of it."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from flask import Flask, render_template, request, session
from markupsafe import Markup

from planner.extensions import htmx
from planner.models import Plan
from planner.queries.live.freshness import StateOfEvents
from planner.views.web import cache
from planner.views.web.current import is_signed_in, may, me, rights, what_waits
from planner.words import language

_FLASHED = "_flashes"
"""Where Flask keeps in the session what the next page is to say."""


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(layout_part=kept_part, navigation_bar=bar, what_waits=what_waits)


def has_notices() -> bool:
    """Whether the page says once what was done on the one before."""
    return _FLASHED in session


def bar_shows() -> Hashable:
    """What the bar says of the person that no customer's events tell."""
    return what_waits()


def kept_page(
    state: StateOfEvents,
    asked: Hashable,
    make: Callable[..., str],
    told: Sequence[object] = (),
) -> str:
    """The whole of a page that is about no plan, or what it was when everything was as it is now.

    `asked` is all that it shows and that leaves no event. `make` is called with places for what is
    `told`, which differs each time.
    """
    if has_notices():
        return make(*told)
    shown = (request.endpoint, asked, bool(htmx), bar_shows())
    return cache.depending_on(state).html("page", shown, make, told)


def kept_part(template: str, *shown: Hashable) -> Markup:
    """What depends on nothing but whether somebody is signed in, the language, and what is
    `shown`, by that name."""
    key = (template, shown, is_signed_in(), language(), request.script_root)
    return cache.html(key, partial(render_template, template, shown=shown))


def bar(plan: Plan | None) -> Markup:
    """The bar at the top, above the page of a plan or above any other."""
    customer = plan.customer.key if plan and may("work_on_plan") else None
    asked_for = (request.endpoint, request.path.startswith("/team"), customer)
    key = (asked_for, _who(), bar_shows(), language(), request.script_root)
    make = partial(render_template, "layouts/_navigation.html", customer_key=customer)
    return cache.html(key, make)


def _who() -> Hashable:
    if not is_signed_in():
        return None
    person = me()
    return person.id, person.name, person.role, rights()
