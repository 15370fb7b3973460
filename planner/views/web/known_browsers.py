"""A browser in which somebody has signed in before is known by a signed cookie.

Others who guess that one's password, from the same address too, do not slow it down then.
"""

import secrets

from flask import Response, current_app, request
from itsdangerous import BadData, URLSafeSerializer

from planner.actions.people import passwords

_COOKIE = "known_browser"
_LASTS = 180 * 24 * 60 * 60


def known_as(email: str) -> str | None:
    """The random name of this browser, if this person has signed in here before."""
    try:
        name, whom = _sealer().loads(request.cookies.get(_COOKIE, ""))
    except (BadData, ValueError):
        return None
    return str(name) if whom == _whom(email) else None


def remember(response: Response, email: str) -> Response:
    """Let the browser that gets this response be known by this address."""
    name = known_as(email) or secrets.token_urlsafe(16)
    response.set_cookie(
        _COOKIE,
        str(_sealer().dumps([name, _whom(email)])),
        max_age=_LASTS,
        path=current_app.config["PLANNER"].path or "/",
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
    return response


def _whom(email: str) -> str:
    return passwords.digest(f"known {email.strip().lower()}")


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="known browser")
