"""Pages across plans that stay as things are: open, they ask now and then whether anything has
happened that they show, and fetch themselves again through the ordinary view if it has.

A stream for each of them would cost every process a look at every event for every reader; what
lies in the pool or waits for an answer need not be there within a second.
"""

from dataclasses import dataclass

from flask import Blueprint, Flask, Response, g, jsonify, request

from planner.live.positions import read_position
from planner.nouns import types_of
from planner.queries.history import changed_since
from planner.queries.live import positions
from planner.views.web import htmx, is_signed_in, me

bp = Blueprint("polled_pages", __name__)
NOTIFICATIONS = "notifications"
# Who sees what on both pages follows from the last five.
_WHO = ("customer", "member", "person", "plan", "team")
_NOUNS = {
    "pool": {"activity", "field", "potential", "request", *_WHO},
    "requests": {"activity", "request", "setting", *_WHO},
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


def init_app(app: Flask) -> None:
    app.before_request(_note)
    app.jinja_env.globals["polled_page"] = polled_page


def polled_page() -> PolledPage | None:
    """The page that is being made, if it is one of these."""
    polled: PolledPage | None = g.get("polled_page")
    return polled


@bp.get(f"/freshness/<any({PAGES}):page>")
def show(page: str) -> Response:
    """The same answer as that about a plan, without what has changed: the page says that."""
    last, has_changed = _look(page, request.args.get("after", ""))
    return jsonify(last=last, reset=has_changed, changes=[], people=[])


def _look(name: str, said: str) -> tuple[str, bool]:
    """What the page is to say the next time, and whether it shows what is no longer so."""
    if name == NOTIFICATIONS:
        now = changed_since.told(me())
        return now, now != said
    last = positions.position()
    after = read_position(said, positions.newest())
    return str(last), after is None or changed_since.any_of(types_of(_NOUNS[name]), after)


def _note() -> None:
    """How things stand, before anything is read that the page will show."""
    name, _, function = (request.endpoint or "").partition(".")
    if function != "index" or name not in (NOTIFICATIONS, *_NOUNS):
        return
    if is_signed_in() and not htmx:
        last = changed_since.told(me()) if name == NOTIFICATIONS else str(positions.position())
        g.polled_page = PolledPage(name, last, _PARTS.get(name, _BELL_AND_CONTENT))
