"""What protects everybody on every page: tokens against forgery, and what a page may load."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from flask import Flask, Response, current_app, request
from sqlalchemy.exc import DBAPIError
from werkzeug.middleware.proxy_fix import ProxyFix

from planner.application import is_for_programs
from planner.database import db, ends_with_commit, read_only
from planner.extensions import csrf, htmx
from planner.views.web.http import bodies

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)
HSTS = ("Strict-Transport-Security", f"max-age={365 * 24 * 60 * 60}")
"""Browsers that were here over TLS come no other way for a year."""
_TEXT = "text/plain; charset=utf-8"
_SAFE = {"GET", "HEAD", "OPTIONS"}


def init_app(app: Flask) -> None:
    app.wsgi_app = MethodOverride(app.wsgi_app)  # type: ignore[method-assign]  # Flask's way
    _see_through_proxies(app)
    app.before_request(_refuse_other_sites)
    bodies.init_app(app)
    csrf.init_app(app)
    htmx.init_app(app)
    app.before_request(_say_whether_it_writes)
    app.teardown_request(_say_no_more)
    app.after_request(_protect)


def _see_through_proxies(app: Flask) -> None:
    """Take people's addresses from as many proxies as there are, and from nobody else.

    Attempts to sign in are counted by address; behind a proxy all would seem to come from one.
    """
    if proxies := app.config["PLANNER"].proxies:
        fixed = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=0)
        app.wsgi_app = fixed  # type: ignore[method-assign]  # how Flask takes a middleware


def _refuse_other_sites() -> tuple[str, int, dict[str, str]] | None:
    """What another site makes a browser send is not even answered with a page of ours.

    Such a request comes without our cookie, so it would look like a session that has ended: its
    fields would be kept and offered to be saved, and the answer would replace the cookie.
    """
    if request.method in _SAFE or request.headers.get("Sec-Fetch-Site") != "cross-site":
        return None
    return "This was sent by another site. Nothing was changed.\n", 403, {"Content-Type": _TEXT}


def _say_whether_it_writes() -> None:
    read_only(request.method in _SAFE)


def _say_no_more(error: BaseException | None) -> None:
    """What the same thread does after the request may write again."""
    if error is None and request.method in _SAFE:
        end_reading()
    read_only(False)


def end_reading() -> None:
    """End what has only read where it ends with a COMMIT; all other transactions end as always.

    Should the database be gone by now, the answer is there; the rest is closed as always.
    """
    if ends_with_commit():
        with suppress(DBAPIError):
            db.session.commit()


def _protect(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cache-Control", "no-store")
    # One address answers htmx with a fragment and everybody else with a page.
    headers.setdefault("Vary", "HX-Request, Cookie, Accept-Language")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers.setdefault(*HSTS)
    return response


_MEANT = {"DELETE", "PUT", "PATCH"}


def _says_another(environ: "WSGIEnvironment") -> bool:
    """Forms know no other methods than two; programs do."""
    is_form = environ["REQUEST_METHOD"] == "POST" and not is_for_programs(environ["PATH_INFO"])
    return is_form and "_method=" in environ.get("QUERY_STRING", "")


class MethodOverride:
    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if _says_another(environ):
            meant = parse_qs(environ["QUERY_STRING"]).get("_method", [""])[0].upper()
            if meant in _MEANT:
                environ["REQUEST_METHOD"] = meant
        return self._application(environ, start_response)
