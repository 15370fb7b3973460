"""The application behind a real socket, for tests that need real connections."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

WSGIApp = Callable[["WSGIEnvironment", Any], Iterable[bytes]]


@contextmanager
def served(app: WSGIApp) -> Iterator[str]:
    """The address at which this process answers, a thread for each request."""
    pages = _Pages(app)
    server = make_server("127.0.0.1", 0, pages, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    pages.end()


class _Pages:
    """What a browser sends with its last breath is answered before the test is over, or not at all:
    else it would open a connection that nobody closes any more."""

    def __init__(self, app: WSGIApp) -> None:
        self._app = app
        self._changed = Condition()
        self._being_made = 0
        self._is_over = False

    def __call__(self, environment: "WSGIEnvironment", start: Any) -> Iterable[bytes]:
        with self._changed:
            if self._is_over:
                start("503 Service Unavailable", [])
                return []
            self._being_made += 1
        try:
            return self._app(environment, start)
        finally:
            with self._changed:
                self._being_made -= 1
                self._changed.notify_all()

    def end(self) -> None:
        with self._changed:
            self._is_over = True
            self._changed.wait_for(lambda: self._being_made == 0)
