"""What each process of the production server runs.

Pages are Flask's, in a few threads. The server itself speaks ASGI, so that thousands of open event
streams can be coroutines beside the pages instead of a thread each.
"""

import asyncio
import faulthandler
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import connection
from typing import Any

from flask import Flask

from planner import config
from planner.bridge import Bridge, Message, Receive, Send
from planner.database import only_reading
from planner.jobs import presences, scheduler, webhooks
from planner.live.db_thread import Desk
from planner.live.hub import Hub

PAGE_THREADS = 4
LOCK_PATIENCE = 15.0
"""Seconds for which somebody who saves waits for others to end; after that the page says so, with
all that was typed."""
STOPS_WITHIN = 3.0
"""Seconds after which a process that was told to stop waits no longer for the other ends of its
connections."""
ENDS_WITHIN = 30.0
"""Seconds after which it ends in any case, and says what it was doing. Nobody else would end it."""

_PATIENCE = 0.05
"""Seconds for which a page waits until the one before it is made. Threads of Python hinder each
other, and so do transactions that write to SQLite: one after the other all are made sooner. A page
that takes longer holds up nobody."""
_LOOK_AGAIN = 0.1
_STOPPED_BY = (signal.SIGTERM, signal.SIGINT)
_HEARD_AFTER = 0.5
_LARGEST = 16 * 1024 * 1024
_COLLECT_AFTER = 50_000


def _patience_with(database_url: str) -> float:
    """None with a database of its own processes: while one page waits for it, others are made."""
    return _PATIENCE if database_url.startswith("sqlite") else 0


class Server:
    """The pages, and the streams beside them."""

    def __init__(self, app: Flask) -> None:
        reading = Desk("live", lambda: _read_in(app))
        self._hub = Hub(reading, Desk("presence", app.app_context), presences.write_windows)
        largest = app.config["MAX_CONTENT_LENGTH"] or _LARGEST
        self._pages = Bridge(
            app,
            threads=PAGE_THREADS,
            largest=largest,
            go_on=self._hub.serve,
            patience=_patience_with(app.config["SQLALCHEMY_DATABASE_URI"]),
        )

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await self._pages(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """From the start of the process until it is told to stop."""
        await receive()
        self._hub.start()
        self._end_streams_when_told_to_stop()
        await send({"type": "lifespan.startup.complete"})
        asyncio.get_running_loop().call_later(_HEARD_AFTER, _hear_what_stops)
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    def _end_streams_when_told_to_stop(self) -> None:
        """The server says that it stops only when no connection is open any more, which streams
        would be for ever. So the signal is heard here as well; the server's own handler, which the
        event loop calls, stays as it is. What a terminal sends to all processes is for the first,
        which tells the others: told three times over, the server would hang.
        """
        loop = asyncio.get_running_loop()
        loop.remove_signal_handler(signal.SIGINT)
        signal.signal(signal.SIGINT, signal.SIG_IGN)

        def told(*_: object) -> None:
            faulthandler.dump_traceback_later(ENDS_WITHIN, exit=True)
            loop.call_soon_threadsafe(self._stop, loop)

        signal.signal(signal.SIGTERM, told)
        signal.siginterrupt(signal.SIGTERM, False)

    def _stop(self, loop: asyncio.AbstractEventLoop) -> None:
        self._hub.stop()
        loop.call_later(STOPS_WITHIN, self._end, loop)

    def _end(self, loop: asyncio.AbstractEventLoop) -> None:
        """End the process although connections are open: their other ends have sent half a request
        or do not take what was sent to them, and the server would wait for them in vain. Pages
        that are being made are finished first; what they change is committed.
        """
        if self._pages.are_being_made:
            loop.call_later(_LOOK_AGAIN, self._end, loop)
        else:
            # What was answered last is on its way by then.
            loop.call_later(_LOOK_AGAIN, os._exit, 0)


@contextmanager
def _read_in(app: Flask) -> Iterator[None]:
    with app.app_context(), only_reading():
        yield


def asgi(app: Flask) -> Any:
    """The application for an ASGI server."""
    _spare_the_collector()
    return Server(app)


def _spare_the_collector() -> None:
    """What lives as long as the process need not be looked through at every collection.

    Measured: without this the slowest hundredth of the pages takes twice as long.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 20)


def _end_with_parent() -> None:
    """Do not go on answering when the first process was killed and can stop nobody any more.

    What is under way is lost, as if this process had been killed as well; so nobody was told that
    it is saved.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def _defer_what_stops() -> None:
    """Keep what tells this process to stop until it serves.

    The server hangs for ever in its own handler when that is called before it serves; what is told
    meanwhile waits in the kernel. No thread is there yet, and those to come take over that they
    are not told.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPED_BY)


def _hear_what_stops() -> None:
    """The loop goes on only when the server serves, so that is so by now, however long it took."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPED_BY)


def application() -> Any:
    """Made by each process for itself."""
    from planner import create_app  # noqa: PLC0415 - not before the process has started

    _defer_what_stops()
    _end_with_parent()
    app = create_app(replace(config.from_environment(), lock_patience=LOCK_PATIENCE))
    scheduler.start_scheduler(app)
    webhooks.start_sending(app)
    return asgi(app)
