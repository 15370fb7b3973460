"""All open streams of this process: coroutines in the server's loop, and one tail for all."""

import asyncio
import random
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

import structlog

from planner.live import catching_up, messages
from planner.live.audience import Audience
from planner.live.catching_up import Missed
from planner.live.db_thread import Desk
from planner.live.listener import Listener
from planner.live.presence import EVERY, KnownWindows, Write
from planner.live.stream import SEND_WITHIN, Connection, Stream, StreamSend
from planner.live.tail import Tail
from planner.queries.live import presences, stream_rights
from planner.queries.live.presences import Present

_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
READ_EVERY = 0.2
SESSIONS_EVERY = 5.0
_LASTS = (240.0, 360.0)
"""Seconds after which a stream ends by itself; the browser comes again and is let in anew."""

_AT_ONCE = 100
_AFTER_FAILURE = 1.0


class Hub:
    """`reading` and `writing` are the threads for the database."""

    def __init__(self, reading: Desk, writing: Desk, write_presences: Write) -> None:
        self._reading = reading
        self._tail = Tail()
        self._beginning = asyncio.Lock()
        self._audience = Audience()
        self._connections: set[Connection] = set()
        self._attendance = KnownWindows(self._audience, reading, writing, write_presences)
        self._tasks: list[asyncio.Task[None]] = []
        self._has_stopped = False

    def start(self) -> None:
        """Begin to follow what happens, as often as somebody listens."""
        for work, every in (
            (self._follow, READ_EVERY),
            (self._look_around, EVERY),
            (self._check_sessions, SESSIONS_EVERY),
        ):
            self._tasks.append(asyncio.create_task(_again_and_again(work, every)))

    def stop(self) -> None:
        """End everything; the browsers come again when there is a server."""
        self._has_stopped = True
        for task in self._tasks:
            task.cancel()
        for connection in self._connections:
            connection.end()

    async def serve(
        self, listeners: Sequence[Listener], receive: _Receive, send: StreamSend
    ) -> None:
        """Tell the windows of somebody who was let in all that happens, until one of both ends."""
        connection = Connection()
        streams = [Stream(listener, connection) for listener in listeners]
        self._come(connection, streams)
        end = asyncio.get_running_loop().call_later(random.uniform(*_LASTS), connection.end)  # noqa: S311 - no secret
        leaving = asyncio.create_task(_wait_until_gone(receive, connection))
        try:
            if not self._has_stopped:
                for stream in streams:
                    await self._greet(stream, send)
                await connection.run(send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        except (OSError, TimeoutError):
            pass  # the browser has gone, or takes nothing any more
        finally:
            end.cancel()
            leaving.cancel()
            self._leave(connection, streams)

    async def _greet(self, stream: Stream, send: StreamSend) -> None:
        async with self._beginning:
            if not self._tail.has_begun:
                await self._reading(self._tail.begin)
        missed, present = await self._reading(_first, stream.listener)
        told = catching_up.first_messages(stream.listener, missed)
        first = b"".join(map(stream.for_it, [*told, messages.presence(present)]))
        part = {"type": "http.response.body", "body": first, "more_body": True}
        await asyncio.wait_for(send(part), SEND_WITHIN)
        stream.begin(missed.ids)

    def _come(self, connection: Connection, streams: list[Stream]) -> None:
        self._connections.add(connection)
        for stream in streams:
            self._audience.add(stream)
            self._attendance.come(stream.listener.window)

    def _leave(self, connection: Connection, streams: list[Stream]) -> None:
        self._connections.discard(connection)
        for stream in streams:
            self._audience.remove(stream)
            self._attendance.go(stream.listener.window)
        if not self._audience:
            self._tail.end()

    async def _follow(self) -> None:
        if not (self._audience and self._tail.has_begun):
            return
        found = await self._reading(self._tail.read)
        if found:
            await self._check_rights(self._audience.to_be_checked(found))
            self._audience.tell(found, self._tail.position)

    async def _look_around(self) -> None:
        if self._attendance.is_needed:
            await self._attendance.look()

    async def _check_rights(self, streams: set[Stream]) -> None:
        """End the streams of those who may not see the plan any more, before they hear of it."""
        pairs = sorted({(one.listener.person_id, one.listener.plan_id) for one in streams})
        for start in range(0, len(pairs), _AT_ONCE):
            found = await self._reading(
                stream_rights.stream_rights_of_all, pairs[start : start + _AT_ONCE]
            )
            for stream in streams:
                seen = found.get((stream.listener.person_id, stream.listener.plan_id))
                if seen is not None:
                    stream.for_members = seen.for_members
                    if not seen.sees:
                        self._dismiss(stream, "removed")

    async def _check_sessions(self) -> None:
        streams = list(self._audience)
        if not streams:
            return
        digests = {stream.listener.session for stream in streams}
        known = await self._reading(stream_rights.still_signed_in, digests)
        for stream in streams:
            if stream.listener.session not in known:
                self._dismiss(stream, "signed_out")

    def _dismiss(self, stream: Stream, reason: str) -> None:
        stream.end(messages.ended(reason))


def _first(listener: Listener) -> tuple[Missed, list[Present]]:
    """What somebody is told at once."""
    return catching_up.missed(listener), presences.windows_of_plan(listener.plan_id)


async def _again_and_again(work: Callable[[], Awaitable[None]], every: float) -> None:
    while True:
        try:
            await work()
            await asyncio.sleep(every)
        except Exception:
            structlog.get_logger().exception("live", work=getattr(work, "__name__", ""))
            await asyncio.sleep(_AFTER_FAILURE)


async def _wait_until_gone(receive: _Receive, connection: Connection) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    connection.end()
