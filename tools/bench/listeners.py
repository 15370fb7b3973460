"""Many open streams in one process of their own, and when each change arrived on each of them."""

import asyncio
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

_EDIT = re.compile(rb'"name":"Edit (\d+)"')
_AT_ONCE = 50


@dataclass
class _Ears:
    """`greeted` counts the streams that are open, `arrivals` has the number of each edit with the
    moment at which it was heard, `ended` counts the streams that did not last."""

    greeted: int = 0
    ended: int = 0
    arrivals: list[tuple[int, float]] = field(default_factory=list)


class _Stream(asyncio.Protocol):
    def __init__(self, request: bytes, ears: _Ears) -> None:
        self._request = request
        self._ears = ears
        self._rest = b""
        self.is_greeted = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - says what asyncio gives
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now = time.monotonic()
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            if line == b"event: hello":
                self._ears.greeted += 1
                self.is_greeted.set()
            elif found := _EDIT.search(line):
                self._ears.arrivals.append((int(found[1]), now))

    def connection_lost(self, _error: Exception | None) -> None:
        self._ears.ended += 1
        self.is_greeted.set()


def listen(port: int, requests: Sequence[bytes], told: Connection) -> None:
    """Open all of them, say so, listen until told to stop, and say what was heard."""
    asyncio.run(_listen(port, requests, told))


async def _listen(port: int, requests: Sequence[bytes], told: Connection) -> None:
    ears = _Ears()
    loop = asyncio.get_running_loop()
    began = time.monotonic()
    for start in range(0, len(requests), _AT_ONCE):
        streams = [
            await loop.create_connection(lambda r=request: _Stream(r, ears), "127.0.0.1", port)  # type: ignore[misc]  # a bound default
            for request in requests[start : start + _AT_ONCE]
        ]
        for _transport, stream in streams:
            await stream.is_greeted.wait()
    told.send((ears.greeted, time.monotonic() - began))
    await loop.run_in_executor(None, told.recv)
    told.send((ears.arrivals, ears.ended))
