"""What waits to be sent to a browser that listens, for each of its windows, and the end of it."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from planner.live import messages
from planner.live.listener import Listener

StreamSend = Callable[[MutableMapping[str, Any]], Awaitable[None]]
MOST_WAITING = 1_000
"""Who has let this many messages wait is cut off, comes again and goes on where it was."""

PING_EVERY = 15.0
SEND_WITHIN = 20.0


class Connection:
    """What goes to one browser, to whichever of its windows."""

    def __init__(self) -> None:
        self._waiting: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING)

    def put(self, message: bytes) -> None:
        """A message for when the browser takes it; never waits."""
        try:
            self._waiting.put_nowait(message)
        except asyncio.QueueFull:
            self.end()

    def end(self, farewell: bytes | None = None) -> None:
        """The last word; what waits before it is not sent any more."""
        while not self._waiting.empty():
            self._waiting.get_nowait()
        if farewell is not None:
            self._waiting.put_nowait(farewell)
        self._waiting.put_nowait(None)

    async def run(self, send: StreamSend) -> None:
        """Send what there is until the end; a browser that takes nothing is given up."""
        while (text := await self._next()) is not None:
            await asyncio.wait_for(send(_part(text)), SEND_WITHIN)

    async def _next(self) -> bytes | None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PING_EVERY):
                return await self._waiting.get()
        return messages.PING


class Stream:
    """One window that listens. `for_members` follows the rights of the person while it does."""

    def __init__(self, listener: Listener, connection: Connection) -> None:
        self.listener = listener
        self.for_members = listener.for_members
        self._connection = connection
        self._to = messages.to(listener.window.name) if listener.shares else b""
        self._told_first: frozenset[int] = frozenset()
        self._early: list[tuple[int, bytes]] | None = []

    def begin(self, told_first: frozenset[int]) -> None:
        """What was missed is told from these events; what came meanwhile follows."""
        self._told_first = told_first
        early, self._early = self._early or [], None
        for identity, message in early:
            self.tell(identity, message)

    def tell(self, identity: int, message: bytes) -> None:
        """An event, each once."""
        if self._early is not None:
            self._early.append((identity, message))
        elif identity not in self._told_first:
            self.put(message)

    def put(self, message: bytes) -> None:
        """A message that is no event."""
        self._connection.put(self.for_it(message))

    def for_it(self, message: bytes) -> bytes:
        """The message, with a word before it that says which of several windows it is for."""
        return self._to + message

    def end(self, farewell: bytes) -> None:
        """The last word. Other windows on the connection come again, and miss nothing."""
        self._connection.end(self.for_it(farewell))


def _part(text: bytes) -> dict[str, Any]:
    return {"type": "http.response.body", "body": text, "more_body": True}
