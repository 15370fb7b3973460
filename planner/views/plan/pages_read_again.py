"""Pages of a plan that are as their reader has read them before.

Which plan an address leads to, and how somebody stands to it, follows from the person, the day, and
the plans, members and owner of the customer. Every change of these leaves an event. So nothing is
looked for again as long as the state of the events is the same, nor the plan, nor the rights to it;
else what was found the last time is forgotten, and the view begins anew.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar, cast

from flask import g, request
from markupsafe import Markup

from planner.access import Standing, general_standings
from planner.models import Plan
from planner.queries.history.visits import Reading
from planner.views.history import events
from planner.views.web import cache, clock, me
from planner.views.web.current import forget_standings, found_standings, rights
from planner.views.web.layout import bar_shows, has_notices
from planner.words import language

_View = TypeVar("_View", bound=Callable[..., object])
_Made = Callable[[object, object], str]


@dataclass(frozen=True, slots=True)
class _Found:
    """What an address led to, and how the reader stood to it."""

    plan_id: int
    customer_id: int
    rights: tuple[frozenset[Standing], bool]


def read_again(view: _View) -> _View:
    """For views that answer with `page`: what is kept of it goes before."""

    @wraps(view)
    def kept_or_made(**named: object) -> object:
        return _kept() or view(**named)

    return cast(_View, kept_or_made)


def reading_of(plan: Plan) -> Reading:
    """How this request reads the plan, asked for once."""
    found = _Found(plan.id, plan.customer_id, rights())
    known, reading = g.get("plan_read", (None, None))
    if known != found:
        reading = events.reading(plan.id, plan.customer_id)
    assert reading is not None  # noqa: S101 - the view has found the plan
    return cast(Reading, reading)


def page(plan: Plan, reading: Reading, make: _Made) -> str:
    """What `make` returns for the position to listen from and that up to which all is read, or what
    it returned when everything was as it is now."""
    if has_notices():
        return make(*_told(reading))
    found, asked = _Found(plan.id, plan.customer_id, rights()), _asked()
    cache.put(asked, found)
    return cache.html(_key(asked, found, reading), make, _told(reading))


def _kept() -> Markup | None:
    found = None if has_notices() else cast(_Found | None, cache.get(_asked()))
    if found is None:
        return None
    standings, in_closed_plan = found.rights
    found_standings(standings, in_closed_plan=in_closed_plan)
    reading = events.reading(found.plan_id, found.customer_id)
    if reading is not None:
        if kept := cache.kept_html(_key(_asked(), found, reading), _told(reading)):
            return kept
        g.plan_read = found, reading
    forget_standings()
    return None


def _asked() -> Hashable:
    """Who asks for which page, when and in which language."""
    person = me()
    who = (person.id, person.name, person.team_id, frozenset(general_standings(person)))
    return ("page of a plan", request.script_root, request.path, language(), clock.today(), who)


def _key(asked: Hashable, found: _Found, reading: Reading) -> Hashable:
    """With what the page shows that can change without an event of the customer."""
    since = reading.since
    new = (since.comments, since.known, *sorted(since.changed.items()))
    shown = (new, reading.followed, reading.rating, bar_shows())
    return asked, found, reading.state.without(frozenset()), shown


def _told(reading: Reading) -> tuple[int, int]:
    return reading.position, max(reading.since.last_event or 0, reading.position)
