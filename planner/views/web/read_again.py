"""Pages that are as their reader has read them before, answered before a request is built of them.

A page that is kept says with `offer` what it is kept by: who reads it, which follows from the row
of the session, and a question that says how things stand. What else it is made of comes with the
request. Where all of it is as it was, so is the page, and two or three statements are all that is
asked; whatever else there is to do is left to the pages.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, g, request
from flask.sessions import SessionMixin
from flask_wtf.csrf import generate_csrf

from planner import access, clock
from planner.actions.people import passwords, sign_ins
from planner.actions.people.sign_ins import Reader
from planner.database import db, only_reading
from planner.database_troubles import FAILURES
from planner.views.web import session_limits
from planner.views.web.cache import Cache
from planner.views.web.current import found_reader, found_reader_before, me
from planner.views.web.gate import TOKEN
from planner.views.web.http.security import end_reading
from planner.views.web.language import COOKIE

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Told = Sequence[object]
Question = Callable[[], tuple[Hashable, Told] | None]
"""The key that the page is kept by, were it made now, and what it would be told; None where there
is no such page any more. It asks the database, and nothing of the request."""
_Headers = list[tuple[str, str]]

_OFFERED = "planner.read_again"
_TOKEN_OF_FORMS = "csrf_token"  # noqa: S105 - the name under which Flask-WTF keeps it
# What differs each time, or is said for once.
_NOT_KEPT = {"content-length", "set-cookie"}
# A page asked for in one of these ways is a part of one, or is asked for by itself.
_NO_PAGE = ("HTTP_HX_REQUEST", "HTTP_FETCHED_AGAIN")
_OF_REQUEST = (
    "SCRIPT_NAME",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_HOST",
    "HTTP_ACCEPT_LANGUAGE",
    "wsgi.url_scheme",
)


@dataclass(frozen=True, slots=True)
class _Known:
    """How a page was read last."""

    reader: Reader
    day: object
    question: Question
    token: str
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """By which session a page is asked for, and all of the request that it is made of."""

    digest: str
    key: Hashable


def init_app(app: Flask) -> None:
    again = _ReadAgain(app, app.wsgi_app)
    app.wsgi_app = again  # type: ignore[method-assign]  # how Flask takes a middleware


def offer(question: Question) -> None:
    """The page that is being made is kept by what the question answers, and can be read again.

    Whether an executive has more than a desk is asked each time, so they read it anew.
    """
    reader = found_reader()
    if reader is not None and not access.may_have_desk_alone(me()):
        token = generate_csrf()
        request.environ[_OFFERED] = _Known(reader, clock.today(), question, token)


class _ReadAgain:
    def __init__(self, app: Flask, pages: "WSGIApplication") -> None:
        self._app, self._pages = app, pages

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        asked = self._asked(environ)
        if asked is None:
            return self._pages(environ, start_response)
        known = cast(_Known | None, self._cache.get(asked.key))
        if known is None:
            return self._made(asked, environ, start_response)
        # The page, if it has to be made, is made in the same transaction.
        with self._app.app_context(), only_reading():
            body = self._again(asked, known)
            if body is None:
                return self._made(asked, environ, start_response)
            start_response("200 OK", [*known.headers, ("Content-Length", str(len(body)))])
            return [body]

    @property
    def _cache(self) -> Cache:
        return cast(Cache, self._app.extensions["cache"])

    def _asked(self, environ: "WSGIEnvironment") -> _Asked | None:
        if environ["REQUEST_METHOD"] != "GET" or any(name in environ for name in _NO_PAGE):
            return None
        asking = self._app.request_class(environ)
        kept = self._app.session_interface.open_session(self._app, asking)
        if kept is None or not _says_only_who(kept, self._app):
            return None
        digest = passwords.digest(kept[TOKEN])
        of_request = tuple(environ.get(name) for name in _OF_REQUEST)
        browser = (digest, kept[_TOKEN_OF_FORMS], asking.cookies.get(COOKIE))
        return _Asked(digest, ("read again", browser, of_request))

    def _again(self, asked: _Asked, known: _Known) -> bytes | None:
        try:
            reader = sign_ins.reader_behind(asked.digest)
            if reader is None:
                return None
            found_reader_before(asked.digest, reader)
            if reader != known.reader or known.day != clock.today():
                return None
            found = known.question()
        except FAILURES:
            g.pop("found_before", None)
            db.session.remove()  # the page meets the same trouble, and says so
            return None
        if found is None:
            return None
        body = self._cache.filled(found[0], known.token, found[1])
        if body is not None:
            end_reading()
        return body

    def _made(
        self, asked: _Asked, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        begun: list[tuple[str, _Headers]] = []

        def begin(status: str, headers: _Headers, *problem: Any) -> Any:
            begun.append((status, headers))
            return start_response(status, headers, *problem)

        answer = self._pages(environ, begin)
        offered = environ.get(_OFFERED)
        if offered is not None and begun[-1][0].startswith("200"):
            self._cache.put(asked.key, _with_headers(offered, begun[-1][1]))
        return answer


def _says_only_who(kept: SessionMixin, app: Flask) -> bool:
    """Whether the page is told nothing by its session but who reads it, and writes nothing there;
    what one page leaves to be said on the next stands there too."""
    return set(kept) == {TOKEN, _TOKEN_OF_FORMS, *session_limits.NAMES} and session_limits.is_noted(
        kept, app.config["PLANNER"]
    )


def _with_headers(known: _Known, headers: _Headers) -> _Known:
    kept = tuple((name, said) for name, said in headers if name.lower() not in _NOT_KEPT)
    return _Known(known.reader, known.day, known.question, known.token, kept)
