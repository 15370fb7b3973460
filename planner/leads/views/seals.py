"""When a form was opened, and with which words, signed, so that nobody can say otherwise."""

import secrets
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from planner import clock
from planner.queries.maturity import organisation

_HOUR = 3600


@dataclass(frozen=True, slots=True)
class FormCopy:
    """One copy of the form, and which wording of the consent stood in it."""

    name: str
    consent_version: int


def new(consent_version: int) -> str:
    """For a form that is opened now."""
    opened = int(clock.now().timestamp())
    return str(_sealer().dumps([opened, secrets.token_urlsafe(12), consent_version]))


def copy_of(seal: str | None) -> FormCopy | None:
    """Which copy of the form it is; None for one that was opened too short or too long ago, or is
    not ours."""
    try:
        opened, name, version = _sealer().loads(seal or "")
        copy, age = FormCopy(str(name), int(version)), clock.now().timestamp() - float(opened)
    except (BadData, TypeError, ValueError):
        return None
    limits = organisation.signature_thresholds()
    return copy if limits.form_seconds <= age <= limits.form_hours * _HOUR else None


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="lead form")
