"""Sends mail by SMTP."""

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr

from planner.config import Mail
from planner.jobs.mail_headers import LITERAL, mailbox, one_line

_SECONDS = 20


class Unencrypted(Exception):
    """The server takes a password only where others could read it."""


def compose(
    mail: Mail,
    *,
    to: str,
    subject: str,
    text: str,
    html: str,
    headers: Mapping[str, str] | None = None,
) -> EmailMessage:
    """A message in both forms; mail programs show the one that they can."""
    message = EmailMessage(LITERAL)
    message["From"] = sender = mailbox(mail.sender)
    message["To"] = mailbox(to)
    message["Subject"] = one_line(subject)
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].partition("@")[2] or None)
    message["Auto-Submitted"] = "auto-generated"
    for name, value in (headers or {}).items():
        message[name] = one_line(value)
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message


def send(mail: Mail, message: EmailMessage) -> None:
    """Hand the message to the server, encrypted wherever the server can; raise what went wrong."""
    with _let_in(mail) as server:
        sender, to = (parseaddr(message[name])[1] for name in ("From", "To"))
        try:
            server.send_message(message, sender, [to])
        except smtplib.SMTPNotSupportedError as error:
            # It knows no letters beyond ASCII before the @: that is this one address's matter.
            said = (550, str(error).encode())
            raise smtplib.SMTPRecipientsRefused({to: said}) from error


def try_server(mail: Mail) -> None:
    """Greet the server, and sign in if it asks for that, without a message; raise what is wrong."""
    with _let_in(mail) as server:
        server.noop()


def _let_in(mail: Mail) -> smtplib.SMTP:
    server = _connected(mail)
    if mail.user and mail.password:
        try:
            server.login(mail.user, mail.password)
        except BaseException:
            server.close()
            raise
    return server


def _connected(mail: Mail) -> smtplib.SMTP:
    if mail.tls:
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(mail.host, mail.port, timeout=_SECONDS, context=context)
    server = smtplib.SMTP(mail.host, mail.port, timeout=_SECONDS)
    server.ehlo()
    if server.has_extn("starttls"):
        server.starttls(context=ssl.create_default_context())
        server.ehlo()
    elif mail.user and mail.password:
        server.close()
        raise Unencrypted(f"{mail.host} offers no encryption, so no password is sent to it.")
    return server
