"""What goes on by the clock: once a day, by one of all processes."""

import datetime
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.jobs import clearing, job_lock, nightly, outbox, scheduler
from planner.models import JobRun, StoredRating
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY

MIDNIGHT = datetime.datetime(2026, 6, 15, 22, 0, tzinfo=datetime.UTC)


def ratings(app: Flask, cast: Cast) -> list[datetime.date]:
    with app.app_context():
        rows = db.session.query(StoredRating.on).filter_by(plan_id=cast.plan.id)
        return [on for (on,) in rows.order_by(StoredRating.on)]


def turn(app: Flask) -> None:
    with app.app_context():
        scheduler.do_what_is_due()


def test_plans_are_rated_once_after_midnight(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[datetime.date] = []
    rate = nightly.rate_active_plans

    def noted() -> Iterator[tuple[int, int]]:
        begun.append(clock.today())
        return rate()

    monkeypatch.setattr(nightly, "rate_active_plans", noted)
    night = DAY + datetime.timedelta(days=1)
    for day, time in ((DAY, 12), (DAY, 23), (night, 0), (night, 1)):
        with clock.at(day, datetime.time(time, 1)):
            turn(app)
    assert begun == [DAY, night]
    assert ratings(app, cast)[0] == DAY


@pytest.mark.parametrize(
    ("zone", "day"), [("Europe/Berlin", 16), ("America/New_York", 15), ("Pacific/Auckland", 16)]
)
def test_midnight_is_that_of_the_organisations_time_zone(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch, zone: str, day: int
) -> None:
    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:  # type: ignore[override]  # a fixed one
            return MIDNIGHT.astimezone(tz)

    clock.configure(zone=zone, fixed_day=None)
    monkeypatch.setattr("planner.clock.datetime.datetime", Clock)
    turn(app)
    with app.app_context():
        runs = db.session.query(JobRun.name, JobRun.on, JobRun.done).order_by(JobRun.name).all()
    monkeypatch.undo()
    clock.configure(zone="Europe/Berlin", fixed_day=DAY)
    on = datetime.date(2026, 6, day)
    jobs = ("clearing", "connections", "involvement", "rating", "signature findings")
    assert [tuple(run) for run in runs] == [
        (job, on, True) for job in (*jobs, "sponsor successions")
    ]


def test_of_several_processes_one_takes_the_job(app: Flask, cast: Cast) -> None:
    together = threading.Barrier(4)

    def process() -> bool:
        with app.app_context():
            together.wait()
            return job_lock.take("rating")

    with ThreadPoolExecutor(4) as processes:
        taken = [each.result() for each in [processes.submit(process) for _ in range(4)]]
    assert sorted(taken) == [False, False, False, True]


def test_a_job_whose_process_has_ended_is_taken_up_by_another(app: Flask, cast: Cast) -> None:
    with app.app_context():
        with clock.at(DAY, datetime.time(0, 1)):
            assert job_lock.take("rating")
        with clock.at(DAY, datetime.time(0, 10)):
            assert not job_lock.take("rating"), "it may still be at it"
            job_lock.go_on("rating")
        with clock.at(DAY, datetime.time(0, 15)):
            assert not job_lock.take("rating"), "it has just said so"
        with clock.at(DAY, datetime.time(0, 21)):
            assert job_lock.take("rating")
            job_lock.finish("rating")
        with clock.at(DAY, datetime.time(23, 59)):
            assert not job_lock.take("rating"), "it is done"


def test_what_fails_does_not_keep_the_rest_from_being_done(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bool] = []

    def fail() -> None:
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr(clearing, "clear", fail)
    monkeypatch.setattr(outbox, "send_due_mails", lambda: sent.append(True))
    turn(app)
    assert sent == [True]
    assert ratings(app, cast) == [DAY]


def test_old_runs_are_cleared_away(app: Flask, cast: Cast) -> None:
    with app.app_context():
        long_ago = DAY - clearing.KEPT_RUNS - datetime.timedelta(days=1)
        with clock.at(long_ago):
            assert job_lock.take("rating")
        clearing.clear()
        assert db.session.query(JobRun).count() == 0


def test_the_settings_can_leave_it_to_others(app: Flask, cast: Cast) -> None:
    app.config["PLANNER"] = replace(app.config["PLANNER"], clockwork=False)
    assert scheduler.start_scheduler(app) is None
