"""Sends to webhooks what is due, soon after it has happened.

Each process has a thread for it, beside that of the other work by the clock: what is sent waits for
others' servers, all at once and each for itself, so that a slow one delays no other.
"""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

import structlog
from flask import Flask, current_app

from planner import clock
from planner.config import Settings
from planner.database import db
from planner.webhooks import deliveries, posting, signing
from planner.webhooks.deliveries import Noted, Outgoing

SENT_AT_ONCE: Final = 32
"""Messages on their way from one process to one webhook."""
_PAUSE, _NO_PAUSE = 1.0, 0.02
_NAMES: Final = 64
"""Names that are looked up at once: an answer may take longer than a receiver may."""

_T = TypeVar("_T")


def start_sending(app: Flask) -> threading.Thread | None:
    """Begin, unless the settings say that it is not for this server to do."""
    if not app.config["PLANNER"].clockwork:
        return None
    thread = threading.Thread(target=_run, args=(app,), name="webhooks")
    thread.start()
    return thread


def send_due() -> int:
    """Find, send and note once what is due, and wait for it; how many were sent.

    Whoever calls it may be in an event loop, so that it sends in a thread of its own.
    """
    settings: Settings = current_app.config["PLANNER"]
    sent = _begin(settings, {})
    with ThreadPoolExecutor(1, thread_name_prefix="posting") as aside:
        noted = aside.submit(lambda: asyncio.run(_post_all(sent, settings))).result()
    _note(noted, settings)
    return len(noted)


def _run(app: Flask) -> None:
    asyncio.run(_Sender(app).run())


class _Sender:
    """Turns, in which is begun what is due and noted what has ended since the last one."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._settings: Settings = app.config["PLANNER"]
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="webhooks")
        self._busy: Counter[int] = Counter()
        self._ended: list[Noted] = []
        self._posting: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until the process is told to stop. What is on its way then is sent again by another."""
        loop, main = asyncio.get_running_loop(), threading.main_thread()
        loop.set_default_executor(ThreadPoolExecutor(_NAMES, thread_name_prefix="names"))
        pause = _PAUSE
        while main.is_alive():
            await asyncio.sleep(pause)
            pause = _NO_PAUSE if await self._turn() else _PAUSE
        for task in self._posting:
            task.cancel()
        # The threads of others have ended with the process.
        self._inside(lambda: _note(self._ended, self._settings))

    async def _turn(self) -> bool:
        """Whether there is more to do at once."""
        ended, self._ended = self._ended, []
        busy = dict(self._busy)
        try:
            await self._at_desk(lambda: _note(ended, self._settings))
            begun = await self._at_desk(lambda: _begin(self._settings, busy))
        except Exception:
            if threading.main_thread().is_alive():
                structlog.get_logger().exception("webhooks")
            self._ended += ended  # noted twice, it says the same
            return False
        for each in begun:
            self._busy[each.webhook_id] += 1
            task = asyncio.create_task(self._send(each))
            self._posting.add(task)
            task.add_done_callback(self._posting.discard)
        return bool(begun or ended)

    async def _send(self, each: Outgoing) -> None:
        try:
            self._ended.append(await _post(each, self._settings))
        finally:
            self._busy[each.webhook_id] -= 1

    async def _at_desk(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._desk, self._inside, work)

    def _inside(self, work: Callable[[], _T]) -> _T:
        with self._app.app_context():
            try:
                return work()
            except Exception:
                db.session.rollback()
                raise


def _begin(settings: Settings, busy: dict[int, int]) -> list[Outgoing]:
    """What is to be sent now, which nobody else sends."""
    deliveries.find_new()
    db.session.commit()
    due = deliveries.due_counts(SENT_AT_ONCE, busy)
    if not due:
        return []
    taken = deliveries.take_deliveries(due)
    db.session.commit()
    found, forgotten = deliveries.outgoing(taken, settings)
    if forgotten:
        deliveries.forget_deliveries(forgotten)
        db.session.commit()
    return found


def _note(noted: Collection[Noted], settings: Settings) -> None:
    if noted:
        deliveries.note_attempts(noted, settings.webhook_retries)
        db.session.commit()


async def _post_all(sent: Sequence[Outgoing], settings: Settings) -> list[Noted]:
    return await asyncio.gather(*(_post(each, settings) for each in sent))


async def _post(each: Outgoing, settings: Settings) -> Noted:
    # Of this moment even on a fixed day: the receiver refuses what is old.
    now, timestamp = clock.now(), int(time.time())
    headers = {
        "webhook-id": each.message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signing.signatures(
            each.secrets, each.message_id, timestamp, each.body
        ),
    }
    outcome = await posting.post(each.url, each.body, headers, settings.webhook_hosts)
    return Noted(each.delivery_id, each.webhook_id, now, outcome)
