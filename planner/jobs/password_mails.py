"""Mails with a one-time link to set a password."""

from flask import current_app, render_template
from flask_babel import gettext

from planner.actions.people import passwords
from planner.config import Mail, Settings
from planner.database import db
from planner.jobs import mail
from planner.models import Person
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
    asked = passwords.ask_for_link(email)
    db.session.commit()
    if asked is not None:
        person, token = asked
        send_link(person.id, token, language)


def send_link(person_id: int, token: str, language: str) -> None:
    """Mail the link of this token to the person, in their language."""
    person = db.session.get(Person, person_id)
    way = settings().mail
    if person is None or person.email is None or way is None:
        return
    with speaking(person.language or language):
        _send(way, person, person.email, token)


def _send(way: Mail, person: Person, address: str, token: str) -> None:
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
    message = mail.compose(
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
    # The link works already; a transaction must not stay open while the server answers.
    db.session.commit()
    mail.send(way, message)
