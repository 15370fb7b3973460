"""What a page was made of, remembered until something that it depends on has changed.

The body of a plan's page takes ten times as long to make as to ask whether it is still true, and
what many customers add up to a hundred times. Every change leaves an event, so the state of the
events says so, in every process and without anybody having to be told. What else an answer depends
on is part of its key: who reads it with which rights, the language, the day, and what was asked.
"""

import datetime
import secrets
from collections.abc import Callable, Hashable, Set
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar, cast

from cachetools import LRUCache
from flask import Flask, current_app, g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from planner import clock
from planner.access import Standing
from planner.queries.live.freshness import StateOfEvents
from planner.views.web.current import me
from planner.words import language

LARGEST = 16 * 1024 * 1024
"""How many characters one process remembers; what was not read for longest goes first."""

_Answer = TypeVar("_Answer")


class Cache:
    """`token_place` stands in it for the token against forgery of whoever reads the page. It is
    never shown and cannot be guessed, so nothing that people write is taken for it."""

    def __init__(self) -> None:
        self.token_place = secrets.token_hex(32)
        self.entries: LRUCache[Hashable, object] = LRUCache(LARGEST, getsizeof=_size)
        self.lock = Lock()

    def get(self, key: Hashable) -> object:
        with self.lock:
            return self.entries.get(key)

    def put(self, key: Hashable, answer: object) -> None:
        """What is larger than all room together is made again each time."""
        with self.lock, suppress(ValueError):
            self.entries[key] = answer


def _size(answer: object) -> int:
    """In characters; what is no text counts as long as it is when it is written out."""
    return len(answer if isinstance(answer, str) else repr(answer))


def init_app(app: Flask) -> None:
    app.extensions["cache"] = Cache()


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What every answer depends on: as long as two of these are equal, so are the answers."""

    reader: int
    team: int | None
    rights: frozenset[Standing]
    language: str
    day: datetime.date
    state: StateOfEvents

    def answer(self, name: str, asked: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """What `make` returns, or what it returned when everything was as it is now.

        `name` is that of the question, `asked` all that makes its answers differ and that can
        change without an event. None is no answer: it would be made again each time.
        """
        cache: Cache = current_app.extensions["cache"]
        key = (name, asked, self)
        found = cache.get(key)
        if found is None:
            found = make()
            cache.put(key, found)
        return cast(_Answer, found)

    def html(self, name: str, asked: Hashable, make: Callable[[], str]) -> Markup:
        """The same for a part of a page, whose forms carry the token of whoever reads it now."""
        cache: Cache = current_app.extensions["cache"]
        token, place = generate_csrf(), cache.token_place
        found = self.answer(name, asked, lambda: _with_place(make, place))
        return Markup(found.replace(place, token))  # noqa: S704 - rendered by our own templates


def _with_place(make: Callable[[], str], place: str) -> str:
    """What `make` renders with the place for a token instead of the reader's own."""
    field = current_app.config["WTF_CSRF_FIELD_NAME"]
    token = g.get(field)
    setattr(g, field, place)  # where Flask-WTF keeps what it renders in this request
    try:
        return make()
    finally:
        setattr(g, field, token)


def depending_on(state: StateOfEvents, rights: Set[Standing]) -> Dependencies:
    """For whoever reads, with these rights; `state` is that of the events, read before."""
    reader = me()
    return Dependencies(
        reader=reader.id,
        team=reader.team_id,
        rights=frozenset(rights),
        language=language(),
        day=clock.today(),
        state=state,
    )
