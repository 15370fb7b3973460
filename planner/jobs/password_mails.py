"""Mails with a one-time link to set a password.

What is to be mailed stands in the database until it is sent, as in the outbox.
"""

import base64
import hmac
import secrets
from email.message import EmailMessage

from flask import current_app, render_template
from flask_babel import gettext
from sqlalchemy import Select, select, update

from planner import clock
from planner.actions.people import passwords
from planner.config import Mail, Settings
from planner.database import db
from planner.jobs import mail, mail_rounds
from planner.models import PasswordLink, Person
from planner.translation import speaking


def settings() -> Settings:
    found: Settings = current_app.config["PLANNER"]
    return found


def password_address(token: str) -> str:
    """Where a password is set with this token; never taken from a request, which could lie."""
    return f"{settings().base_url}/password/{token}"


def can_be_sent() -> bool:
    return settings().mail is not None


def answer_forgotten(email: str, language: str) -> None:
    """Mail a link to whoever has this address, if anybody has; `language` if they chose none."""
    person = passwords.who_asks_for_link(email)
    if person is not None:
        make_link(person, language, by=person)
    db.session.commit()
    send_waiting()


def make_link(person: Person, language: str | None = None, *, by: Person | None) -> str:
    """The token of a link, which waits to be mailed if there is mail: in the language that the
    person chose, or else in `language`, or else in the organisation's."""
    if not can_be_sent():
        return passwords.make_link(person, by=by)
    seed = secrets.token_hex(32)
    token = passwords.make_link(person, _token(seed), by=by)
    link = db.session.scalars(_of(token)).one()
    link.mail_seed, link.mail_language, link.mail_due_at = seed, language, clock.now()
    db.session.flush()
    return token


def send_waiting() -> int:
    """Mail the links that are due and nobody else is mailing; how many have left."""
    if not can_be_sent():
        return 0
    due = select(PasswordLink.id).where(
        PasswordLink.mail_due_at <= clock.now(), PasswordLink.expires_at > clock.now()
    )
    found = list(db.session.scalars(due.order_by(PasswordLink.id)))
    db.session.rollback()
    return mail_rounds.send_each(found, _send)


def send_now(token: str) -> None:
    """Mail the link of this token; raises what goes wrong, and then it is tried again later."""
    _send(db.session.scalars(_of(token)).one().id)


def _of(token: str) -> Select[PasswordLink]:
    return select(PasswordLink).where(PasswordLink.token_digest == passwords.digest(token))


def _token(seed: str) -> str:
    key = current_app.secret_key or ""
    secret = key if isinstance(key, bytes) else key.encode()
    made = hmac.digest(secret, b"password link " + seed.encode(), "sha256")
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def _send(link_id: int) -> int:
    """Send one link, if it is ours to send and still works; 1 if it left."""
    if not mail_rounds.take_mail(PasswordLink, link_id):
        return 0
    link = db.session.get_one(PasswordLink, link_id, populate_existing=True)
    person, way, token = link.person, settings().mail, _token(link.mail_seed or "")
    # With another secret than it was made with, the link is not found again.
    works = passwords.digest(token) == link.token_digest
    if way is None or not works or not person.is_active or person.email is None:
        _settle(link_id)
        return 0
    with speaking(person.language or link.mail_language or settings().language):
        message = _compose(way, person, person.email, token)
    # A transaction must not stay open while the server answers.
    db.session.commit()
    mail.send(way, message)
    _settle(link_id)
    return 1


def _settle(link_id: int) -> None:
    """It waits no longer."""
    done = update(PasswordLink).where(PasswordLink.id == link_id)
    db.session.execute(done.values(mail_due_at=None, mail_seed=None))
    db.session.commit()


def _compose(way: Mail, person: Person, address: str, token: str) -> EmailMessage:
    link = password_address(token)
    greeting = gettext("Hello %(name)s,", name=person.name)
    what_for = gettext(
        "with this link you set the password for your account in the joint account planner:"
    )
    how_long = gettext(
        "It works once, and for %(days)d days. If you did not ask for it, you need not do"
        " anything: your password stays as it is.",
        days=passwords.LINK_LASTS.days,
    )
    return mail.compose(
        way,
        to=address,
        subject=gettext("Set your password for the joint account planner"),
        text="\n\n".join([greeting, what_for, link, how_long]) + "\n",
        html=render_template(
            "notices/mail/password.html",
            greeting=greeting,
            what_for=what_for,
            link=link,
            how_long=how_long,
        ),
    )
