"""A mail server of the tests' own, and what it received."""

import ssl
from asyncio import Server
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from planner.config import Mail
from planner.jobs import background

SENDER = "Planner <planner@example.org>"
USER, SECRET = "planner", "a secret of the mail server"


class Mailbox:
    """Keeps what arrives; the server calls `handle_DATA`."""

    def __init__(self) -> None:
        self.host, self.port = "127.0.0.1", 0
        self._messages: list[EmailMessage] = []
        self._sent: list[tuple[list[str], bytes]] = []
        self.refused: str | None = None
        """Mail with this in it is not taken."""

    async def handle_DATA(  # noqa: N802 - the server asks for this name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.refused and self.refused.encode() in content:
            return "554 No"
        self._sent.append((list(envelope.rcpt_tos), content))
        self._messages.append(message_from_bytes(content, EmailMessage, policy=policy.default))
        return "250 OK"

    def arrived(self) -> list[EmailMessage]:
        """What has arrived, after all mail on its way has been sent."""
        background.wait()
        return self._messages

    def raw(self) -> list[tuple[list[str], bytes]]:
        """The same with whom each was for, byte by byte: Python's parser mends what other programs
        cannot read."""
        background.wait()
        return self._sent

    def settings(self, user: str | None = None, password: str | None = None) -> Mail:
        """How the application sends mail here."""
        return Mail(self.host, self.port, SENDER, user, password)


def part(message: EmailMessage, kind: str) -> str:
    """The text of a message, `plain` or `html`."""
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


class _Controller(Controller):
    def _trigger_server(self) -> None:
        """The first connection, for which the port must be known that the system has chosen."""
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # the package has no types here


@contextmanager
def mailbox(tls: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """A running server; with `tls` it takes mail only encrypted, and from whoever logs in."""
    box = Mailbox()
    demands: dict[str, Any] = {}
    if tls is not None:
        demands = {
            "tls_context": tls,
            "require_starttls": True,
            "auth_required": True,
            "authenticator": _knows,
        }
    controller = _Controller(box, hostname=box.host, port=0, **demands)
    controller.start()
    box.port = controller.port
    yield box
    controller.stop()


def _knows(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    is_known = (data.login, data.password) == (USER.encode(), SECRET.encode())
    return AuthResult(success=is_known, handled=False)  # the server itself says no
