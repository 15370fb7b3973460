"""Somebody who listens to a stream of the production server, over a real connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from planner.actions.people import sign_ins
from planner.config import Settings
from planner.database import db
from planner.models import Person
from tests.support.streams import Message, messages_of

PATIENCE = 300.0  # seconds: the machine may be busy, or stand still for a while


class Ear:
    """An open stream; `last` is the position of the last message that had one."""

    def __init__(self, connection: HTTPConnection, address: str, headers: dict[str, str]) -> None:
        self._connection = connection
        connection.request("GET", address, headers=headers)
        self._answer = connection.getresponse()
        self.status = self._answer.status
        self.last: int | None = None

    @property
    def port(self) -> int:
        """The own end of its connection."""
        return int(self._connection.sock.getsockname()[1])

    def goal_heard(self) -> str:
        """The name of the next goal that is told of."""
        while True:
            changed = self.hear_until("changed")
            if changed.data["type"] == "goal.created":
                return str(changed.data["name"])

    def hear(self) -> Message | None:
        """The next message; None when the server has ended the stream or is gone."""
        lines: list[str] = []
        while True:
            try:
                line = self._answer.readline().decode()
            except ConnectionError:
                return None
            if not line:
                return None
            if line != "\n":
                lines.append(line)
                continue
            found = messages_of("".join(lines) + "\n")
            lines = []
            if found:
                self.last = self.last if found[0].position is None else found[0].position
                return found[0]

    def hear_until(self, event: str) -> Message:
        """The next message of this kind; fails when the stream ends before."""
        while (message := self.hear()) is not None:
            if message.event == event:
                return message
        raise AssertionError(f"The stream has ended without {event!r}.")

    def hear_to_the_end(self) -> list[Message]:
        return list(iter(self.hear, None))


class Listening:
    """Opens streams on a server whose database `app` uses too, with the same secret."""

    def __init__(self, app: Flask, port: int) -> None:
        self._app = app
        self._port = port
        self._connections: list[HTTPConnection] = []

    def cookie(self, person: Person) -> str:
        """What the browser of somebody sends who has just signed in."""
        with self._app.app_context():
            token = sign_ins.begin_session(person)
            db.session.commit()
        sealer = SecureCookieSessionInterface().get_signing_serializer(self._app)
        assert sealer is not None
        return f"session={sealer.dumps({'token': token})}"

    def listen(self, cookie: str, plan_id: int, after: int | str | None = None) -> Ear:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        self._connections.append(connection)
        headers = {"Cookie": cookie}
        if after is not None:
            headers["Last-Event-ID"] = str(after)
        return Ear(connection, f"/plans/{plan_id}/stream", headers)

    def close(self) -> None:
        for connection in self._connections:
            connection.close()


@contextmanager
def listening(app: Flask, port: int) -> Iterator[Listening]:
    """Streams that are closed in the end."""
    opened = Listening(app, port)
    try:
        yield opened
    finally:
        opened.close()


def environment_like(settings: Settings) -> dict[str, str]:
    """The environment of a server with the secret and the day of these settings."""
    return {
        "SECRET_KEY": settings.secret_key,
        "PLANNER_TODAY": settings.today.isoformat() if settings.today else "",
    }
