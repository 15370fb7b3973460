"""Truthful answers: 303 after a change, 422 for what is wrong in a form, 409 for what clashes."""

import datetime
import re
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from flask import Response, make_response, redirect, render_template, request, session
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as BaseResponse

from planner.actions.errors import Refused
from planner.database import db
from planner.extensions import htmx
from planner.forms.base import Form
from planner.views.history import undo_offers
from planner.views.maturity import rating_strip
from planner.views.web import sheets
from planner.views.web.addresses import came_from, parts_of, within
from planner.words import exact_day, exact_moment, gettext

Reply = str | BaseResponse | tuple[str, int] | tuple[str, int, dict[str, str]]


def changed(to: str, fragment: str | None = None, **context: object) -> Reply:
    """After a change: the changed fragment for htmx, else a redirect to where it can be seen.

    Without a fragment htmx is sent to the page as well. Who mends something from a plan's overview,
    or from the page that says why it stands where it stands, goes on there, and sees the age move.
    Who did it in the sheet or the menu stays on the page behind.
    """
    if sheets.is_above_page():
        return _done_above_page(to)
    if htmx and fragment is not None:
        return in_place(fragment, **context)
    undo_offers.leave_for_next_page()
    return _go(to) if htmx else redirect(_page_stayed_on() or to, 303)


def in_place(fragment: str, **context: object) -> Reply:
    """A changed fragment, and what the change moves elsewhere on the page around it."""
    if sheets.is_above_page():
        return _beside(), 200, sheets.DONE
    return render_template(fragment, **context) + _beside()


def _beside() -> str:
    return _notices() + undo_offers.offer_beside() + rating_strip.strip_beside()


def _done_above_page(to: str) -> Reply:
    """What was deleted has no page any more: who did that on its own page goes on to `to`."""
    deletes = sheets.in_sheet() and request.method == "DELETE"
    if deletes and not _STAYS_BEHIND.match(within(_path_behind()) or ""):
        undo_offers.leave_for_next_page()
        return _go(to)
    return _beside(), 200, sheets.DONE


def _path_behind() -> str:
    return parts_of(htmx.current_url).path


_STAYS_BEHIND = re.compile(r"/(plans|customers|today|pool|week)\b")


def _notices() -> str:
    """What was flashed, for the place on the page where it would stand after loading it."""
    return render_template("components/notices.html") if session.get("_flashes") else ""


_STAYED_ON = re.compile(r"/plans/\d+(/maturity|/planning/\w+)?|/customers/[^/]+")


def _page_stayed_on() -> str | None:
    path = parts_of(came_from()).path
    return path if _STAYED_ON.fullmatch(within(path) or "") else None


def reloaded(to: str) -> Reply:
    """After a change that shows in many places of the page: htmx loads the page again."""
    if sheets.is_above_page():
        return _done_above_page(to)
    undo_offers.leave_for_next_page()
    if not htmx:
        return redirect(_page_stayed_on() or to, 303)
    response = make_response("", 200)
    response.headers["HX-Refresh"] = "true"
    return response


def invalid(page: str, *, form: Form, **context: object) -> Reply:
    """The form again, in its own place, with each error at its field and all that was typed.

    409 where somebody else has changed the same, and both changes stand there to choose from, or
    has done something in the same moment that excludes this.
    """
    body = render_template(page, form=form, **context)
    code = 409 if form.is_in_conflict or form.has_clashed else 422
    if not htmx:
        return body, code
    return body, code, {"HX-Retarget": f"#{form.html_id}", "HX-Reswap": "outerHTML"}


@contextmanager
def refusals_in(form: Form) -> Iterator[None]:
    """Put an action's refusal at the field of the form that it is about; look at `form.errors`.

    Nothing is changed then. What is about no field of the form goes on as Refused. Where somebody
    else did in the same moment what excludes this, the form says so and keeps what was typed.
    """
    try:
        yield
    except IntegrityError as error:
        db.session.rollback()
        structlog.get_logger().info("clash", reason=str(error.orig))
        form.has_clashed = True
        form.form_errors.append(
            gettext("Somebody changed this at the same moment. Look again and retry.")
        )
    except Refused as error:
        db.session.rollback()
        if error.field is None or error.field not in form:
            raise
        form[error.field].errors = [*form[error.field].errors, reason(error)]


def reason(error: Refused) -> str:
    """Why an action said no, in the person's language."""
    return gettext(error.message, **{name: _said(value) for name, value in error.values.items()})


def _said(value: object) -> object:
    """A value of a refusal as the reader writes it."""
    if isinstance(value, datetime.datetime):
        return exact_moment(value)
    return exact_day(value) if isinstance(value, datetime.date) else value


def _go(to: str) -> Response:
    response = make_response("", 200)
    response.headers["HX-Redirect"] = to
    return response
