"""Flask, without what each request would do anew and no page of ours needs."""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask, Request, Response, request
from flask.sessions import (
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionMixin,
)
from itsdangerous import URLSafeTimedSerializer

PROGRAMS: Final = "/api/v1"
CALENDARS: Final = "/calendar"
"""Below which a secret address stands for a sign-in."""


def is_for_programs(path: str) -> bool:
    """Whether a path is one that programs ask for with a token: cookies count for nothing there,
    and none is set."""
    return f"{path}/".startswith(f"{PROGRAMS}/")


def _has_no_cookies(path: str) -> bool:
    return is_for_programs(path) or path.startswith(f"{CALENDARS}/")


class _Sessions(SecureCookieSessionInterface):
    """What signs the cookies is made once."""

    _signer: URLSafeTimedSerializer | None = None

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        if self._signer is None:
            self._signer = super().get_signing_serializer(app)
        return self._signer

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if _has_no_cookies(request.path):
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if not _has_no_cookies(request.path):
            super().save_session(app, session, response)


class Application(Flask):
    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.session_interface = _Sessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """As it is: none of our functions is a coroutine, and each would be looked at each time."""
        return func
