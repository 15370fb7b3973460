"""The members of a plan are told what became of it; nobody else is, and nobody of their own."""

from flask import Flask

from planner.actions.notices import notify
from planner.actions.plan import members
from planner.database import db
from planner.models import Member, Notification, Person, Plan
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY, before, fall_silent, pass_night, speak, told


def test_members_are_told_of_a_relapse_but_for_the_one_who_caused_it(
    app: Flask, cast: Cast
) -> None:
    activity = speak(app, cast, before(10))
    with app.app_context():
        db.session.query(Notification).delete()
        db.session.commit()
    fall_silent(app, cast, activity)
    news = {("relapse", None), ("deciding_symptom", "generalist_silent")}
    assert told(app) == {(who, *what) for who in ("tom", "jo", "ruth") for what in news}


def test_everybody_is_told_when_only_days_have_passed(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(95))
    pass_night(app, cast)
    relapsed = {who for who, kind, _code in told(app) if kind == "relapse"}
    assert relapsed == {"anna", "tom", "jo", "ruth"}


def test_members_are_told_of_progress(app: Flask, cast: Cast) -> None:
    pass_night(app, cast, before(1))
    speak(app, cast, by=cast.tom)
    assert {who for who, kind, _code in told(app) if kind == "progress"} == {"anna", "jo", "ruth"}


def test_who_has_left_is_told_nothing(app: Flask, cast: Cast) -> None:
    with app.app_context():
        jo = db.session.query(Member).filter_by(person_id=cast.jo.id).one()
        members.leave(jo, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    speak(app, cast)
    assert "jo" not in {who for who, _kind, _code in told(app)}


def test_what_holds_no_longer_the_same_day_is_taken_back_from_who_has_not_seen_it(
    app: Flask, cast: Cast
) -> None:
    activity = speak(app, cast, before(10))
    with app.app_context():
        db.session.query(Notification).delete()
        db.session.commit()
    fall_silent(app, cast, activity)
    with app.app_context():
        notify.see(db.session.get_one(Person, cast.jo.id))
        db.session.commit()
    speak(app, cast)
    assert {who for who, kind, _code in told(app) if kind == "relapse"} == {"jo"}

    again = db_activity(app, cast)
    fall_silent(app, cast, again)
    with app.app_context():
        relapses = db.session.query(Notification).filter_by(kind="relapse", on=DAY)
        assert relapses.filter_by(person_id=cast.jo.id).count() == 1, "not told a second time"


def db_activity(app: Flask, cast: Cast) -> int:
    with app.app_context():
        return db.session.get_one(Plan, cast.plan.id).activities[-1].id
