"""Work that an answer does not wait for, one piece after the other."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, cast

import structlog
from flask import Flask, current_app

_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
_long_worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="long_background")


def start(work: Callable[..., object], *arguments: Any) -> "Future[None]":
    """Do the work soon, in a context of its own; a failure is logged and nothing else.

    Arguments are plain values, because what belongs to one database session cannot go along.
    When the process ends in good order, what was started is finished first.
    """
    return _begin(_worker, work, arguments)


def start_long(work: Callable[..., object], *arguments: Any) -> "Future[None]":
    """The same for work of minutes, so that what takes a moment does not wait for it."""
    return _begin(_long_worker, work, arguments)


def _begin(
    worker: ThreadPoolExecutor, work: Callable[..., object], arguments: tuple[Any, ...]
) -> "Future[None]":
    # SLF001: the one documented way to the application behind Flask's stand-in.
    app = cast(Any, current_app)._get_current_object()  # noqa: SLF001 - the documented way
    return worker.submit(_run, app, work, arguments)


def _run(app: Flask, work: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    with app.app_context():
        try:
            work(*arguments)
        except Exception:
            structlog.get_logger().exception("background", work=work.__qualname__)


def wait() -> None:
    """Wait until everything that was started so far is done."""
    for worker in (_worker, _long_worker):
        worker.submit(int).result()
