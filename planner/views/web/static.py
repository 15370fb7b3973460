"""Files that never change under their address are served by WhiteNoise, before Flask."""

import hashlib
from functools import cache

from flask import Flask
from whitenoise import WhiteNoise

from planner import places

_YEAR = 365 * 24 * 60 * 60


def init_app(app: Flask) -> None:
    # The address carries a digest of the content, so browsers may keep it for good.
    files = WhiteNoise(
        app.wsgi_app,
        root=str(places.STATIC),
        prefix=places.STATIC_PATH,
        max_age=_YEAR,
        autorefresh=app.debug,
    )
    app.wsgi_app = files  # type: ignore[method-assign]  # how Flask takes a middleware
    app.jinja_env.globals["static_url"] = url_of


@cache
def url_of(name: str) -> str:
    """The address of a file below `static/`, which changes with its content."""
    return f"{places.STATIC_PATH}/{name}?v={_digest(name)}"


def _digest(name: str) -> str:
    path = places.STATIC / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "missing"
