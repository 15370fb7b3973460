"""Flask's pages behind an ASGI server.

The whole request is read first and the whole answer is sent last, so a page's thread never waits
for the event loop. A server that is told to stop finishes the pages that are under way and ends;
a thread that waits for a loop that has stopped would hold it for ever.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
GoOn = Callable[[Any, Receive, Send], Awaitable[None]]
HANDED_OVER = "planner.handed_over"
"""Where a page finds a list; what it puts there is gone on with beside it, as an open stream."""

_IN_MEMORY = 256 * 1024
_READ = {"GET", "HEAD", "OPTIONS"}
_UNPREFIXED = {"content-length": "CONTENT_LENGTH", "content-type": "CONTENT_TYPE"}


class Bridge:
    """An ASGI application that answers with a WSGI application, in threads of its own: so many for
    what is read, and as many for what is changed.

    No more than `largest` bytes of a request are read; it is for `app` to refuse what is longer.
    What `app` hands over instead of answering it, `go_on` answers in the event loop. A page waits
    until the one before it is made, but no longer than the `patience` in seconds.
    """

    def __init__(
        self,
        app: "WSGIApplication",
        *,
        threads: int,
        largest: int,
        go_on: GoOn | None = None,
        patience: float = 0,
    ) -> None:
        self._app = app
        self._largest = largest
        self._go_on = go_on
        # Whoever waits to change something, maybe for long, keeps nobody from reading.
        self._reading = _Threads(threads, "page")
        self._changing = _Threads(threads, "change")
        self._patience = patience
        self._being_made = 0

    @property
    def are_being_made(self) -> bool:
        """Whether any page has been asked for in full and is not made yet."""
        return self._being_made > 0

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] == "http":
            with SpooledTemporaryFile(_IN_MEMORY) as body:
                if not await self._read(receive, body):
                    return
                handed_over = await self._answer(environment_of(scope, body), send)
            if handed_over and self._go_on:
                await self._go_on(handed_over[0], receive, send)

    async def _read(self, receive: Receive, body: IO[bytes]) -> bool:
        """Whether the request has arrived; its sender may have gone before."""
        read, has_more = 0, True
        while has_more and read <= self._largest:
            message = await receive()
            if message["type"] == "http.disconnect":
                return False
            part = message.get("body", b"")
            read += len(part)
            body.write(part)
            has_more = message.get("more_body", False)
        body.seek(0)
        return True

    async def _answer(self, environment: "WSGIEnvironment", send: Send) -> list[Any]:
        """Send the answer, or only its beginning where the page has handed something over."""
        handed_over: list[Any] = []
        if self._go_on:
            environment[HANDED_OVER] = handed_over
        threads = self._reading if environment["REQUEST_METHOD"] in _READ else self._changing
        self._being_made += 1
        try:
            status, headers, body = await asyncio.get_running_loop().run_in_executor(
                threads.pool, copy_context().run, self._work, environment, threads.turn
            )
        finally:
            self._being_made -= 1
        if handed_over:
            headers = [header for header in headers if header[0] != b"content-length"]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        if not handed_over:
            await send({"type": "http.response.body", "body": body})
        return handed_over

    def _work(self, environment: "WSGIEnvironment", turn: Lock) -> tuple[int, Headers, bytes]:
        with _taking(turn, self._patience):
            return self._made(environment)

    def _made(self, environment: "WSGIEnvironment") -> tuple[int, Headers, bytes]:
        status, headers = 500, []

        def start(line: str, pairs: list[tuple[str, str]], _problem: object = None) -> Any:
            nonlocal status, headers
            status = int(line.split(" ", 1)[0])
            headers = [(k.lower().encode("latin-1"), v.encode("latin-1")) for k, v in pairs]
            return written.append

        written: list[bytes] = []
        answer = self._app(environment, start)
        return status, headers, b"".join([*written, *_whole(answer)])


class _Threads:
    """Several, so that a page that takes long holds up nobody, which take turns."""

    def __init__(self, number: int, name: str) -> None:
        self.pool = ThreadPoolExecutor(number, thread_name_prefix=name)
        self.turn = Lock()


@contextmanager
def _taking(turn: Lock, patience: float) -> Iterator[None]:
    """Wait for the turn, but not for long."""
    is_taken = turn.acquire(timeout=patience)
    try:
        yield
    finally:
        if is_taken:
            turn.release()


def _whole(answer: Iterable[bytes]) -> list[bytes]:
    try:
        return list(answer)
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()


def environment_of(scope: Message, body: IO[bytes]) -> "WSGIEnvironment":
    """What WSGI calls the request."""
    server, client = scope.get("server") or ("localhost", 80), scope.get("client")
    environment: WSGIEnvironment = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": _as_wsgi(scope.get("root_path", "")),
        "PATH_INFO": _as_wsgi(scope["path"].removeprefix(scope.get("root_path", ""))),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if client:
        environment["REMOTE_ADDR"], environment["REMOTE_PORT"] = client[0], str(client[1])
    _add_headers(environment, scope["headers"])
    return environment


def _add_headers(environment: "WSGIEnvironment", headers: Iterable[tuple[bytes, bytes]]) -> None:
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name:
            continue  # to WSGI it would look like another one with dashes, say a proxy's
        key = _UNPREFIXED.get(name) or "HTTP_" + name.upper().replace("-", "_")
        if key in environment:
            # HTTP/2 may send a cookie in several pieces.
            value = environment[key] + ("; " if name == "cookie" else ",") + value
        environment[key] = value


def _as_wsgi(text: str) -> str:
    """A decoded path as WSGI wants it: its bytes, a letter for each."""
    return text.encode().decode("latin-1")
