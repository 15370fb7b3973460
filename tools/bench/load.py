"""A load generator that costs little: keep-alive connections in one thread, plain sockets."""

import selectors
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from urllib.parse import urlencode

_CHUNK = 1 << 18


@dataclass(frozen=True)
class Measured:
    """One run. Times are in milliseconds."""

    per_second: float
    p50: float
    p95: float
    p99: float
    size: int
    failures: int
    answers: int


@dataclass
class _Connection:
    socket: socket.socket
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    expected: int | None = None


def run(
    port: int, paths: Sequence[str], *, cookie: str, seconds: float, connections: int = 8
) -> Measured:
    """Ask for these pages in turn; each connection waits for its answer before it asks again.

    It goes on until something was answered, however slow the machine is.
    """
    return send(port, cycle(gets(paths, cookie)), seconds=seconds, connections=connections)


def gets(paths: Sequence[str], cookie: str) -> list[bytes]:
    """Requests for these pages."""
    return [f"GET {path} {_head(cookie)}\r\n".encode() for path in paths]


def post(path: str, fields: Mapping[str, object], cookie: str) -> bytes:
    """A form that is sent."""
    body = urlencode(fields)
    kind = "Content-Type: application/x-www-form-urlencoded\r\n"
    length = f"Content-Length: {len(body)}\r\n"
    return f"POST {path} {_head(cookie)}{kind}{length}\r\n{body}".encode()


def _head(cookie: str) -> str:
    return f"HTTP/1.1\r\nHost: bench\r\nCookie: {cookie}\r\n"


def send(
    port: int,
    requests: Iterator[bytes],
    *,
    seconds: float,
    status: int = 200,
    connections: int = 8,
) -> Measured:
    """Send these requests for so long, or until there are no more of them; an answer of any other
    status is a failure."""
    selector = selectors.DefaultSelector()
    for request in islice(requests, connections):
        connection = _Connection(socket.create_connection(("127.0.0.1", port)))
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        _ask(connection, request)
    times: list[float] = []
    failures = size = 0
    begun = time.perf_counter()
    while selector.get_map() and (time.perf_counter() < begun + seconds or not times):
        for key, _events in selector.select(timeout=1):
            answer = _receive(key.data)
            if answer is None:
                continue
            times.append(time.perf_counter() - key.data.asked_at)
            failures += not answer.startswith(f"HTTP/1.1 {status}".encode())
            size = len(answer)
            if (following := next(requests, None)) is None:
                selector.unregister(key.data.socket)
                key.data.socket.close()
            else:
                _ask(key.data, following)
    lasted = time.perf_counter() - begun
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    return _measured(sorted(times), lasted, size, failures)


def _ask(connection: _Connection, request: bytes) -> None:
    connection.received.clear()
    connection.expected = None
    connection.asked_at = time.perf_counter()
    connection.socket.sendall(request)


def _receive(connection: _Connection) -> bytes | None:
    """The whole answer once it is there."""
    chunk = connection.socket.recv(_CHUNK)
    if not chunk:
        raise ConnectionError("The server closed the connection.")
    connection.received += chunk
    if connection.expected is None:
        connection.expected = _length(connection.received)
    if connection.expected is None or len(connection.received) < connection.expected:
        return None
    return bytes(connection.received)


def _length(received: bytearray) -> int | None:
    """How many bytes the answer has in all, once its head is there."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    for line in bytes(received[:end]).lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return end + 4 + int(line.split(b":")[1])
    raise ValueError("The answer does not say how long it is.")


def _measured(times: list[float], seconds: float, size: int, failures: int) -> Measured:
    def at(share: float) -> float:
        return 1000 * times[min(len(times) - 1, int(len(times) * share))]

    return Measured(len(times) / seconds, at(0.5), at(0.95), at(0.99), size, failures, len(times))
