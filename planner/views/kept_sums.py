"""What many customers add up to, kept until something has changed anywhere.

Whoever leads looks at the same customers again and again: page by page, list by list. Adding them
up takes a hundred times as long as asking whether what was added up is still true. Every change
leaves an event, so the state of the events says so, in every process.
"""

import dataclasses
from collections.abc import Callable
from threading import Lock
from typing import TypeVar, cast

from cachetools import LRUCache
from flask import Flask, current_app

from planner.access import general_standings
from planner.queries import freshness
from planner.queries.coverage_filter import Filter
from planner.views.current import me

MOST = 500
"""Of so many questions one process keeps the answer; what was not asked for longest goes first."""

Answer = TypeVar("Answer")


class Sums:
    def __init__(self) -> None:
        self.answers: LRUCache[object, object] = LRUCache(MOST)
        self.lock = Lock()


def init_app(app: Flask) -> None:
    app.extensions["kept_sums"] = Sums()


class Keeping:
    """The answers for one reader as everything is now."""

    def __init__(self) -> None:
        reader = me()
        rights = frozenset(general_standings(reader))
        self._now = (reader.id, reader.team_id, rights, freshness.of_everything())

    def of(self, name: str, wanted: Filter, make: Callable[[Filter], Answer]) -> Answer:
        """What `make` answers, on whatever page of the table; `name` is that of the question."""
        sums: Sums = current_app.extensions["kept_sums"]
        asked = dataclasses.replace(wanted, page=1)
        key = (name, asked, self._now)
        with sums.lock:
            found = sums.answers.get(key)
        if found is None:
            found = make(asked)
            with sums.lock:
                sums.answers[key] = found
        return cast(Answer, found)
