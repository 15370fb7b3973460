"""What a page was made of, remembered until something that it depends on has changed.

The body of a plan's page takes ten times as long to make as to ask whether it is still true, and
what many customers add up to a hundred times. Every change leaves an event, so the state of the
events says so, in every process and without anybody having to be told. What else an answer depends
on is part of its key: who reads it with which rights, the language, the day, and what was asked.
"""

import datetime
import secrets
import sys
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock
from typing import TypeVar, cast

from cachetools import LRUCache
from flask import Flask, current_app, g, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from planner import clock
from planner.access import Standing
from planner.queries.live.freshness import StateOfEvents
from planner.views.web.current import me, rights
from planner.words import language

LARGEST = 24 * 1024 * 1024
"""How many bytes one process remembers; what was not read for longest goes first."""
_OF_KEY = 1024
"""About what the key of an answer takes."""

_Answer = TypeVar("_Answer")


class Cache:
    """`token_place` stands in it for the token against forgery of whoever reads the page, and the
    other `places` for what else is put in each time. They are never shown and cannot be guessed, so
    nothing that people write is taken for one."""

    def __init__(self) -> None:
        self.token_place = secrets.token_hex(32)
        self.places = [secrets.token_hex(32) for _ in range(2)]
        self.entries: LRUCache[Hashable, object] = LRUCache(LARGEST, getsizeof=_size)
        self.lock = Lock()

    def get(self, key: Hashable) -> object:
        with self.lock:
            return self.entries.get(key)

    def put(self, key: Hashable, answer: object) -> None:
        """What is larger than all room together is made again each time."""
        with self.lock, suppress(ValueError):
            self.entries[key] = answer

    def filled(self, key: Hashable, token: str, told: Sequence[object]) -> bytes | None:
        """What was put there, with the token of whoever reads it and what they are told."""
        found = self.get(key)
        return self.fill(found, token, told) if isinstance(found, bytes) else None

    def fill(self, kept: bytes, token: str, told: Sequence[object]) -> bytes:
        for place, value in zip((self.token_place, *self.places), (token, *told), strict=False):
            kept = kept.replace(place.encode(), str(value).encode())
        return kept

    def answer(self, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return cast(_Answer, found)


def _size(answer: object) -> int:
    """In bytes; what is no text counts as long as it is when it is written out."""
    return _OF_KEY + sys.getsizeof(answer if isinstance(answer, bytes | str) else repr(answer))


def init_app(app: Flask) -> None:
    app.extensions["cache"] = Cache()


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What every answer depends on: as long as two of these are equal, so are the answers."""

    reader: int
    team: int | None
    rights: tuple[frozenset[Standing], bool]
    language: str
    mounted_at: str
    day: datetime.date
    state: StateOfEvents

    def on(self, state: StateOfEvents) -> "Dependencies":
        """For the same reader, and another part of the events."""
        return replace(self, state=state)

    def answer(self, name: str, asked: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """What `make` returns, or what it returned when everything was as it is now.

        `name` is that of the question, `asked` all that makes its answers differ and that can
        change without an event. None is no answer: it would be made again each time.
        """
        cache: Cache = current_app.extensions["cache"]
        return cache.answer(self.key(name, asked), make)

    def html(
        self, name: str, asked: Hashable, make: Callable[..., str], told: Sequence[object] = ()
    ) -> Markup:
        """The same for a page or a part of one; see `html`."""
        return html(self.key(name, asked), make, told)

    def key(self, name: str, asked: Hashable) -> Hashable:
        """What it is kept by."""
        return name, asked, self


def html(key: Hashable, make: Callable[..., str], told: Sequence[object] = ()) -> Markup:
    """A part of a page that looks the same as long as its key is the same.

    Its forms carry the token of whoever reads it now. `make` is called with places for what is
    `told`, which differs each time.
    """
    cache: Cache = current_app.extensions["cache"]

    def encoded() -> bytes:
        places = cache.places[: len(told)]
        return _with_place(lambda: make(*places), cache.token_place).encode()

    # Flask-WTF keeps it there; asked again, it reads its settings each time.
    token = g.get(current_app.config["WTF_CSRF_FIELD_NAME"]) or generate_csrf()
    kept = cache.answer(key, encoded)
    return Markup(cache.fill(kept, token, told).decode())  # noqa: S704 - rendered by our own templates


def _with_place(make: Callable[[], str], place: str) -> str:
    """What `make` renders with the place for a token instead of the reader's own."""
    field = current_app.config["WTF_CSRF_FIELD_NAME"]
    token = generate_csrf()
    setattr(g, field, place)  # where Flask-WTF keeps what it renders in this request
    try:
        return make()
    finally:
        setattr(g, field, token)


def get(key: Hashable) -> object:
    """What was put there under this key, unless it had to make room."""
    return cast(Cache, current_app.extensions["cache"]).get(key)


def put(key: Hashable, answer: object) -> None:
    cast(Cache, current_app.extensions["cache"]).put(key, answer)


def depending_on(state: StateOfEvents) -> Dependencies:
    """For whoever reads, with their rights; `state` is that of the events, read before."""
    reader = me()
    return Dependencies(
        reader=reader.id,
        team=reader.team_id,
        rights=rights(),
        language=language(),
        mounted_at=request.script_root,
        day=clock.today(),
        state=state,
    )
