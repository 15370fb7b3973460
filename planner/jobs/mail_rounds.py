"""Sends one letter after the other: a bad one keeps back no other."""

import smtplib
from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog

from planner.database import db
from planner.jobs.mail import Unencrypted

_Letter = TypeVar("_Letter")
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
