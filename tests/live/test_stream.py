"""What waits for one browser, and what happens when it does not take it."""

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from planner.live import messages, stream
from planner.live.listener import Listener
from planner.live.stream import MOST_WAITING, Stream
from planner.queries.live.presences import Window
from tests.support.browsers import loops


def new() -> Stream:
    listener = Listener(Window(1, 1), customer_id=1, session="", for_members=True, said=None)
    return Stream(listener)


class Browser:
    """Takes what is sent, or nothing."""

    def __init__(self, *, takes: bool = True) -> None:
        self.heard: list[bytes] = []
        self._takes = takes

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if not self._takes:
            await asyncio.Event().wait()
        self.heard.append(message["body"])


def run(of: Stream, browser: Browser) -> list[bytes]:
    loops.run(of.run(browser.send))
    return browser.heard


def test_what_was_missed_comes_first_and_nothing_comes_twice() -> None:
    opened = new()
    opened.tell(3, b"three")
    opened.tell(4, b"four")
    opened.begin(told_first=frozenset({2, 3}))
    opened.tell(2, b"two")
    opened.tell(5, b"five")
    waiting = [opened._waiting.get_nowait() for _ in range(2)]  # noqa: SLF001 - what it would send
    assert waiting == [b"four", b"five"]


def test_last_word_is_the_last_and_comes_at_once() -> None:
    opened = new()
    opened.begin(frozenset())
    opened.tell(1, b"one")
    opened.end(messages.ended("removed"))
    opened.tell(2, b"two")
    assert run(opened, Browser()) == [messages.ended("removed")]


def test_browser_that_lets_too_much_wait_is_cut_off_and_goes_on_later() -> None:
    opened = new()
    opened.begin(frozenset())
    for number in range(MOST_WAITING + 1):
        opened.tell(number, b"more")
    assert run(opened, Browser()) == []


def test_browser_that_takes_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "SEND_WITHIN", 0.01)
    opened = new()
    opened.begin(frozenset())
    opened.tell(1, b"one")
    with pytest.raises(TimeoutError):
        run(opened, Browser(takes=False))


def test_silence_is_broken_by_a_ping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "PING_EVERY", 0.01)
    opened = new()

    class Patient(Browser):
        async def send(self, message: MutableMapping[str, Any]) -> None:
            await super().send(message)
            opened.end()

    assert run(opened, Patient()) == [messages.PING]
