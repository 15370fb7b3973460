"""What stands around every page: kept by all that it shows, so that most pages make none of it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from flask import Flask, render_template, request, session
from markupsafe import Markup

from planner.extensions import htmx
from planner.models import Plan
from planner.queries.live.freshness import StateOfEvents
from planner.views.web import cache, read_again
from planner.views.web.current import is_signed_in, may, me, rights, what_waits
from planner.words import language

_Shown = TypeVar("_Shown", bound=Hashable)
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


@dataclass(frozen=True, slots=True)
class Stands(Generic[_Shown]):
    """How things stand for a page: the state of the events, all that it shows and that leaves no
    event, and what it is told anew each time."""

    state: StateOfEvents
    shown: _Shown
    told: Sequence[object] = ()


def kept_page(
    now: Stands[_Shown], stands: Callable[[], Stands[_Shown]], make: Callable[..., str]
) -> str:
    """The whole of a page that is about no plan, or what it was when everything was as it is now.

    How things stand is asked again when it is read again, without the request. `make` is called
    with how they stand now, and with places for what the page is told.
    """
    if has_notices():
        return make(now, *now.told)
    asked = (request.endpoint, bool(htmx), bar_shows())
    kept = cache.depending_on(())
    read_again.offer(partial(_again, kept, asked, stands))
    return kept.on(now.state).html("page", (asked, now.shown), partial(make, now), now.told)


def _again(
    kept: cache.Dependencies, asked: Hashable, stands: Callable[[], Stands[_Shown]]
) -> tuple[Hashable, Sequence[object]]:
    now = stands()
    return kept.on(now.state).key("page", (asked, now.shown)), now.told


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
