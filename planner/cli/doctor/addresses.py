"""The address that people use, and the server that mail leaves by."""

import ipaddress
import smtplib
from collections.abc import Iterator
from urllib.parse import urlsplit

from planner.cli.doctor.diagnosis import Diagnosis, failure, ok, warning
from planner.config import Settings
from planner.jobs import mail


def address_of_people(settings: Settings) -> Iterator[Diagnosis]:
    """Whether links lead to it, and whether nobody on the way reads cookies and passwords."""
    if settings.public_url is None:
        if _is_this_machine(settings.host):
            yield ok("address", f"{settings.listening_at}, for this machine only.")
        else:
            yield warning(
                "address",
                f"{settings.listening_at} is open to others, and no address is set for people.",
                "Set PLANNER_URL to the https address that people use.",
            )
        return
    parts = urlsplit(settings.public_url)
    if parts.scheme == "https":
        yield ok("address", f"{settings.public_url}; cookies are sent over TLS only.")
        yield from _proxies(settings)
    elif _is_this_machine(parts.hostname or ""):
        yield ok("address", f"{settings.public_url}, for this machine only.")
    else:
        yield failure(
            "address",
            f"{settings.public_url} is not encrypted: who is on the way reads passwords.",
            "Put a proxy with TLS in front and set PLANNER_URL to its https address.",
        )


def _proxies(settings: Settings) -> Iterator[Diagnosis]:
    """The server speaks no TLS, so that somebody in front of it must."""
    if settings.proxies == 0:
        yield warning(
            "proxy",
            "A proxy stands in front and is not named: all visitors seem to come from its address.",
            "Set PLANNER_PROXIES to how many proxies stand in front, mostly 1.",
        )


def mail_server(settings: Settings) -> Diagnosis:
    """Whether the mail server answers and lets the program in; no mail is sent."""
    if settings.mail is None:
        return warning(
            "mail",
            "No mail is sent: administrators hand out links themselves.",
            "Set PLANNER_MAIL and PLANNER_MAIL_FROM if people are to get mail.",
        )
    server = f"{settings.mail.host}:{settings.mail.port}"
    try:
        mail.try_server(settings.mail)
    except smtplib.SMTPAuthenticationError:
        return failure(
            "mail", f"{server} refuses name and password.", "Correct both in PLANNER_MAIL."
        )
    except (OSError, mail.Unencrypted) as error:
        said = type(error).__name__
        return failure(
            "mail",
            f"{server} cannot be used ({said}).",
            "Look whether host, port and encryption in PLANNER_MAIL are right and the way is open.",
        )
    return ok("mail", f"{server} answers.")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
