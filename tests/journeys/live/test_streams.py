"""Streams of the production server: two processes, one database, and what happens to both."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from planner.actions.plan import goals, members
from planner.config import Settings
from planner.database import db
from planner.models import Member, Person, Plan
from tests.support.ears import Listening, environment_like, listening
from tests.support.production import Server, environment_of, forked
from tests.support.stories.cast import Cast
from tests.support.streams import Message

pytestmark = pytest.mark.own_database


@pytest.fixture
def environment(database_url: str, settings: Settings, tmp_path: Path) -> dict[str, str]:
    return environment_of(database_url, tmp_path / "data", **environment_like(settings))


@pytest.fixture
def server(cast: Cast, environment: dict[str, str]) -> Iterator[Server]:
    with forked(environment) as started:
        yield started


@pytest.fixture
def streams(app: Flask, server: Server) -> Iterator[Listening]:
    with listening(app, server.port) as opened:
        yield opened


def add_goal(app: Flask, cast: Cast, title: str) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        goals.create(plan, {"title": title}, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()


def test_change_made_anywhere_is_heard_by_everybody_on_the_plan(
    app: Flask, cast: Cast, streams: Listening
) -> None:
    # More than there are processes, so that each of them has some.
    ears = [streams.listen(streams.cookie(who), cast.plan.id) for who in (cast.anna, cast.jo) * 4]
    for ear in ears:
        assert ear.status == 200
        assert ear.hear_until("hello").data["last"] >= 0
        ear.hear_until("presence")
    add_goal(app, cast, "More leasing")
    assert [ear.goal_heard() for ear in ears] == ["More leasing"] * len(ears)


def test_stream_is_not_opened_to_those_who_may_not_read_the_plan(
    cast: Cast, streams: Listening
) -> None:
    assert streams.listen(streams.cookie(cast.fritz), cast.plan.id).status == 404
    assert streams.listen("", cast.plan.id).status == 302


def test_everybody_sees_who_is_there_and_who_has_gone(
    cast: Cast, streams: Listening, app: Flask, server: Server
) -> None:
    anna = streams.listen(streams.cookie(cast.anna), cast.plan.id)
    with listening(app, server.port) as others:
        others.listen(others.cookie(cast.jo), cast.plan.id).hear_until("hello")
        while not is_there(anna.hear_until("presence"), "Jo Kilian"):
            pass
    while is_there(anna.hear_until("presence"), "Jo Kilian"):
        pass


def is_there(presence: Message, name: str) -> bool:
    return name in [one["name"] for one in presence.data["people"]]


def test_stream_ends_when_somebody_is_taken_off_the_plan(
    app: Flask, cast: Cast, streams: Listening
) -> None:
    ears = [streams.listen(streams.cookie(cast.jo), cast.plan.id) for _window in range(3)]
    for ear in ears:
        ear.hear_until("presence")
    with app.app_context():
        membership = db.session.query(Member).filter_by(person_id=cast.jo.id).one()
        members.leave(membership, by=db.session.get_one(Person, cast.anna.id))
        goals.create(
            db.session.get_one(Plan, cast.plan.id),
            {"title": "Nothing for Jo"},
            by=db.session.get_one(Person, cast.anna.id),
        )
        db.session.commit()
    for ear in ears:
        told = [message for message in ear.hear_to_the_end() if message.event != "presence"]
        assert told == [Message("ended", {"reason": "removed"})]


def test_stream_ends_when_its_browser_signs_out(app: Flask, cast: Cast, streams: Listening) -> None:
    ear = streams.listen(streams.cookie(cast.jo), cast.plan.id)
    other = streams.listen(streams.cookie(cast.jo), cast.plan.id)
    ear.hear_until("presence")
    with app.app_context():
        first = db.session.execute(db.text("SELECT min(id) FROM sessions")).scalar_one()
        db.session.execute(db.text("DELETE FROM sessions WHERE id = :id"), {"id": first})
        db.session.commit()
    assert ear.hear_until("ended").data == {"reason": "signed_out"}
    assert ear.hear_to_the_end() == []
    add_goal(app, cast, "Still heard")
    assert other.goal_heard() == "Still heard"


def test_server_stops_at_once_in_spite_of_open_streams(
    cast: Cast, streams: Listening, server: Server
) -> None:
    ears = [streams.listen(streams.cookie(cast.jo), cast.plan.id) for _window in range(4)]
    for ear in ears:
        ear.hear_until("presence")
    assert server.stop() == 0
    for ear in ears:
        assert "changed" not in [message.event for message in ear.hear_to_the_end()]
    assert server.output == f"Serving on {server.address}\n"


def test_nothing_is_missed_when_the_server_dies_and_comes_again(
    app: Flask, cast: Cast, environment: dict[str, str]
) -> None:
    with forked(environment) as first, listening(app, first.port) as before:
        cookie = before.cookie(cast.jo)
        ear = before.listen(cookie, cast.plan.id)
        ear.hear_until("presence")
        add_goal(app, cast, "Heard")
        assert ear.goal_heard() == "Heard"
        workers = first.workers
        first.process.send_signal(signal.SIGKILL)
        for worker in workers:
            worker.kill()
        ear.hear_to_the_end()
    add_goal(app, cast, "Missed")
    with forked(environment) as second, listening(app, second.port) as after:
        again = after.listen(cookie, cast.plan.id, after=ear.last)
        assert again.goal_heard() == "Missed"
        add_goal(app, cast, "Heard again")
        assert again.goal_heard() == "Heard again"
