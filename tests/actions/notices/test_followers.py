"""Who follows is told what becomes of it: once, by who did it, and only while they may see it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.access import TABLE, Permission, Standing
from planner.actions.notices import follows, notify
from planner.actions.plan import activities, comments, contacts, goals, members
from planner.actions.plan.customer_mergings import merge
from planner.database import Base, db
from planner.jobs import clearing
from planner.models import (
    Customer,
    Event,
    Follow,
    Goal,
    Member,
    Notification,
    Person,
)
from planner.models.kinds import ActivityKind, NotificationKind, Role
from tests.support.statements import counted
from tests.support.stories.cast import Cast

Told = set[tuple[str, str, str]]


def told(kind: NotificationKind = NotificationKind.FOLLOWED) -> Told:
    """Who was told under what, with the name of what happened last; then all of it is seen."""
    found = (
        select(Person.key, Notification.subject, Event.subject_name)
        .join(Notification, Notification.person_id == Person.id)
        .join(Event, Event.id == Notification.event_id)
        .where(~Notification.seen, Notification.kind == kind)
    )
    answer = {(key, subject or "", name) for key, subject, name in db.session.execute(found)}
    for person in db.session.scalars(select(Person)):
        notify.see(person)
    db.session.commit()
    return answer


def it(item: Any) -> Any:
    return db.session.get_one(type(item), item.id)


def add_goal(cast: Cast, title: str = "More leasing", by: Any = None) -> Goal:
    goal = goals.create(it(cast.plan), {"title": title}, by=it(by or cast.anna))
    db.session.commit()
    return goal


def follow(person: Person, item: Base, *, stop: bool = False) -> None:
    (follows.stop if stop else follows.follow)(it(item), by=it(person))
    db.session.commit()


def test_members_follow_by_themselves_and_others_what_they_choose(app: Flask, cast: Cast) -> None:
    with app.app_context():
        add_goal(cast)
        on_plan = {(who, "plans", "More leasing") for who in ("tom", "jo", "ruth")}
        assert told() == on_plan, "but for who did it"

        follow(cast.paul, cast.plan)
        follow(cast.otto, cast.customer)
        follow(cast.jo, cast.plan, stop=True)
        goal = add_goal(cast, "Fleet")
        assert {who for who, *_more in told()} == {"tom", "ruth", "paul", "otto"}

        follow(cast.jo, goal)
        follow(cast.paul, goal, stop=True)
        goals.update(goal, {"title": "Whole fleet"}, by=it(cast.tom))
        db.session.commit()
        assert told() == {
            *((who, "plans", "Whole fleet") for who in ("anna", "ruth", "otto")),
            ("jo", "goals", "Whole fleet"),
        }
        contacts.create(it(cast.customer), {"name": "Frau Vogt"}, by=it(cast.anna))
        db.session.commit()
        assert ("otto", "plans", "Frau Vogt") in told(), "what outlasts the plan is told in it"


def test_once_a_day_until_it_is_seen_and_not_beside_what_was_told_otherwise(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        for title in ("One", "Two", "Three"):
            add_goal(cast, title)
        assert {name for _who, _under, name in told()} == {"Three"}
        add_goal(cast, "Four")
        assert {name for _who, _under, name in told()} == {"Four"}, "seen, and told anew"
        with clock.at(clock.today().replace(day=16)):
            add_goal(cast, "Five")
        add_goal(cast, "Six")
        assert {name for _who, _under, name in told()} == {"Five", "Six"}, "each day anew"

        comments.create(it(cast.plan), "Look, @Jo Kilian", by=it(cast.anna))
        db.session.commit()
        assert {who for who, *_more in told(NotificationKind.MENTION)} == {"jo"}
        assert {who for who, *_more in told()} <= {"tom", "ruth"}


def test_who_loses_the_sight_of_it_is_told_no_more(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        values = {"title": "Visit", "kind": ActivityKind.VISIT, "field_id": cast.payments.id}
        visit = activities.create(it(cast.plan), values, by=it(cast.tom))
        db.session.commit()
        follow(cast.mira, visit)
        follow(cast.paul, cast.plan)
        told()

        comments.create(visit, "When?", by=it(cast.tom), plan=visit.plan)
        db.session.commit()
        assert {"mira"}.isdisjoint(who for who, *_more in told()), "she reads no comments there"
        activities.update(it(visit), {"title": "Call"}, by=it(cast.tom))
        db.session.commit()
        assert {("mira", "activities", "Call"), ("paul", "plans", "Call")} <= told()

        it(visit).field_id = cast.insurance.id
        it(cast.paul).team_id = cast.north.id
        jo = db.session.scalars(select(Member).filter_by(person_id=cast.jo.id)).one()
        members.leave(jo, by=it(cast.anna))
        db.session.commit()
        told()
        activities.update(it(visit), {"title": "Letter"}, by=it(cast.tom))
        db.session.commit()
        assert {who for who, *_more in told()} == {"anna", "ruth"}
        assert db.session.query(Follow).count() == 2, "and sees it again whose sight comes back"

        it(cast.paul).team_id = cast.south.id
        leads = TABLE[Permission.FOLLOW] - {Standing.LEAD}
        monkeypatch.setitem(TABLE, Permission.FOLLOW, leads)
        add_goal(cast)
        assert "paul" not in {who for who, *_more in told()}


def test_telling_many_of_much_takes_as_many_statements_as_one_of_little(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():

        def statements() -> int:
            db.session.commit()
            plan, anna = it(cast.plan), it(cast.anna)
            found = [goals.create(plan, {"title": f"Goal {n}"}, by=anna) for n in range(3)]
            assert found
            db.session.flush()
            with counted(db.engine) as sent:
                db.session.commit()
            told()
            return len([each for each in sent if "follows" in each or "notification" in each])

        statements()  # with what is told of the rating, once
        few = statements()
        for number in range(30):
            person = Person(key=f"p{number}", name=f"P {number}", role=Role.TEAM_LEAD)
            person.team_id = cast.south.id
            db.session.add(person)
            db.session.flush()
            db.session.add(Follow(person_id=person.id, subject="plans", subject_id=cast.plan.id))
        assert statements() == few <= 5


def test_following_passes_on_with_a_merged_customer_and_ends_with_what_is_gone(
    app: Flask, cast: Cast
) -> None:
    with app.app_context():
        twice = Customer(key="twice", name="Eisenwerk Brühl", owner_id=cast.anna.id)
        db.session.add(twice)
        goal = add_goal(cast)
        for person in (cast.otto, cast.paul):
            follow(person, twice)
        follow(cast.paul, cast.customer, stop=True)
        follow(cast.jo, goal)
        merge(it(twice), it(cast.customer), by=it(cast.anna))
        db.session.commit()
        told()
        add_goal(cast, "Fleet")
        assert {who for who, *_more in told()} == {"tom", "jo", "ruth", "otto"}

        goals.delete(it(goal), by=it(cast.anna))
        db.session.commit()
        clearing.clear()
        left = {(each.person_id, each.subject) for each in db.session.scalars(select(Follow))}
        assert left == {(cast.otto.id, "customers"), (cast.paul.id, "customers")}
