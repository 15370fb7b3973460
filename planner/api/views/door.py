"""Where programs come in: it stands before the pages, so that nothing below `/api/v1` is one."""

from collections.abc import Mapping
from typing import Final

import structlog
from flask import Flask, Response, current_app, request
from sqlalchemy.exc import DBAPIError, IntegrityError
from werkzeug.exceptions import HTTPException

from planner.access import Permission
from planner.actions.errors import Refused, Vanished
from planner.api.problems import Problem, kind_of_status
from planner.api.routes import ADMINISTERED, PATHS, VERBS
from planner.api.views import (
    answers,
    customer_views,
    lead_views,
    limits,
    organisation_views,
    page_tables,
    reading_views,
    renewal_views,
    repeating,
    saved_view_views,
    signing_in,
    verb_views,
    webhook_views,
    writing_views,
)
from planner.api.views.answers import View
from planner.api.views.url_map import MAP
from planner.application import is_for_programs
from planner.database import db, read_only
from planner.database_troubles import trouble_of
from planner.models import ApiToken, TokenScope
from planner.planfiles.items import REQUESTS
from planner.views.web.current import may
from planner.views.web.deleted import Deleted
from planner.views.web.replies import reason
from planner.words import gettext

_PARTS: Final[tuple[Mapping[str, Mapping[str, View]], ...]] = (
    reading_views.READING_VIEWS,
    writing_views.WRITING_VIEWS,
    verb_views.VERB_VIEWS,
    customer_views.CUSTOMER_VIEWS,
    organisation_views.ORGANISATION_VIEWS,
    lead_views.LEAD_VIEWS,
    renewal_views.RENEWAL_VIEWS,
    saved_view_views.SAVED_VIEW_VIEWS,
    webhook_views.WEBHOOK_VIEWS,
)
VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    name: {m: view for part in _PARTS for m, view in part.get(name, {}).items()}
    for name in PATHS.values()
}
_NUL = "\x00"
_VARY = "Authorization, Accept, Accept-Language"
_UNAVAILABLE = {"Retry-After": "2"}


def init_app(app: Flask) -> None:
    limits.init_app(app)
    # Before whatever asks for a form, a token against forgery or a session.
    app.before_request(_answer)


def _answer() -> Response | None:
    """Also the tables of pages, where they are asked for by a program."""
    of_page = page_tables.is_asked_for()
    if not of_page and not is_for_programs(request.path):
        return None
    read_only(request.method in signing_in.SAFE)
    try:
        answer = page_tables.served() if of_page else _served()
    except Exception as error:
        db.session.rollback()
        answer = answers.problem(_problem_of(error))
    answer.headers.setdefault("Vary", _VARY)
    return limits.tell_limits(answer)


def _served() -> Response:
    """The view of an address and a method, once it is known who asks."""
    if _NUL in request.path or _NUL in "".join(request.args.values()):
        raise Problem("request")
    with repeating.under_way():
        token = signing_in.sign_in()
        limits.count_request(token)
        name, values = _route(request.path)
        method = "GET" if request.method == "HEAD" else request.method
        if method not in VIEWS[name]:
            raise _not_allowed(VIEWS[name])
        signing_in.check_scope(_scope(name, method))
        if name != "me" and not may(Permission.SEE_COMMON_PAGES):
            raise Problem("not-found")
        return _again(token, name, values) or VIEWS[name][method](**values)


def _scope(name: str, method: str) -> TokenScope:
    if method == "GET":
        return TokenScope.READ
    return TokenScope.ADMIN if name in ADMINISTERED else TokenScope.WRITE


def _again(token: ApiToken, name: str, values: dict[str, str]) -> Response | None:
    """What was answered before to the same, for who may still read where it was done."""
    answer = repeating.replayed(token.id)
    # What one has asked for oneself is told also to who sees no more of the plan.
    own = values.get("resource") == REQUESTS.list
    if answer is not None and "customer" in values and not own:
        path = request.path.rpartition("/")[0] if name in VERBS else request.path
        where, there = _route(path)
        VIEWS[where]["GET"](**there)
    return answer


def _route(asked: str) -> tuple[str, dict[str, str]]:
    path = asked.removeprefix(answers.ROOT).removesuffix(".csv")
    name, values = MAP.bind("").match(path or "/", method="GET")
    return str(name), dict(values)


def _not_allowed(views: object) -> Problem:
    names = [str(name) for name in views] if isinstance(views, dict) else []
    allowed = [*names, *(["HEAD"] if "GET" in names else [])]
    return Problem("method", headers={"Allow": ", ".join(sorted(allowed))})


def _problem_of(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refused):
        return Problem("conflict", reason(error))
    if isinstance(error, Deleted | Vanished):
        return Problem("not-found")
    if isinstance(error, HTTPException):
        return Problem(kind_of_status(error.code or 500))
    return _of_database(error) or _of_ourselves(error)


def _of_database(error: Exception) -> Problem | None:
    if isinstance(error, IntegrityError):
        said = gettext("Somebody changed this at the same moment. Look again and retry.")
        return Problem("conflict", said)
    if isinstance(error, DBAPIError) and trouble_of(error):
        return Problem("unavailable", headers=_UNAVAILABLE)
    return None


def _of_ourselves(error: Exception) -> Problem:
    structlog.get_logger().error("api", exc_info=error)
    if current_app.testing:
        raise error
    return Problem("internal")
