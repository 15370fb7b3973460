"""Programs that receive, well or badly, on this machine."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus

from planner.places import PACKAGE

CERTIFICATE = PACKAGE.parent / "tests" / "support" / "mail_server.pem"
"""Of 127.0.0.1."""
_Speak = Callable[[socket.socket, int], None]


@dataclass
class Received:
    head: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """`speak` answers one connection; what was read before is in `received`."""

    port: int
    received: list[Received] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)
    status: int = HTTPStatus.NO_CONTENT

    def url(self, path: str = "/hook", scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    @property
    def bodies(self) -> list[bytes]:
        return [each.body for each in self.received]

    def wait_for(self, number: int) -> None:
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.received) >= number, 60)


def answers(status: int, *lines: str) -> _Speak:
    text = "\r\n".join([f"HTTP/1.1 {status} Said", *lines, "Content-Length: 0", "", ""])
    return says(text.encode())


def says(answer: bytes) -> _Speak:
    return lambda connection, _number: connection.sendall(answer)


@contextmanager
def receiver(speak: _Speak | None = None, *, tls: bool = False) -> Iterator[Receiver]:
    """Without `speak` it answers with its `status`."""
    listening = socket.create_server(("127.0.0.1", 0))
    here = Receiver(listening.getsockname()[1])
    context = None
    if tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(CERTIFICATE)

    def speak_with(connection: socket.socket) -> None:
        got = _read(connection)
        with here.arrived:
            here.received.append(got)
            here.arrived.notify_all()
        (speak or answers(here.status))(connection, len(here.received))
        connection.shutdown(socket.SHUT_RDWR)

    def serve(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            if context is None:
                speak_with(connection)
                return
            with context.wrap_socket(connection, server_side=True) as secured:
                speak_with(secured)

    def accept() -> None:
        with suppress(OSError):
            while True:
                connection, _address = listening.accept()
                threading.Thread(target=serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield here
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _read(connection: socket.socket) -> Received:
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    while len(body) < int(headers["Content-Length"]):
        body += _more(connection)
    return Received(first, headers, body)


def _more(connection: socket.socket) -> bytes:
    if part := connection.recv(65_536):
        return part
    raise ConnectionError("The sender has gone.")
