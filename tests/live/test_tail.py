"""The tail tells each event once, in whatever order they are committed."""

import datetime
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from flask import Flask
from sqlalchemy import Connection, insert

from planner import clock
from planner.database import db, only_reading
from planner.live.gaps import LASTS
from planner.live.tail import Tail
from planner.models import Event
from planner.queries.live import positions

Found = TypeVar("Found")

# Who else writes into the same database, however shortly, counts here.
pytestmark = pytest.mark.own_database


@pytest.fixture(autouse=True)
def context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def record(connection: Connection, identity: int) -> None:
    values = {
        "id": identity,
        "at": clock.now(),
        "type": "goal.created",
        "subject": "goals",
        "subject_name": f"Goal {identity}",
        "changes": {},
    }
    connection.execute(insert(Event).values(**values))


def commit(*identities: int) -> None:
    with db.engine.begin() as connection:
        for identity in identities:
            record(connection, identity)


def reading(work: Callable[[], Found]) -> Found:
    """As the thread of the streams does it: each time on a state of its own."""
    with only_reading():
        found = work()
        db.session.rollback()
    return found


def read(tail: Tail) -> list[int]:
    return [change.id for change in reading(tail.read)]


def position() -> int:
    return reading(positions.position)


def begun(now: list[float] | None = None) -> Tail:
    at = now or [0.0]
    tail = Tail(now=lambda: at[0])
    reading(tail.begin)
    return tail


def test_each_event_is_told_once_and_what_was_before_not_at_all() -> None:
    commit(1, 2)
    tail = begun()
    assert (read(tail), tail.position) == ([], 2)
    commit(3, 4)
    assert (read(tail), tail.position) == ([3, 4], 4)
    assert read(tail) == []


def test_event_that_is_committed_after_one_with_a_higher_id_is_told_as_well() -> None:
    commit(1)
    tail = begun()
    commit(4)
    assert (read(tail), tail.position) == ([4], 1)
    commit(3, 5)
    assert (read(tail), tail.position) == ([3, 5], 1)
    commit(2)
    assert (read(tail), tail.position) == ([2], 5)


@pytest.mark.databases("postgresql")
def test_transaction_that_was_open_when_the_tail_began_is_waited_for() -> None:
    with db.engine.connect() as slow:
        record(slow, 2)
        commit(1, 3)
        tail = begun()
        assert (read(tail), tail.position) == ([], 1)
        assert position() == 1
        slow.commit()
    assert (read(tail), tail.position) == ([2], 3)
    assert position() == 3


def test_id_that_was_rolled_back_holds_the_position_for_a_minute_and_no_longer() -> None:
    now = [0.0]
    commit(1)
    tail = begun(now)
    commit(3)
    assert (read(tail), tail.position) == ([3], 1)
    now[0] = LASTS
    assert (read(tail), read(tail), tail.position) == ([], [], 3)


def test_old_gaps_do_not_hold_the_position_of_a_page() -> None:
    with clock.at(clock.today().replace(year=2020)):
        commit(1, 3, 5)
    commit(6)
    assert position() == 6
    commit(8)
    assert position() == 6


def test_nothing_has_happened_yet() -> None:
    tail = begun()
    assert (read(tail), tail.position, position()) == ([], 0, 0)


@pytest.mark.databases("postgresql")
def test_id_of_somebody_who_writes_for_many_minutes_is_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    really = positions.oldest_writer
    monkeypatch.setattr(positions, "oldest_writer", lambda: (really() or 0) + 10 * LASTS)
    now = [0.0]
    commit(1)
    tail = begun(now)
    with db.engine.connect() as slow:
        record(slow, 2)
        commit(3)
        assert (read(tail), tail.position) == ([3], 1)
        now[0] = 9 * LASTS
        assert (read(tail), read(tail), tail.position) == ([], [], 1)
        slow.commit()
    assert (read(tail), tail.position) == ([2], 3)


@pytest.mark.databases("postgresql")
def test_position_of_a_page_waits_for_whoever_has_been_writing_for_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(positions, "LATEST", datetime.timedelta(0))  # everything is long
    commit(1)
    with db.engine.connect() as slow:
        record(slow, 2)
        commit(*range(3, 80))
        assert position() == 1
        late = begun()
        slow.commit()
    assert read(late)[0] == 2
    assert position() == 79
