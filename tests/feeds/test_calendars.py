"""Calendars of other programs show what has a day, and see it move, end and go."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.actions.people import people
from planner.actions.plan import activities, assignments, deals, goals, members, plans, reviews
from planner.contracts import actions as contracts
from planner.database import db
from planner.models import Activity, Deal, FeedLevel, FeedScope, Goal, Person, Plan, Review, Team
from planner.models.kinds import (
    ActivityKind,
    DealStatus,
    GoalStatus,
    NoticeUnit,
    Renewal,
    ReviewStatus,
)
from tests.feeds.subscribers import Subscriber, events_in
from tests.support.stories.cast import Cast

TODAY = datetime.date(2026, 6, 1)
BOTH = pytest.mark.databases("sqlite", "postgresql")


@pytest.fixture(autouse=True)
def _on_a_day() -> Iterator[None]:
    with clock.at(TODAY, datetime.time(9)):
        yield


def in_days(days: int) -> datetime.date:
    return TODAY + datetime.timedelta(days=days)


@contextmanager
def acting(app: Flask, cast: Cast) -> Iterator[tuple[Plan, Person]]:
    """The plan, and Anna who acts on it."""
    with app.app_context():
        yield db.session.get_one(Plan, cast.plan.id), db.session.get_one(Person, cast.anna.id)
        db.session.commit()


def planned(app: Flask, cast: Cast, to: Person, title: str = "Call them", day: int = 3) -> int:
    with acting(app, cast) as (plan, anna):
        values: dict[str, Any] = {"title": title, "kind": ActivityKind.CALL, "due_on": in_days(day)}
        values["assignee_id"] = to.id
        return activities.create(plan, values, by=anna).id


def change(app: Flask, cast: Cast, activity_id: int, **values: Any) -> None:
    with acting(app, cast) as (_plan, anna):
        activities.update(db.session.get_one(Activity, activity_id), values, by=anna)


@BOTH
def test_a_calendar_is_read_as_other_programs_read_them(app: Flask, cast: Cast) -> None:
    activity = planned(app, cast, cast.tom, "Größe der Öfen; «Maß, nehmen»" * 6)
    subscriber = Subscriber(app, cast.tom)
    answer = subscriber.get()
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, max-age=900"
    assert "Set-Cookie" not in answer.headers
    lines = answer.data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    for line in (
        *(b"VERSION:2.0", b"CALSCALE:GREGORIAN", b"METHOD:PUBLISH", b"X-PUBLISHED-TTL:PT1H"),
        *(b"NAME:Planner: my days", b"X-WR-CALNAME:Planner: my days"),
        b"REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *(b"DTSTART;VALUE=DATE:20260604", b"DTEND;VALUE=DATE:20260605"),
        *(b"CLASS:PRIVATE", b"TRANSP:TRANSPARENT", b"X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
    ):
        assert line in lines, line
    assert b"VTIMEZONE" not in answer.data
    (event,) = events_in(answer.data).values()
    assert event["summary"] == "Größe der Öfen; «Maß, nehmen»" * 6 + ", Eisenwerk Brühl AG"
    assert event["url"] == f"http://127.0.0.1:8000/activities/{activity}"
    assert event["dtstamp"].dt == event["last-modified"].dt


@BOTH
def test_the_same_state_gives_the_same_bytes_and_is_not_sent_twice(app: Flask, cast: Cast) -> None:
    activity = planned(app, cast, cast.tom)
    subscriber = Subscriber(app, cast.tom)
    first, second = subscriber.get(), subscriber.get()
    assert first.data == second.data
    again = subscriber.get(If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    head = subscriber.get("HEAD")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]
    change(app, cast, activity, title="Visit them")
    assert subscriber.get(If_None_Match=first.headers["ETag"]).status_code == 200


def test_an_activity_stands_on_the_day_on_which_it_is_due_or_was_done(
    app: Flask, cast: Cast
) -> None:
    activity = planned(app, cast, cast.tom, day=9)
    for far in (-91, 401):
        planned(app, cast, cast.tom, "Far", day=far)
    for near in (-90, 400):
        planned(app, cast, cast.tom, "Near", day=near)
    planned(app, cast, cast.jo, "Not his")
    subscriber = Subscriber(app, cast.tom)
    assert [each.partition(",")[0] for each in subscriber.summaries()] == [
        *("Near", "Call them", "Near"),
    ]
    with acting(app, cast) as (_plan, anna):
        activities.finish(db.session.get_one(Activity, activity), by=anna)
    event = subscriber.events()[f"activity-{activity}"]
    assert event["dtstart"].dt == TODAY
    assert str(event["summary"]).startswith("✓ Call them")


@BOTH
def test_who_keeps_state_sees_what_moves_is_given_away_comes_back_and_goes(
    app: Flask, cast: Cast
) -> None:
    moved, given, gone, dropped = (planned(app, cast, cast.tom, title) for title in "abcd")
    subscriber = Subscriber(app, cast.tom)
    subscriber.refresh()
    assert len(subscriber.shown()) == 4
    change(app, cast, moved, due_on=in_days(20))
    change(app, cast, dropped, due_on=None)
    with acting(app, cast) as (_plan, anna):
        jo = db.session.get_one(Person, cast.jo.id)
        assignments.hand_to(db.session.get_one(Activity, given), jo, by=anna)
        activities.delete(db.session.get_one(Activity, gone), by=anna)
    subscriber.refresh()
    assert subscriber.shown() == {f"activity-{moved}": in_days(20).isoformat()}
    lost = subscriber.kept[f"activity-{given}"]
    assert str(lost["summary"]) == "Activity", "what is not his any more says no names"
    change(app, cast, given, due_on=in_days(50), title="Secret")
    subscriber.refresh()
    assert subscriber.kept[f"activity-{given}"]["dtstart"].dt == in_days(3)
    with acting(app, cast) as (_plan, anna):
        tom = db.session.get_one(Person, cast.tom.id)
        assignments.hand_to(db.session.get_one(Activity, given), tom, by=anna)
    subscriber.refresh()
    assert subscriber.shown()[f"activity-{given}"] == in_days(50).isoformat()
    with clock.at(in_days(31), datetime.time(9)):
        assert set(subscriber.events()) == {f"activity-{moved}", f"activity-{given}"}


def test_what_is_cancelled_stays_for_thirty_days(app: Flask, cast: Cast) -> None:
    activity = planned(app, cast, cast.tom, day=60)
    subscriber = Subscriber(app, cast.tom)
    with acting(app, cast) as (_plan, anna):
        activities.cancel(db.session.get_one(Activity, activity), by=anna)
    for days, there in ((0, True), (30, True), (31, False)):
        with clock.at(in_days(days), datetime.time(9)):
            events = subscriber.events()
        assert (f"activity-{activity}" in events) is there, days
    (event,) = list(subscriber.events().values())
    assert event["status"] == "CANCELLED"


@BOTH
def test_reviews_goals_deals_and_contracts_stand_in_it_as_long_as_they_are_expected(
    app: Flask, cast: Cast
) -> None:
    subscriber = Subscriber(app, cast.anna)
    with acting(app, cast) as (plan, anna):
        review = reviews.create(plan, {"on": in_days(5), "status": ReviewStatus.PLANNED}, by=anna)
        goal = goals.create(plan, {"title": "Grow", "due_on": in_days(6)}, by=anna)
        deal = deals.create(
            plan,
            {
                "title": "Ovens",
                "expected_on": in_days(7),
                "annual_value": Decimal(9),
                "probability": Decimal(1),
            },
            by=anna,
        )
        contract = contracts.create(
            plan.customer,
            {
                "title": "Frame",
                "signed_on": in_days(-400),
                "ends_on": in_days(200),
                "notice_count": 30,
                "notice_unit": NoticeUnit.DAY,
                "renewal": Renewal.AUTOMATIC,
                "renewal_months": 12,
            },
            by=anna,
        )
        db.session.flush()
        ids = review.id, goal.id, deal.id, contract.id
    subscriber.refresh()
    assert subscriber.shown() == {
        f"review-{ids[0]}": in_days(5).isoformat(),
        f"goal-{ids[1]}": in_days(6).isoformat(),
        f"deal-{ids[2]}": in_days(7).isoformat(),
        f"contract-{ids[3]}": in_days(200).isoformat(),
        f"notice-{ids[3]}": in_days(170).isoformat(),
    }
    assert Subscriber(app, cast.tom).events().keys() == subscriber.events().keys()
    assert subscriber.summaries() == [
        "Review: Eisenwerk Brühl AG",
        "Goal due: Grow, Eisenwerk Brühl AG",
        "Deal expected: Ovens, Eisenwerk Brühl AG",
        "Last day to give notice: Frame, Eisenwerk Brühl AG",
        "Contract ends: Frame, Eisenwerk Brühl AG",
    ]
    with acting(app, cast) as (plan, anna):
        goals.update(db.session.get_one(Goal, ids[1]), {"status": GoalStatus.DROPPED}, by=anna)
        deals.update(
            db.session.get_one(Deal, ids[2]),
            {"status": DealStatus.WON, "decided_on": TODAY},
            by=anna,
        )
        reviews.delete(db.session.get_one(Review, ids[0]), by=anna)
    subscriber.refresh()
    assert set(subscriber.shown()) == {f"deal-{ids[2]}", f"contract-{ids[3]}", f"notice-{ids[3]}"}
    assert str(subscriber.kept[f"deal-{ids[2]}"]["summary"]).startswith("✓ ")
    with clock.at(in_days(171), datetime.time(9)):
        subscriber.refresh()
        again = subscriber.kept[f"contract-{ids[3]}"]
        assert again["dtstart"].dt == datetime.date(2027, 12, 18), "it goes on by itself"


def test_a_closed_plan_has_no_days_to_come(app: Flask, cast: Cast) -> None:
    activity = planned(app, cast, cast.tom)
    subscriber = Subscriber(app, cast.tom)
    subscriber.refresh()
    with acting(app, cast) as (plan, anna):
        plans.close(plan, by=anna)
    subscriber.refresh()
    assert f"activity-{activity}" not in subscriber.shown()


def test_each_level_tells_what_it_says_and_no_more(app: Flask, cast: Cast) -> None:
    planned(app, cast, cast.tom, "Talk to Greta")
    with acting(app, cast) as (plan, _anna):
        plan.activities[-1].internal_note = "Very secret"
    busy = Subscriber(app, cast.tom, level=FeedLevel.BUSY)
    assert busy.summaries() == ["Planner"]
    assert b"URL" not in busy.get().data
    discreet = Subscriber(app, cast.tom, level=FeedLevel.DISCREET)
    assert discreet.summaries() == ["Call"]
    assert b"/activities/" in discreet.get().data
    full = Subscriber(app, cast.tom, level=FeedLevel.FULL)
    assert full.summaries() == ["Talk to Greta, Eisenwerk Brühl AG"]
    for each in (busy, discreet):
        assert b"Eisenwerk" not in each.get().data
        assert b"Greta" not in each.get().data
    assert b"secret" not in full.get().data


@BOTH
def test_a_calendar_of_a_customer_shows_all_that_its_owner_sees_there(
    app: Flask, cast: Cast
) -> None:
    planned(app, cast, cast.jo, "Of Jo")
    of_it = Subscriber(app, cast.paul, FeedScope.CUSTOMER, customer=cast.customer)
    assert of_it.summaries() == ["Of Jo, Eisenwerk Brühl AG"]
    assert b"X-WR-CALNAME:Planner: Eisenwerk Br" in of_it.get().data
    with app.app_context():
        db.session.get_one(Person, cast.paul.id).team_id = cast.north.id
        db.session.commit()
    assert of_it.events() == {}, "who sees it no more is told nothing"
    assert b"Eisenwerk" not in of_it.get().data


def test_a_calendar_of_a_team_has_its_reviews_and_contracts(app: Flask, cast: Cast) -> None:
    planned(app, cast, cast.anna)
    with acting(app, cast) as (plan, anna):
        reviews.create(plan, {"on": in_days(5), "status": ReviewStatus.PLANNED}, by=anna)
        goals.create(plan, {"title": "Grow", "due_on": in_days(6)}, by=anna)
    subscriber = Subscriber(app, cast.paul, FeedScope.TEAM)
    assert subscriber.summaries() == ["Review: Eisenwerk Brühl AG"]
    with app.app_context():
        paul = db.session.get_one(Person, cast.paul.id)
        people.update(paul, {"team": db.session.get_one(Team, cast.north.id)}, by=None)
        db.session.commit()
    assert subscriber.events() == {}


def test_whoever_left_the_plan_keeps_the_own_activities_and_nothing_else(
    app: Flask, cast: Cast
) -> None:
    planned(app, cast, cast.tom)
    with acting(app, cast) as (plan, anna):
        reviews.create(plan, {"on": in_days(5), "status": ReviewStatus.PLANNED}, by=anna)
        membership = next(m for m in plan.members if m.person_id == cast.tom.id)
        members.leave(membership, by=anna)
    subscriber = Subscriber(app, cast.tom)
    assert [each.partition(",")[0] for each in subscriber.summaries()] == ["Call them"]


def test_the_identifiers_outlast_the_address(app: Flask, cast: Cast) -> None:
    planned(app, cast, cast.tom)
    one, other = (events_in(Subscriber(app, cast.tom).get().data) for _ in range(2))
    assert [str(e["uid"]) for e in one.values()] == [str(e["uid"]) for e in other.values()]
    assert not any("localhost" in str(e["uid"]) for e in one.values())


def test_it_says_its_words_in_the_language_of_its_owner(app: Flask, cast: Cast) -> None:
    planned(app, cast, cast.tom)
    with app.app_context():
        db.session.get_one(Person, cast.tom.id).language = "de"
        db.session.commit()
    subscriber = Subscriber(app, cast.tom, level=FeedLevel.DISCREET)
    assert b"NAME:Planner: meine Tage" in subscriber.get(Accept_Language="en").data
    assert subscriber.summaries() == ["Anruf"]
