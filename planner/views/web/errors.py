"""What people see when something does not work: what happened and what to do now."""

import structlog
from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from planner.actions.errors import Refused, Vanished
from planner.database import db
from planner.extensions import htmx
from planner.views.web import deleted, rescued_forms, sheets
from planner.views.web.current import is_signed_in
from planner.views.web.gate import is_open_to_everybody
from planner.views.web.replies import Reply, reason
from planner.views.web.rescued_forms import RescuedForm
from planner.words import gettext


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(deleted.Deleted, deleted.answer)
    app.register_error_handler(Vanished, _vanished)
    app.register_error_handler(IntegrityError, _clashed)
    app.register_error_handler(HTTPException, _http)


def _refused(error: Refused) -> Reply:
    """An action said no: 409, with the reason, where the person acted."""
    db.session.rollback()
    return show(409, reason(error))


def _vanished(error: Vanished) -> Reply | HTTPException:
    return deleted.answer_vanished(error) or _http(NotFound())


def _clashed(error: IntegrityError) -> Reply:
    """The database kept a rule that two people at once would have broken."""
    db.session.rollback()
    structlog.get_logger().info("clash", reason=str(error.orig))
    if is_signed_in() and rescued_forms.received().form is not None:
        return rescued_forms.offer_again(409)
    return show(409, gettext("Somebody changed this at the same moment. Look again and retry."))


def _forged(_error: CSRFError) -> Reply:
    if is_open_to_everybody():
        return rescued_forms.offer_to_send_again()
    return rescued_forms.offer_again() if is_signed_in() else rescued_forms.keep()


def _http(error: HTTPException) -> Reply | HTTPException:
    code = error.code or 500
    if code < 400:  # noqa: PLR2004 - redirects are no errors
        return error
    if isinstance(error, InternalServerError):
        db.session.rollback()
    messages = {
        400: gettext("The browser sent something that cannot be understood. Go back and retry."),
        403: gettext("You can see this, but changing it is for others."),
        404: gettext("There is nothing here, or nothing that you may see."),
        405: gettext("This cannot be done here."),
        415: gettext("This is no form of ours. Nothing was changed."),
        413: gettext("This is too large. Send less at once."),
        500: gettext("Something went wrong on our side. Nothing was changed; try again."),
    }
    return show(code, messages.get(code, error.description or ""))


def show(code: int, message: str) -> Reply:
    """The message as a page, or for htmx as a notice that leaves the page as it is."""
    if htmx:
        body = render_template("web/errors/notice.html", message=message)
        return body, code, {"HX-Retarget": f"#{sheets.notices()}", "HX-Reswap": "innerHTML"}
    body = render_template("web/errors/show.html", code=code, message=message, kept=_typed())
    return body, code


def _typed() -> RescuedForm | None:
    """What was sent, so that nobody types it again; what cannot be read is too large or no form."""
    try:
        return rescued_forms.received() if request.method == "POST" else None
    except HTTPException:
        return None
