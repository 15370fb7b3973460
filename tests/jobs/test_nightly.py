"""The nightly job: days have passed, so every active plan is rated again."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from planner import clock
from planner.actions.maturity import ratings
from planner.database import db
from planner.jobs import nightly
from planner.models import Customer, Notification, Plan, StoredRating
from planner.models.kinds import PlanStatus
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY, before, course, speak, told


def run(app: Flask) -> Result:
    return app.test_cli_runner().invoke(args=["nightly"])


def rows(app: Flask) -> tuple[int, int]:
    """How many ratings and notifications there are."""
    with app.app_context():
        return tuple(  # type: ignore[return-value]  # two of them
            db.session.scalar(select(func.count(noun.id))) for noun in (StoredRating, Notification)
        )


def more_plans(cast: Cast, number: int) -> None:
    for index in range(number):
        customer = Customer(key=f"c-{index}", name=f"Customer {index}", owner_id=cast.anna.id)
        values = {"starts_on": before(200), "ends_on": before(-100), "activated_on": before(100)}
        status = PlanStatus.DRAFT if index == 0 else PlanStatus.ACTIVE
        db.session.add(Plan(customer=customer, status=status, **values))
    db.session.commit()


def test_a_night_notices_what_only_days_have_changed(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(95))
    result = run(app)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Plans rated: 1, with another rating than before: 1\n" in result.stdout
    assert course(app, cast.plan)[-1] == (DAY, "neanderthal", "relapse")
    assert ("jo", "relapse", None) in told(app)


def test_a_second_run_on_the_same_day_changes_nothing(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(95))
    run(app)
    there = rows(app)
    assert "Plans rated: 1, with another rating than before: 0\n" in run(app).stdout
    assert rows(app) == there


def test_active_plans_are_rated_batch_by_batch(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly, "NIGHTLY_BATCH", 3)
    with app.app_context():
        more_plans(cast, 8)
        assert nightly.plans_to_rate() == 8
        assert list(nightly.rate_active_plans()) == [(3, 3), (3, 3), (2, 2)]
        rated = set(db.session.scalars(select(StoredRating.plan_id)))
        drafts = set(db.session.scalars(select(Plan.id).where(Plan.status == PlanStatus.DRAFT)))
        assert len(rated) == 8
        assert not rated & drafts


def test_what_was_done_before_it_broke_off_stays_done(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly, "NIGHTLY_BATCH", 3)
    with app.app_context():
        more_plans(cast, 8)
        batches = nightly.rate_active_plans()
        next(batches)
        with monkeypatch.context() as broken:
            broken.setattr(ratings, "rate", None)
            with pytest.raises(TypeError):
                next(batches)
        db.session.rollback()
        assert db.session.scalar(select(func.count(StoredRating.id))) == 3
        db.session.rollback()
        assert list(nightly.rate_active_plans()) == [(3, 0), (3, 3), (2, 2)]


def test_the_day_is_that_of_the_organisation(app: Flask, cast: Cast) -> None:
    with app.app_context(), clock.at(before(-1)):
        list(nightly.rate_active_plans())
    assert [on for on, _age, _movement in course(app, cast.plan)] == [before(-1)]


@pytest.mark.own_database
def test_it_wants_the_tables_of_this_version(app: Flask) -> None:
    with app.app_context():
        db.session.execute(db.text("UPDATE alembic_version SET version_num = '0001'"))
        db.session.commit()
    result = run(app)
    assert result.exit_code == 1
    assert "planner database upgrade" in result.stderr
