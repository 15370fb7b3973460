"""What each process of the production server runs.

Pages are Flask's, in a few threads. The server itself speaks ASGI, so that thousands of open event
streams can be coroutines beside the pages instead of a thread each.
"""

import gc
from typing import Any

from flask import Flask

from planner.bridge import Bridge

PAGE_THREADS = 4
_LARGEST = 16 * 1024 * 1024
_COLLECT_AFTER = 50_000


def asgi(app: Flask) -> Any:
    """The application for an ASGI server."""
    _spare_the_collector()
    largest = app.config["MAX_CONTENT_LENGTH"] or _LARGEST
    return Bridge(app, threads=PAGE_THREADS, largest=largest)


def _spare_the_collector() -> None:
    """What lives as long as the process need not be looked through at every collection.

    Measured: without this the slowest hundredth of the pages takes twice as long.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER, 20, 20)


def application() -> Any:
    """Made by each process for itself."""
    from planner import create_app  # noqa: PLC0415 - not before the process has started

    return asgi(create_app())
