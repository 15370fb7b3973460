"""When a form was opened, signed, so that nobody can say otherwise."""

import secrets

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from planner import clock
from planner.queries.maturity import organisation

_HOUR = 3600


def new() -> str:
    """For a form that is opened now."""
    return str(_sealer().dumps([int(clock.now().timestamp()), secrets.token_urlsafe(12)]))


def copy_of(seal: str | None) -> str | None:
    """Which copy of the form it is; None for one that was opened too short or too long ago, or is
    not ours."""
    try:
        opened, copy = _sealer().loads(seal or "")
        age = clock.now().timestamp() - float(opened)
    except (BadData, TypeError, ValueError):
        return None
    limits = organisation.signature_thresholds()
    return str(copy) if limits.form_seconds <= age <= limits.form_hours * _HOUR else None


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="lead form")
