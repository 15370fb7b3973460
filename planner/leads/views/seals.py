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
    """One copy of the form, when it was opened, and which wording of the consent stood in it."""

    opened: float
    name: str
    consent_version: int


def new(consent_version: int) -> str:
    """For a form that is opened now."""
    return _seal(int(clock.now().timestamp()), secrets.token_urlsafe(12), consent_version)


def kept(seal: str | None, consent_version: int) -> str:
    """For a form that is looked at once more: the same copy, with the words that hold now, or a new
    one where it was none."""
    copy = copy_of(seal)
    return _seal(copy.opened, copy.name, consent_version) if copy else new(consent_version)


def _seal(opened: float, name: str, consent_version: int) -> str:
    return str(_sealer().dumps([opened, name, consent_version]))


def copy_of(seal: str | None) -> FormCopy | None:
    """Which copy of the form it is; None for one that was opened too short or too long ago, or is
    not ours."""
    try:
        opened, name, version = _sealer().loads(seal or "")
        copy = FormCopy(float(opened), str(name), int(version))
    except (BadData, TypeError, ValueError):
        return None
    age = clock.now().timestamp() - copy.opened
    limits = organisation.signature_thresholds()
    return copy if limits.form_seconds <= age <= limits.form_hours * _HOUR else None


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="lead form")
