"""Sends one letter after the other: a bad one keeps back no other."""

import datetime
import smtplib
from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog
from sqlalchemy import update

from planner import clock
from planner.database import db
from planner.jobs.mail import Unencrypted
from planner.models import AccountMail, PasswordLink, WeekLetter

_Letter = TypeVar("_Letter")
_Waiting = type[AccountMail] | type[PasswordLink] | type[WeekLetter]
TAKEN_FOR = datetime.timedelta(minutes=5)
"""How long whoever has taken a letter may need; what failed is tried again after it."""
_OF_ONE_LETTER = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPSenderRefused,  # this is where a letter is said to be too large
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,  # the server knows no addresses as this one
)


def send_each(letters: Iterable[_Letter], send: Callable[[_Letter], int]) -> int:
    """How many have left. What fails is logged in one line and tried again when it is due again;
    a server that does not answer is not asked for the others now.
    """
    sent = 0
    for letter in letters:
        try:
            sent += send(letter)
        except Exception as error:
            db.session.rollback()
            if is_of_the_server(error):
                structlog.get_logger().warning("mail", reason=type(error).__name__)
                break
            structlog.get_logger().exception("mail", letter=str(letter))
    return sent


def is_of_the_server(error: Exception) -> bool:
    """Whether no mail can be sent now, rather than only this one."""
    return isinstance(error, OSError | Unencrypted) and not isinstance(error, _OF_ONE_LETTER)


def take_mail(table: _Waiting, identity: int) -> bool:
    """Move the time of one that is due on, so that no other process sends it as well; whether it
    was still there to take."""
    now = clock.now()
    mine = (
        update(table)
        .where(table.id == identity, table.mail_due_at <= now)
        .values(mail_due_at=now + TAKEN_FOR)
        .returning(table.id)
        .execution_options(synchronize_session=False)
    )
    taken = list(db.session.scalars(mine))
    db.session.commit()
    return bool(taken)
