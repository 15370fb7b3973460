"""Passwords, and the one-time links that set them."""

import datetime
import hashlib
import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select

from planner import clock
from planner.actions.history import events
from planner.actions.people import account_mails, people, weak_passwords
from planner.database import db
from planner.models import AccountNews, PasswordLink, Person, Session

LINK_LASTS = datetime.timedelta(days=3)
ASKED_AGAIN_AFTER = datetime.timedelta(minutes=2)

_hasher = PasswordHasher()


@cache
def _nobodys_hash() -> str:
    """Checked for names that nobody has, so that the time taken tells nothing."""
    return _hasher.hash(secrets.token_hex())


def digest(token: str) -> str:
    """What is kept of a token: enough to recognise it, not enough to use it."""
    return hashlib.sha256(token.encode()).hexdigest()


def matches(person: Person | None, password: str) -> bool:
    """Whether that is the person's password; takes as long for nobody as for somebody."""
    kept = person.password_hash if person and person.is_active else None
    try:
        _hasher.verify(kept or _nobodys_hash(), _as_typed_anywhere(password))
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def make_link(person: Person, token: str | None = None, *, by: Person | None) -> str:
    """A token for a one-time link, by chance or as it is given; the person's earlier links stop
    working.

    `by` None is the command line; whoever forgot the password makes it by themselves.
    """
    db.session.execute(delete(PasswordLink).where(PasswordLink.person_id == person.id))
    token = token or secrets.token_urlsafe(32)
    expires_at = clock.now() + LINK_LASTS
    db.session.add(
        PasswordLink(token_digest=digest(token), person_id=person.id, expires_at=expires_at)
    )
    events.record("link_made", person, by=by, changes={})
    return token


def who_asks_for_link(email: str) -> Person | None:
    """Who forgot the password and is to be mailed a link; None for nobody we know.

    None as well for whoever asked a moment ago, so that nobody's inbox can be filled.
    """
    person = people.find_by_email(email)
    if person is None or not person.is_active:
        return None
    newest = clock.now() + LINK_LASTS - ASKED_AGAIN_AFTER
    recent = select(PasswordLink.id).where(
        PasswordLink.person_id == person.id, PasswordLink.expires_at > newest
    )
    return person if db.session.scalar(recent) is None else None


def find_link(token: str) -> PasswordLink | None:
    """The link behind a token; None if it was used, replaced, too old or never made."""
    link = db.session.scalar(select(PasswordLink).where(PasswordLink.token_digest == digest(token)))
    return link if link and link.expires_at > clock.now() and link.person.is_active else None


def use_link(token: str, password: str, language: str | None = None) -> Person | None:
    """Set a password by a one-time link; None when the link does not work, or no longer.

    The person is told by mail, in `language` if they have chosen none.

    The link is taken by deleting it, so of two who use it in the same instant one succeeds.
    """
    taken = (
        delete(PasswordLink)
        .where(PasswordLink.token_digest == digest(token), PasswordLink.expires_at > clock.now())
        .returning(PasswordLink.person_id)
        .execution_options(synchronize_session=False)
    )
    person_id = db.session.scalar(taken)
    person = db.session.get(Person, person_id) if person_id is not None else None
    if person is None or not person.is_active:
        return None
    change(person, password, by=person)
    events.record("link_used", person, by=person, changes={})
    if person.email is not None:
        news = AccountNews.PASSWORD_SET_BY_LINK
        account_mails.tell(person, news, person.email, language)
    return person


def change(person: Person, password: str, *, by: Person) -> None:
    """Set a password; every browser that is signed in as this person has to sign in again."""
    if refused := weak_passwords.objection(person, password):
        raise refused
    person.password_hash = _hasher.hash(_as_typed_anywhere(password))
    db.session.execute(delete(PasswordLink).where(PasswordLink.person_id == person.id))
    # First the person, whom a sign-in locks as well: none begins with the old password after this.
    db.session.flush()
    db.session.execute(delete(Session).where(Session.person_id == person.id))
    events.record("password_changed", person, by=by, changes={})


def _as_typed_anywhere(password: str) -> str:
    """The same letters whichever way a keyboard composes an ü."""
    return unicodedata.normalize("NFKC", password)
