"""What waits for one browser, and what happens when it does not take it."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from planner.live import messages, stream
from planner.live.listener import Listener
from planner.live.stream import MOST_WAITING, Connection, Stream
from planner.queries.live.presences import Window
from tests.support.browsers import loops


def window(name: str = "", *, shares: bool = False) -> Listener:
    there = Window(1, 1, name)
    return Listener(there, customer_id=1, session="", for_members=True, said=None, shares=shares)


@pytest.fixture
def connection() -> Connection:
    return Connection()


@pytest.fixture
def opened(connection: Connection) -> Stream:
    """The only window on the connection."""
    return Stream(window(), connection)


class Browser:
    """Takes what is sent, or nothing."""

    def __init__(self, *, takes: bool = True) -> None:
        self.heard: list[bytes] = []
        self._takes = takes

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if not self._takes:
            await asyncio.Event().wait()
        self.heard.append(message["body"])


def run(of: Connection, browser: Browser) -> list[bytes]:
    loops.run(of.run(browser.send))
    return browser.heard


def test_what_was_missed_comes_first_and_nothing_comes_twice(
    opened: Stream, connection: Connection
) -> None:
    opened.tell(3, b"three")
    opened.tell(4, b"four")
    opened.begin(told_first=frozenset({2, 3}))
    opened.tell(2, b"two")
    opened.tell(5, b"five")
    waiting = [connection._waiting.get_nowait() for _ in range(2)]  # noqa: SLF001 - what it would send
    assert waiting == [b"four", b"five"]


def test_last_word_is_the_last_and_comes_at_once(opened: Stream, connection: Connection) -> None:
    opened.begin(frozenset())
    opened.tell(1, b"one")
    opened.end(messages.ended("removed"))
    opened.tell(2, b"two")
    assert run(connection, Browser()) == [messages.ended("removed")]


def test_browser_that_lets_too_much_wait_is_cut_off_and_goes_on_later(
    opened: Stream, connection: Connection
) -> None:
    opened.begin(frozenset())
    for number in range(MOST_WAITING + 1):
        opened.tell(number, b"more")
    assert run(connection, Browser()) == []


def test_browser_that_takes_nothing_is_given_up(
    opened: Stream, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "SEND_WITHIN", 0.01)
    opened.begin(frozenset())
    opened.tell(1, b"one")
    with pytest.raises(TimeoutError):
        run(connection, Browser(takes=False))


def test_silence_is_broken_by_a_ping(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "PING_EVERY", 0.01)

    class Patient(Browser):
        async def send(self, message: MutableMapping[str, Any]) -> None:
            await super().send(message)
            connection.end()

    assert run(connection, Patient()) == [messages.PING]


def test_windows_on_one_connection_are_told_apart_and_leave_it_together(
    connection: Connection,
) -> None:
    left, right = (Stream(window(name, shares=True), connection) for name in ("left", "right"))
    for one in (left, right):
        one.begin(frozenset())
    left.tell(1, b"one")
    right.tell(1, b"one")
    waiting = [connection._waiting.get_nowait() for _ in range(2)]  # noqa: SLF001 - what it would send
    assert waiting == [messages.to("left") + b"one", messages.to("right") + b"one"]
    left.tell(2, b"two")
    right.end(messages.ended("removed"))
    assert run(connection, Browser()) == [messages.to("right") + messages.ended("removed")]
