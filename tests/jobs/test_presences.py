"""Who is there is kept for a minute, written by each process for its own streams."""

import datetime
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.jobs import background, presences
from planner.models import Presence
from planner.queries.live.presences import Window, changed_since, editing, windows_of_plan
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

NOON = datetime.time(12)


def later(seconds: int) -> datetime.time:
    moment = datetime.datetime.combine(TODAY, NOON) + datetime.timedelta(seconds=seconds)
    return moment.time()


def rows(app: Flask) -> set[tuple[int, str]]:
    with app.app_context():
        return {(one.person_id, one.window) for one in db.session.scalars(select(Presence))}


def names(app: Flask, cast: Cast) -> list[str]:
    with app.app_context():
        return [one.name for one in windows_of_plan(cast.plan.id)]


def test_nobody_is_kept_longer_than_a_minute_whoever_wrote_it(app: Flask, cast: Cast) -> None:
    anna, jo = Window(cast.plan.id, cast.anna.id, "a"), Window(cast.plan.id, cast.jo.id, "b")
    with app.app_context(), clock.at(TODAY, NOON):
        presences.write_windows([anna, jo])
        assert [one.name for one in windows_of_plan(cast.plan.id)] == ["Anna Berg", "Jo Kilian"]
    with app.app_context(), clock.at(TODAY, later(40)):
        presences.write_windows([anna])
    with clock.at(TODAY, later(61)):
        assert names(app, cast) == ["Anna Berg"]
    with app.app_context(), clock.at(TODAY, later(61)):
        presences.write_windows([])
    assert rows(app) == {(cast.anna.id, "a")}
    with app.app_context(), clock.at(TODAY, later(101)):
        presences.write_windows([])
    assert rows(app) == set()


def test_clock_that_was_set_back_keeps_nobody(app: Flask, cast: Cast) -> None:
    with app.app_context(), clock.at(TODAY, NOON):
        presences.write_windows([Window(cast.plan.id, cast.anna.id)])
    with app.app_context(), clock.at(TODAY, datetime.time(0)):
        assert windows_of_plan(cast.plan.id) == []
        presences.write_windows([])
    assert rows(app) == set()


def test_who_closes_the_window_is_gone_at_once(app: Flask, cast: Cast) -> None:
    first, second = (Window(cast.plan.id, cast.anna.id, name) for name in "ab")
    with app.app_context(), clock.at(TODAY, NOON):
        presences.write_windows([first, second])
        presences.turn(first, "goal-form-7")
        presences.turn(second, "deal-form-1")
        [anna] = windows_of_plan(cast.plan.id)
        assert (anna.initials, anna.parts) == ("AB", ("deal-form-1", "goal-form-7"))
        presences.write_windows([], gone=[second])
        [anna] = windows_of_plan(cast.plan.id)
        assert anna.parts == ("goal-form-7",)
        presences.write_windows([], gone=[first])
        assert windows_of_plan(cast.plan.id) == []


def test_window_that_another_process_has_open_by_now_stays(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = Window(cast.plan.id, cast.anna.id)
    with app.app_context():
        presences.write_windows([window])
        monkeypatch.setattr(presences, "WRITER", "another process")
        presences.write_windows([window])
        monkeypatch.undo()
        presences.write_windows([], gone=[window])
    assert names(app, cast) == ["Anna Berg"]


def test_staying_is_no_change_but_coming_going_and_turning_are(app: Flask, cast: Cast) -> None:
    window = Window(cast.plan.id, cast.anna.id)

    def changed(second: int) -> bool:
        with clock.at(TODAY, later(second - 1)):
            return cast.plan.id in changed_since(clock.now())

    steps: list[tuple[int, Callable[[], None], bool]] = [
        (1, lambda: presences.write_windows([window]), True),
        (20, lambda: presences.write_windows([window]), False),
        (22, lambda: presences.turn(window, "goal-form-7"), True),
        (40, lambda: presences.write_windows([window]), False),
        (42, lambda: presences.write_windows([], gone=[window]), True),
        (44, lambda: presences.write_windows([window]), True),
    ]
    with app.app_context():
        for second, act, is_change in steps:
            with clock.at(TODAY, later(second)):
                act()
            assert changed(second) is is_change, second


def test_others_are_told_who_fills_in_a_form(app: Flask, cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    address = f"/plans/{cast.plan.id}/presence"
    token = anna.visit(f"/plans/{cast.plan.id}").element("live")["data-token"]
    sent = anna.client.post(address, data={"part": "goal-form-7", "csrf_token": token})
    assert sent.status_code == 204
    with app.app_context():
        assert editing(cast.plan.id, "goal-form-7") == ["Anna Berg"]
        assert editing(cast.plan.id, "goal-form-7", besides=cast.anna.id) == []
        assert editing(cast.plan.id, "goal-form-8") == []
    assert anna.client.post(address, data={"csrf_token": token}).status_code == 204
    with app.app_context():
        assert editing(cast.plan.id, "goal-form-7") == []
    assert names(app, cast) == ["Anna Berg"]


def test_part_that_is_no_name_is_refused(cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    token = anna.visit(f"/plans/{cast.plan.id}").element("live")["data-token"]
    for part in ("x" * 65, "a b", "<b>", "ä", "x" * 1_000_000):
        answer = anna.client.post(
            f"/plans/{cast.plan.id}/presence", data={"part": part, "csrf_token": token}
        )
        assert answer.status_code == 400, part[:10]


def test_only_those_who_work_on_the_plan_say_what_they_are_busy_with(
    cast: Cast, visitor: Visitors
) -> None:
    for who, status in ((cast.jo, 204), (cast.otto, 403), (cast.fritz, 404), (cast.ada, 404)):
        somebody = visitor(who)
        somebody.visit("/settings")
        token = somebody.visit("/settings").token
        answer = somebody.client.post(f"/plans/{cast.plan.id}/presence", data={"csrf_token": token})
        assert answer.status_code == status, who.name


def test_who_asks_from_time_to_time_is_there_as_well(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    visitor(cast.jo).visit(f"/plans/{cast.plan.id}/changes?after=0&window=w1")
    background.wait()
    assert rows(app) == {(cast.jo.id, "w1")}
    visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/changes?after=0")
    background.wait()
    assert names(app, cast) == ["Jo Kilian"]
