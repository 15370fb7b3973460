"""Work that an answer does not wait for, one piece after the other."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, cast

import structlog
from flask import Flask, current_app

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")


def start(work: Callable[..., object], *arguments: Any) -> "Future[None]":
    """Do the work soon, in a context of its own; a failure is logged and nothing else.

    Arguments are plain values, because what belongs to one database session cannot go along.
    When the process ends in good order, what was started is finished first.
    """
    # SLF001: the one documented way to the application behind Flask's stand-in.
    app = cast(Any, current_app)._get_current_object()  # noqa: SLF001 - the documented way
    return _worker.submit(_run, app, work, arguments)


def _run(app: Flask, work: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    with app.app_context():
        try:
            work(*arguments)
        except Exception:
            structlog.get_logger().exception("background", work=work.__qualname__)


def wait() -> None:
    """Wait until everything that was started so far is done."""
    _worker.submit(int).result()
