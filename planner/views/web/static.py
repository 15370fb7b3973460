"""Files that never change under their address are served by WhiteNoise, before Flask."""

import hashlib
from functools import cache
from wsgiref.headers import Headers

from flask import Flask, current_app
from whitenoise import WhiteNoise

from planner import places
from planner.views.web.http.compression import Compressed
from planner.views.web.http.security import HSTS

_YEAR = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    # The address carries a digest of the content, so browsers may keep it for good.
    files = WhiteNoise(
        app.wsgi_app,
        root=str(places.STATIC),
        prefix=places.STATIC_PATH,
        max_age=_YEAR,
        autorefresh=app.debug,
        add_headers_function=_protect if app.config["SESSION_COOKIE_SECURE"] else None,
    )
    compressed = Compressed(files, places.STATIC_PATH)
    app.wsgi_app = compressed  # type: ignore[method-assign]  # how Flask takes a middleware
    app.jinja_env.globals["static_url"] = address_of_file


def _protect(headers: Headers, _path: str, _url: str) -> None:
    headers.add_header(*HSTS)


def address_of_file(name: str) -> str:
    """The address of a file below `static/`, under the path that the program is served at."""
    return f"{current_app.config['PLANNER'].path}{url_of(name)}"


@cache
def url_of(name: str) -> str:
    """The same where the program is served at the top; it changes with the file's content."""
    return f"{places.STATIC_PATH}/{name}?v={_digest(name)}"


def _digest(name: str) -> str:
    path = places.STATIC / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"
