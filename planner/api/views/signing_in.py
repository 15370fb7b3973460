"""Who asks: the owner of the token, and nobody by a cookie."""

from flask import g, request

from planner.api.problems import Problem
from planner.api.tokens import actions
from planner.database import db, read_only
from planner.models import ApiToken, TokenScope

_SCHEME = "bearer"
_ASKS = {"WWW-Authenticate": 'Bearer realm="planner"'}
SAFE = frozenset({"GET", "HEAD"})


def secret() -> str:
    """What is sent as a token, whatever it is; empty without any."""
    scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
    return sent.strip() if scheme.lower() == _SCHEME else ""


def sign_in() -> ApiToken:
    """Let in whoever has a token that holds; raise Problem for anybody else."""
    sent = secret()
    if not sent:
        raise Problem("token", headers=_ASKS)
    token = actions.find(sent)
    if token is None:
        wrong = {"WWW-Authenticate": f'{_ASKS["WWW-Authenticate"]}, error="invalid_token"'}
        raise Problem("token", headers=wrong)
    _note_use(token)
    g._login_user = token.person  # noqa: SLF001 - where Flask-Login looks first
    g.api_token = token
    return token


def check_scope(needed: TokenScope) -> None:
    """Raise Problem where the token is not made for this, whatever its owner may."""
    token: ApiToken = g.api_token
    if not token.scope.includes(needed):
        asks = f'{_ASKS["WWW-Authenticate"]}, error="insufficient_scope", scope="{needed}"'
        raise Problem("scope", scope=needed.value, headers={"WWW-Authenticate": asks})


def _note_use(token: ApiToken) -> None:
    """Once a day, in a transaction of its own: whoever only reads else never writes."""
    if not actions.is_first_use_today(token):
        return
    db.session.rollback()
    read_only(False)
    actions.note_use(token.id)
    db.session.commit()
    read_only(request.method in SAFE)
