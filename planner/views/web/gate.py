"""Nobody passes who is not signed in, but to the few pages that are marked as public.

Whoever has no more than a desk passes to what is marked as their own; for them nothing else is
there, also no page that is added later.
"""

from collections.abc import Callable
from typing import TypeVar

import flask_babel
from flask import Flask, abort, current_app, g, redirect, request, session, url_for

from planner.access import Permission
from planner.actions.people import sign_ins
from planner.extensions import htmx, login_manager
from planner.models import Person
from planner.views.web import rescued_forms, session_limits
from planner.views.web.addresses import of_whole_request
from planner.views.web.current import is_signed_in, may, reader_found_before
from planner.views.web.replies import Reply

_View = TypeVar("_View", bound=Callable[..., object])
TOKEN = "token"  # noqa: S105 - the name under which the session keeps it


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.request_loader(_person_of)
    app.before_request(_let_in)


def public(view: _View) -> _View:
    """Mark a view as open to everybody."""
    view.is_public = True  # type: ignore[attr-defined]  # a mark on the function itself
    return view


def own(view: _View) -> _View:
    """Mark a view as open to whoever is signed in, also to who sees nothing that all others do."""
    view.is_own = True  # type: ignore[attr-defined]  # a mark on the function itself
    return view


def begin(token: str) -> None:
    """From now on this browser has the session of that token, and nothing of what was before."""
    session.clear()
    session[TOKEN] = token
    session_limits.note_sign_in()
    g.pop("_login_user", None)  # what Flask-Login found out before, for the rest of this request
    flask_babel.refresh()


def token_of_browser() -> str:
    """The token of the session that this browser has, if any."""
    return str(session.get(TOKEN, ""))


def _person_of(_request: object) -> Person | None:
    token = token_of_browser()
    if token and session_limits.is_over():
        session.clear()
        token = ""
    g.pop("waits", None)
    known = reader_found_before(token)
    if known is not None:
        g.reader = known
        return sign_ins.person_of(known)
    # What changes something is mostly answered without a page, and so without its bar.
    is_read = request.method in ("GET", "HEAD")
    found = sign_ins.find_session(token, is_counted=is_read) if token else None
    g.reader = found.reader if found else None
    return found.person if found else None


def is_open_to_everybody() -> bool:
    """Whether this request is for one of the few public pages, or for nothing that there is."""
    view = current_app.view_functions.get(request.endpoint or "")
    return view is None or request.endpoint == "static" or getattr(view, "is_public", False)


def _let_in() -> Reply | None:
    if is_open_to_everybody():
        return None
    if not is_signed_in():
        return _ask_to_sign_in()
    if not is_own_page() and not may(Permission.SEE_COMMON_PAGES):
        abort(404)
    return None


def is_own_page() -> bool:
    """Whether what is asked for is marked as open to whoever is signed in."""
    return getattr(current_app.view_functions[request.endpoint or ""], "is_own", False)


def _ask_to_sign_in() -> Reply:
    if request.method not in ("GET", "HEAD"):
        return rescued_forms.keep()
    address = url_for("sign_ins.new", next=_page_asked_for())
    if htmx:
        return "", 401, {"HX-Redirect": address}
    return redirect(address)


def _page_asked_for() -> str:
    if not htmx:
        return of_whole_request()
    return "/" + (htmx.current_url or "").split("/", 3)[-1]
