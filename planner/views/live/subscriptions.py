"""Which pages hear of what others change while they are open, and what they fetch anew then.

The page of a plan fetches the sections that have changed. The other pages that show something of a
plan fetch themselves again when a noun that they show has changed.
"""

from flask import Flask, g, request

from planner.access import Permission
from planner.extensions import htmx
from planner.models import Plan
from planner.nouns import NOUNS
from planner.queries.live import positions
from planner.views.plan.plan_sections import SECTIONS
from planner.views.web.current import is_signed_in, may, plan_found

ANYTHING = "*"
# The head of a plan's page is about the customer; all below it is in sections.
_OF_SECTIONS = {"customers.show": "customer", "plans.show": "customer"}
_OF_COMMENTS = "comment member"
_COMMENTED = [noun.name for noun in NOUNS if noun.is_commented and noun.model is not Plan]
_WHOLE = {
    **{
        noun.page.endpoint: " ".join([*sorted({noun.name, *noun.page.shows}), _OF_COMMENTS])
        for noun in NOUNS
        if noun.page and noun.page.endpoint not in _OF_SECTIONS
    },
    "comments.index": " ".join([*sorted(_COMMENTED), _OF_COMMENTS]),
    "events.index": ANYTHING,
    "maturity.show": ANYTHING,
    "minutes.edit": "activity member review",
    "reviews.show_printed_review": "activity member review",
    "reviews.index": "review",
}
# Who may do what on all of these pages, and whose they are.
_ALWAYS = "customer plan"
HEAD, CONTENT = "page-head", "page-content"
AGAIN = "Fetched-Again"
"""The header of a page's request for itself, whose notices belong to a page still to come."""


def init_app(app: Flask) -> None:
    app.before_request(_note_position)
    app.jinja_env.globals.update(
        fetched_again=fetched_again,
        nouns_shown=nouns_shown,
        parts_fetched_again=parts_fetched_again,
        plan_listened_to=plan_listened_to,
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
