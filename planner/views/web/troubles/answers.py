"""What people see while the database does not work: what is wrong, and all that they had typed."""

import flask_babel
import structlog
from flask import Flask, Response, g, make_response, render_template, request
from flask_login import AnonymousUserMixin
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from planner.database import db, read_only
from planner.database_troubles import FAILURES, Trouble, in_a_line, trouble_of
from planner.extensions import htmx
from planner.translation import forget_language, gettext
from planner.views.web import rescued_forms
from planner.views.web.gate import is_open_to_everybody
from planner.views.web.troubles.health import readiness

_RETRY_AFTER = {Trouble.BUSY: 5, Trouble.DISK: 60, Trouble.AWAY: 30}  # seconds
_SAFE = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    for failure in FAILURES:
        app.register_error_handler(failure, _answer)


def _answer(error: SQLAlchemyError) -> Response:
    trouble = trouble_of(error)
    if trouble is None:
        raise error  # a mistake of ours, and not for these words
    structlog.get_logger().error("database", trouble=trouble.name, reason=in_a_line(error))
    readiness().remember(trouble)
    _let_go()
    if trouble is Trouble.AWAY:
        _ask_for_nobody()
    reply = make_response(_page(_said(trouble)))
    reply.status_code = 503
    reply.headers["Retry-After"] = str(_RETRY_AFTER[trouble])
    return reply


def _let_go() -> None:
    try:
        db.session.rollback()
    except DBAPIError:
        db.session.remove()  # there is nobody who would take it back
    read_only(True)  # the page that says so must not wait for the lock as well


def _ask_for_nobody() -> None:
    """Who is signed in and which language they chose stands where nothing can be read now."""
    g._login_user = AnonymousUserMixin()  # noqa: SLF001 - where Flask-Login looks first
    forget_language()
    flask_babel.refresh()


def _said(trouble: Trouble) -> str:
    return {
        Trouble.BUSY: gettext("The database is busy. Nothing was changed; try again in a moment."),
        Trouble.DISK: gettext(
            "The server's disk is full or cannot be written to. Nothing was changed. You can go on"
            " reading; saving works again when an administrator has made room."
        ),
        Trouble.AWAY: gettext(
            "The database does not answer. Nothing was changed; try again in a minute."
        ),
    }[trouble]


def _page(message: str) -> Response:
    """The notice of htmx leaves the form as it is; a page has what was typed in its keeping."""
    if htmx:
        reply = make_response(render_template("web/errors/notice.html", message=message))
        reply.headers["HX-Retarget"], reply.headers["HX-Reswap"] = "#notices", "innerHTML"
        return reply
    if request.method in _SAFE or is_open_to_everybody():
        return make_response(render_template("web/errors/show.html", code=503, message=message))
    kept = rescued_forms.received()
    return make_response(render_template("web/rescued_forms/show.html", kept=kept, message=message))
