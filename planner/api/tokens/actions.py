"""Making, using and revoking tokens."""

import datetime
import secrets

from sqlalchemy import func, select

from planner import clock
from planner.access import Permission, allows, general_standings
from planner.actions.editing import wait_for_oneself
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.people import passwords
from planner.database import db
from planner.models import ApiToken, Person, TokenScope
from planner.models.people.api_token import MOST_DAYS

PREFIX = "planner_"
"""By which a token is known where it was left behind, in a log or a repository."""
MOST_TOKENS = 50
"""Of one person, so that the list can be looked through."""


def make(
    owner: Person, name: str, scope: TokenScope, days: int, *, by: Person | None
) -> tuple[ApiToken, str]:
    """A new token with its secret, which is never to be had again; `by` None is the command line.

    Raise Refused for a scope that its owner may not have, days out of bounds, or too many of them.
    """
    if not 1 <= days <= MOST_DAYS:
        raise Refused("A token holds for %(days)d days at most.", field="days", days=MOST_DAYS)
    if not owner.is_active:
        raise Refused("This account is switched off.", field="name")
    if scope is TokenScope.ADMIN and not _administers(owner):
        raise Refused("Only administrators have tokens with which to administer.", field="scope")
    wait_for_oneself(owner)
    count = select(func.count()).select_from(ApiToken).where(ApiToken.person_id == owner.id)
    if (db.session.scalar(count) or 0) >= MOST_TOKENS:
        raise Refused("There are %(number)d tokens. Revoke one first.", number=MOST_TOKENS)
    secret, today = PREFIX + secrets.token_urlsafe(32), clock.today()
    token = ApiToken(
        token_digest=passwords.digest(secret),
        person=owner,
        name=name,
        scope=scope,
        made_on=today,
        expires_on=today + datetime.timedelta(days=days),
    )
    db.session.add(token)
    events.record("created", token, by=by)
    return token, secret


def revoke(token: ApiToken, *, by: Person | None) -> None:
    """From now on it lets nobody in. Nothing of it is kept, so that it never comes back."""
    events.record("revoked", token, by=by, changes={})
    db.session.delete(token)
    db.session.flush()


def find(secret: str) -> ApiToken | None:
    """The token of this secret; None if it is over, revoked or was never made, or if its owner is
    not let in any more."""
    if not secret.startswith(PREFIX):
        return None
    statement = (
        select(ApiToken)
        .join(ApiToken.person)
        .where(
            ApiToken.token_digest == passwords.digest(secret),
            ApiToken.expires_on >= clock.today(),
            Person.is_active,
        )
        # A person whom this transaction knows already is read anew.
        .execution_options(populate_existing=True)
    )
    return db.session.scalar(statement)


def is_first_use_today(token: ApiToken) -> bool:
    return token.last_used_on != clock.today()


def note_use(token_id: int) -> None:
    """Keep that a token was used today."""
    token = db.session.get(ApiToken, token_id)
    if token is not None:
        token.last_used_on = clock.today()
        db.session.flush()


def _administers(person: Person) -> bool:
    return allows(Permission.ADMINISTER, general_standings(person))
