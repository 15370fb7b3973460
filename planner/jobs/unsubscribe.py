"""Links in mails by which somebody gets no more of them, without signing in."""

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from planner.models.kinds import NotificationKind

DAILY = "daily"
"""All that comes in the daily mail."""
WEEKLY = "weekly"
"""The mail of the week about the own team."""


def seal(person_id: int, what: str) -> str:
    """What is to be mailed no more: a kind, or DAILY. It works as long as there is the secret."""
    return _sealer().dumps([person_id, what])


def unseal(sealed: str) -> tuple[int, str] | None:
    """Whose it is and what it is about; None for what we have not sealed."""
    try:
        person_id, what = _sealer().loads(sealed)
    except BadData:
        return None
    return person_id, what


def kind_of(what: str) -> NotificationKind | None:
    """The kind that it is about; None for the daily mail."""
    return None if what == DAILY else NotificationKind(what)


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="no mail")
