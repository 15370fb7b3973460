"""Mails what people are told about their accounts, in case it was not them."""

from email.message import EmailMessage

from flask import current_app, render_template
from flask_babel import gettext
from sqlalchemy import delete, select

from planner import clock
from planner.config import Mail, Settings
from planner.database import db
from planner.jobs import mail, mail_rounds
from planner.models import AccountMail, AccountNews
from planner.translation import speaking


def send_waiting() -> int:
    """Send what is due and nobody else is sending; how many have left."""
    settings: Settings = current_app.config["PLANNER"]
    if settings.mail is None:
        return 0
    due = select(AccountMail.id).where(
        AccountMail.mail_due_at <= clock.now(), AccountMail.given_up_at > clock.now()
    )
    found = list(db.session.scalars(due.order_by(AccountMail.id)))
    db.session.rollback()
    return mail_rounds.send_each(found, _send)


def _send(mail_id: int) -> int:
    """Send one, if it is ours to send; 1 if it left."""
    settings: Settings = current_app.config["PLANNER"]
    if settings.mail is None or not mail_rounds.take_mail(AccountMail, mail_id):
        return 0
    waiting = db.session.get_one(AccountMail, mail_id, populate_existing=True)
    with speaking(waiting.person.language or waiting.language or settings.language):
        message = _compose(settings.mail, waiting)
    # A transaction must not stay open while the server answers.
    db.session.commit()
    mail.send(settings.mail, message)
    db.session.execute(delete(AccountMail).where(AccountMail.id == mail_id))
    db.session.commit()
    return 1


def _compose(way: Mail, waiting: AccountMail) -> EmailMessage:
    greeting = gettext("Hello %(name)s,", name=waiting.person.name)
    subject, said = _words(waiting.news)
    return mail.compose(
        way,
        to=waiting.address,
        subject=subject,
        text="\n\n".join([greeting, said]) + "\n",
        html=render_template("notices/mail/account.html", greeting=greeting, said=said),
    )


def _words(news: AccountNews) -> tuple[str, str]:
    """The subject, and what has happened and what to do if it is strange."""
    if news is AccountNews.PASSWORD_SET_BY_LINK:
        return gettext("Your password was set by a link"), gettext(
            "the password of your account in the joint account planner was just set by a"
            " one-time link. If that was not you, tell an administrator at once."
        )
    if news is AccountNews.WEBHOOK_FAILING:
        return gettext("One of your webhooks was switched off"), gettext(
            "no attempt to reach one of your webhooks has been received for five days, so that"
            " the joint account planner has switched it off. On the page “Your webhooks” you see"
            " which one it is and what was wrong, and can switch it on again."
        )
    return gettext("The address of your account was changed"), gettext(
        "an administrator has just changed the address of your account in the joint account"
        " planner. If you know nothing of it, ask at once who did it: with the new address,"
        " somebody can set your password."
    )
