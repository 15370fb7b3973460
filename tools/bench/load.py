"""A load generator that costs little: keep-alive connections in one thread, plain sockets."""

import selectors
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle

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


@dataclass
class _Connection:
    socket: socket.socket
    asked_at: float = 0.0
    received: bytearray = field(default_factory=bytearray)
    expected: int | None = None


def run(
    port: int, paths: Sequence[str], *, cookie: str, seconds: float, connections: int = 8
) -> Measured:
    """Ask for these pages in turn; each connection waits for its answer before it asks again."""
    head = f"HTTP/1.1\r\nHost: bench\r\nCookie: {cookie}\r\n\r\n"
    requests = cycle([f"GET {path} {head}".encode() for path in paths])
    selector = selectors.DefaultSelector()
    for _ in range(connections):
        connection = _Connection(socket.create_connection(("127.0.0.1", port)))
        connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(connection.socket, selectors.EVENT_READ, connection)
        _ask(connection, next(requests))
    times: list[float] = []
    failures = size = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for key, _events in selector.select(timeout=1):
            answer = _receive(key.data)
            if answer is None:
                continue
            times.append(time.perf_counter() - key.data.asked_at)
            failures += not answer.startswith(b"HTTP/1.1 200")
            size = len(answer)
            _ask(key.data, next(requests))
    for key in list(selector.get_map().values()):
        key.data.socket.close()
    return _measured(sorted(times), seconds, size, failures)


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

    return Measured(len(times) / seconds, at(0.5), at(0.95), at(0.99), size, failures)
