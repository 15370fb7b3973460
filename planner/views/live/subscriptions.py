"""Which pages hear of what others change while they are open, and what they fetch anew then.

The page of a plan fetches the sections that have changed. The other pages that show something of a
plan fetch themselves again when a noun that they show has changed.

Pages across plans stay as they are: open, they ask now and then whether anything has happened that
they show. A stream for each of them would cost every process a look at every event for every
reader; what lies in the pool or waits for an answer need not be there within a second.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Blueprint, Flask, Response, g, jsonify, request

from planner.live.positions import read_position
from planner.models import Plan
from planner.nouns import NOUNS, types_of
from planner.queries.history import changed_since
from planner.queries.live import positions
from planner.queries.live.freshness import StateOfEvents
from planner.views.plan.plan_sections import SECTIONS
from planner.views.web import Permission, htmx, is_signed_in, layout, may, me
from planner.views.web.current import plan_found

bp = Blueprint("subscriptions", __name__)
NOTIFICATIONS = "notifications"
# Who sees what on these pages follows from the last five.
_WHO = ("customer", "member", "person", "plan", "team")
_NOUNS = {
    "pool": {"activity", "field", "potential", "request", *_WHO},
    "requests": {"activity", "request", "setting", *_WHO},
    "today": {"activity", "request", *_WHO},
}
PAGES = ", ".join((NOTIFICATIONS, *_NOUNS))
"""Their names, as a part of an address lists them; each is the index of its blueprint."""

_PARTS = {"pool": "bell pool"}
_BELL_AND_CONTENT = "bell page-head page-content"


@dataclass(frozen=True, slots=True)
class PolledPage:
    """A page of this kind that is being made: `parts` are the ids of what it fetches again."""

    name: str
    last: str
    parts: str


def polled_page() -> PolledPage | None:
    """The page that is being made, if it is one of these."""
    polled: PolledPage | None = g.get("polled_page")
    return polled


def kept_polled(state: Callable[[], StateOfEvents], make: Callable[[], str]) -> str:
    """The page that is being made, kept as others are; with what it is to say the next time."""
    polled, is_fetched = polled_page(), fetched_again()

    def again() -> layout.Stands[bool]:
        # Before anything is read that the page shows.
        told = () if polled is None else (str(positions.position()),)
        return layout.Stands(state(), is_fetched, told)

    def made(_now: object, *last: str) -> str:
        if polled is not None:
            g.polled_page = replace(polled, last=last[0])
        return make()

    told = () if polled is None else (polled.last,)
    return layout.kept_page(layout.Stands(state(), is_fetched, told), again, made)


@bp.get(f"/freshness/<any({PAGES}):page>")
def show_freshness(page: str) -> Response:
    """The same answer as that about a plan, without what has changed: the page says that."""
    last, has_changed = _look_at(page, request.args.get("after", ""))
    return jsonify(last=last, reset=has_changed, changes=[], people=[])


def _look_at(name: str, said: str) -> tuple[str, bool]:
    """What the page is to say the next time, and whether it shows what is no longer so."""
    if name == NOTIFICATIONS:
        now = changed_since.news_mark(me())
        return now, now != said
    last = positions.position()
    after = read_position(said, positions.newest())
    return str(last), after is None or changed_since.any_of(types_of(_NOUNS[name]), after)


def _note_polled() -> None:
    """How things stand, before anything is read that the page will show."""
    name, _, function = (request.endpoint or "").partition(".")
    if function != "index" or name not in (NOTIFICATIONS, *_NOUNS):
        return
    if is_signed_in() and not htmx:
        last = changed_since.news_mark(me()) if name == NOTIFICATIONS else str(positions.position())
        g.polled_page = PolledPage(name, last, _PARTS.get(name, _BELL_AND_CONTENT))


ANYTHING = "*"
# The head of a plan's pages is about the customer and the period; all below it is in sections.
_OF_SECTIONS = dict.fromkeys(
    ("customers.show", "plan_tabs.show", "plans.show", "plans.show_whole"), "customer plan"
)
_OF_COMMENTS = "comment member"
_COMMENTED = [noun.name for noun in NOUNS if noun.is_commented and noun.model is not Plan]


def _shown_also() -> dict[str, str]:
    """The nouns of which pages show something by themselves, by endpoint, as their cards say."""
    shown = defaultdict(list)
    for noun in NOUNS:
        for endpoint in noun.also_on:
            shown[endpoint].append(noun.name)
    return {endpoint: " ".join(sorted(nouns)) for endpoint, nouns in shown.items()}


_WHOLE = {
    **{
        noun.page.endpoint: " ".join([*sorted({noun.name, *noun.page.shows}), _OF_COMMENTS])
        for noun in NOUNS
        if noun.page and noun.page.endpoint not in _OF_SECTIONS
    },
    **_shown_also(),
    "comments.index": " ".join([*sorted(_COMMENTED), _OF_COMMENTS]),
    "events.index": ANYTHING,
    "maturity.show": ANYTHING,
}
# Who may do what on all of these pages, and whose they are.
_ALWAYS = "customer plan"
HEAD, CONTENT = "page-head", "page-content"
AGAIN = "Fetched-Again"
"""The header of a page's request for itself, whose notices belong to a page still to come."""


def init_app(app: Flask) -> None:
    app.before_request(_note_position)
    app.before_request(_note_polled)
    app.jinja_env.globals.update(
        fetched_again=fetched_again,
        nouns_shown=nouns_shown,
        parts_fetched_again=parts_fetched_again,
        plan_listened_to=plan_listened_to,
        polled_page=polled_page,
        sections_listened_to=sections_listened_to,
    )


def plan_listened_to() -> Plan | None:
    """The plan that the page shows, or that the form on it changes something of."""
    endpoint = request.endpoint or ""
    is_form = endpoint.partition(".")[2].startswith(("edit", "update"))
    listens = endpoint in _OF_SECTIONS or endpoint in _WHOLE or is_form
    if not listens or not is_signed_in() or not may(Permission.SEE_PLAN):
        return None
    return plan_found()


def sections_listened_to() -> list[str]:
    """The sections that the page fetches one by one."""
    return list(SECTIONS) if request.endpoint in _OF_SECTIONS else []


def nouns_shown() -> str:
    """After which changes the page fetches parts of itself again."""
    endpoint = request.endpoint or ""
    if endpoint in _WHOLE:
        return f"{_WHOLE[endpoint]} {_ALWAYS}"
    return _OF_SECTIONS.get(endpoint, "")


def parts_fetched_again() -> list[str]:
    """The ids of those parts."""
    return [HEAD, CONTENT] if request.endpoint in _WHOLE else [HEAD]


def fetched_again() -> bool:
    """Whether the page is asked for by itself, while it stays open."""
    return AGAIN in request.headers


def _note_position() -> None:
    """How far the events go, before anything is read that the page will show."""
    if request.endpoint in _WHOLE and is_signed_in() and not htmx:
        g.position = positions.position()
