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
from planner.api.views import (
    answers,
    lead_views,
    limits,
    reading_views,
    signing_in,
    verb_views,
    writing_views,
)
from planner.api.views.reading_views import View
from planner.api.views.routes import MAP, PATHS
from planner.application import is_for_programs
from planner.database import db, read_only
from planner.database_troubles import trouble_of
from planner.models import TokenScope
from planner.views.web.current import may
from planner.views.web.deleted import Deleted
from planner.views.web.replies import reason
from planner.words import gettext

_PARTS: Final = (reading_views, writing_views, verb_views, lead_views)
VIEWS: Final[Mapping[str, Mapping[str, View]]] = {
    name: {m: view for part in _PARTS for m, view in part.VIEWS.get(name, {}).items()}
    for name in PATHS.values()
}
_NUL = "\x00"
_UNAVAILABLE = {"Retry-After": "2"}


def init_app(app: Flask) -> None:
    app.extensions["api_rates"] = limits.Rates()
    # Before whatever asks for a form, a token against forgery or a session.
    app.before_request(_answer)


def _answer() -> Response | None:
    if not is_for_programs(request.path):
        return None
    read_only(request.method in signing_in.SAFE)
    try:
        answer = _served()
    except Exception as error:
        db.session.rollback()
        answer = answers.problem(_problem_of(error))
    answer.headers.setdefault("Vary", "Authorization, Accept, Accept-Language")
    return limits.tell(answer)


def _served() -> Response:
    """The view of an address and a method, once it is known who asks."""
    if _NUL in request.path or _NUL in "".join(request.args.values()):
        raise Problem("request")
    token = signing_in.sign_in()
    limits.count(token.id)
    name, values = _route()
    views = VIEWS[name]
    method = "GET" if request.method == "HEAD" else request.method
    if method not in views:
        raise _not_allowed(views)
    signing_in.check_scope(TokenScope.READ if method == "GET" else TokenScope.WRITE)
    if name != "me" and not may(Permission.SEE_COMMON_PAGES):
        raise Problem("not-found")
    return views[method](**values)


def _route() -> tuple[str, dict[str, str]]:
    path = request.path.removeprefix(answers.ROOT).removesuffix(".csv")
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
