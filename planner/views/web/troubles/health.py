"""Whether the program is ready to work, and why not."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, current_app, request
from sqlalchemy import text

from planner.database import db
from planner.database_troubles import FAILURES, Trouble, trouble_of
from planner.views.web.gate import public

bp = Blueprint("health", __name__)
_REMEMBERED = 15.0
"""Seconds after which a failure to write says nothing any more."""
_ROOM = 1024 * 1024
"""Bytes without which SQLite cannot be relied upon to write."""


@dataclass
class Readiness:
    """What went wrong last in this process when something was to be saved."""

    trouble: Trouble | None = None
    at: float = 0.0

    def remember(self, trouble: Trouble) -> None:
        """Whether the database is there is looked up whenever somebody asks."""
        if trouble is Trouble.AWAY:
            return
        self.trouble, self.at = trouble, time.monotonic()

    @property
    def why_not(self) -> Trouble | None:
        return self.trouble if time.monotonic() - self.at < _REMEMBERED else None


def init_app(app: Flask) -> None:
    app.extensions["readiness"] = Readiness()
    app.after_request(_forget_what_is_over)


def readiness() -> Readiness:
    return cast(Readiness, current_app.extensions["readiness"])


@bp.get("/healthz")
@public
def show() -> Response:
    trouble = _why_not()
    if trouble is None:
        return Response("ready\n", mimetype="text/plain")
    reply = Response(f"not ready: {trouble}\n", 503, mimetype="text/plain")
    reply.headers["Retry-After"] = "10"
    return reply


def _why_not() -> Trouble | None:
    try:
        db.session.execute(text("SELECT version_num FROM alembic_version"))
    except FAILURES as error:
        return trouble_of(error) or Trouble.AWAY
    return _trouble_of_disk() or readiness().why_not


def _trouble_of_disk() -> Trouble | None:
    """Whether SQLite's disk is full or gone, which who has its file open already would not notice;
    of another machine's disk only a failure tells."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    try:
        free = shutil.disk_usage(Path(url.database).parent).free
    except OSError:
        return Trouble.AWAY
    return Trouble.DISK if free < _ROOM else None


def _forget_what_is_over(response: Response) -> Response:
    """Something was saved, or at least nobody was kept from it."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and response.status_code < 400:  # noqa: PLR2004 - no error
        readiness().trouble = None
    return response
