"""A plan file brings in what one may do oneself, and forges nobody's hand."""

import json
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import goals
from planner.database import db
from planner.models import (
    Activity,
    Commitment,
    Entry,
    Event,
    Goal,
    Idea,
    Member,
    Notification,
    Person,
    Plan,
    Request,
)
from planner.models.kinds import ActivityStatus, NotificationKind, PlanStatus
from planner.planfiles.exporting import export_document
from planner.planfiles.hands.rules import card_of, naming
from planner.planfiles.importing import import_document
from planner.planfiles.items import LISTED_SHAPES
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.plan_uploads import brought_in, taken_out

pytestmark = pytest.mark.databases("sqlite")

LONG_AGO = "2026-01-05"


def forged(document: dict[str, Any]) -> dict[str, Any]:
    """With signatures, a talk, an idea, an activity, a request and an agreement of others."""
    plan = document["plan"]
    signatures = [{"person": who, "on": LONG_AGO} for who in ("anna", "tom", "jo")]
    plan["goals"] = [{"key": "g", "title": "Forged", "status": "active", "commitments": signatures}]
    talk = {"on": LONG_AGO, "channel": "visit", "summary": "In the name of Jo", "state": "raised"}
    plan["conversations"] = [{"key": "c", "topic": "Talk", "entries": [{**talk, "author": "jo"}]}]
    plan["ideas"] = [
        {"key": "i", "title": "Of Jo", "proposed_by": "jo", "on": LONG_AGO, "status": "proposed"}
    ]
    plan["activities"] = [
        {
            "key": "a",
            "title": "Of Tom",
            "kind": "visit",
            "customer_facing": True,
            "created_by": "tom",
            "created_on": LONG_AGO,
            "assignee": "jo",
            "status": "planned",
        }
    ]
    plan["requests"] = [
        {"person": "jo", "kind": "introduction", "on": LONG_AGO, "status": "pending"}
    ]
    plan["questions"] = [{"key": "q", "text": "Of Jo", "asked_by": "jo", "on": LONG_AGO}]
    for member in plan["members"]:
        member["agreed_on"] = LONG_AGO
    return document


def test_a_member_signs_for_nobody_else(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        for member in db.session.scalars(select(Member)):
            member.agreed_on = None
        db.session.commit()
    anna = visitor(cast.anna)
    page = brought_in(cast, anna, forged(taken_out(cast, anna)))
    told = page.element("left-out").text
    assert "Goal signed: Jo Kilian" in told
    assert "It stands in the name of Jo Kilian" in told
    page.form("confirmation").submit()
    with app.app_context():
        (goal,) = db.session.scalars(select(Goal))
        (signature,) = goal.commitments
        assert (signature.person_id, signature.on) == (cast.anna.id, clock.today())
        for of in (Entry, Idea, Activity, Request):
            assert db.session.scalars(select(of)).all() == []
        agreed = select(Member.person_id).where(Member.agreed_on.is_not(None))
        assert set(db.session.scalars(agreed)) == {cast.anna.id}


def test_a_lead_who_may_not_sign_or_work_on_the_plan_cannot_by_a_file(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    paul = visitor(cast.paul)
    document = forged(taken_out(cast, paul))
    document["plan"]["strategy"] = "Of the lead"
    page = brought_in(cast, paul, document)
    assert "You may not change this here yourself." in page.element("left-out").text
    assert not page.has("confirmation")
    with app.app_context():
        assert db.session.scalars(select(Goal)).all() == []


@pytest.mark.parametrize("over", ["done", "cancelled"])
def test_a_lead_asks_for_an_activity_and_does_not_say_that_it_is_over(
    app: Flask, cast: Cast, visitor: Visitors, over: str
) -> None:
    paul = visitor(cast.paul)
    document = taken_out(cast, paul)
    document["people"].append({"key": "paul", "name": "Paul Stein", "role": "team_lead"})
    document["plan"]["activities"] = [
        {"key": "a", "title": "Visit", "kind": "visit", "customer_facing": True,
         "created_by": "paul", "created_on": LONG_AGO, "assignee": "jo", "participants": ["anna"],
         "status": over} | ({"done_on": LONG_AGO} if over == "done" else {})
    ]  # fmt: skip
    page = brought_in(cast, paul, document)
    assert "You may not change this here yourself." in page.element("left-out").text
    page.form("confirmation").submit()
    with app.app_context():
        (activity,) = db.session.scalars(select(Activity))
        now = (activity.status, activity.assignee_id, activity.done_on)
        assert now == (ActivityStatus.OPEN, None, None)


def test_nothing_is_begun_or_dated_back_by_a_file(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        plan.status, plan.activated_on = PlanStatus.DRAFT, None
        db.session.commit()
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["plan"] |= {"status": "active", "activated_on": LONG_AGO}
    document["plan"]["ideas"] = [
        {"key": "i", "title": "Mine", "proposed_by": "anna", "on": LONG_AGO, "status": "adopted",
         "adopted_by": "jo", "decided_on": LONG_AGO}
    ]  # fmt: skip
    page = brought_in(cast, anna, document)
    page = page.form("confirmation").submit()
    with app.app_context():
        assert db.session.get_one(Plan, cast.plan.id).status is PlanStatus.DRAFT
        (idea,) = db.session.scalars(select(Idea))
        assert (idea.on, idea.status, idea.adopted_by_id) == (clock.today(), "proposed", None)


def test_what_others_have_signed_does_not_move_with_the_target(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna_here, jo = (db.session.get_one(Person, p.id) for p in (cast.anna, cast.jo))
        plan = db.session.get_one(Plan, cast.plan.id)
        goal = goals.create(plan, {"title": "Grow", "target": 100}, by=anna_here)
        goals.commit_to(goal, by=jo)
        db.session.commit()
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    document["plan"]["goals"][0]["target"] = 1000
    brought_in(cast, anna, document).form("confirmation").submit()
    with app.app_context():
        (signature,) = db.session.scalars(select(Commitment))
        assert (signature.target, signature.asked_again_on) == (Decimal(100), clock.today())


def test_the_signature_of_another_is_not_taken_away_or_changed(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna_here, jo = (db.session.get_one(Person, p.id) for p in (cast.anna, cast.jo))
        plan = db.session.get_one(Plan, cast.plan.id)
        goals.commit_to(goals.create(plan, {"title": "Grow"}, by=anna_here), by=jo)
        db.session.commit()
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    (signature,) = document["plan"]["goals"][0]["commitments"]
    signature["target"] = 7
    assert not brought_in(cast, anna, document).has("confirmation")
    document["plan"]["goals"][0]["commitments"] = []
    page = brought_in(cast, anna, document, replace=True)
    assert "Signature withdrawn" in page.element("left-out").text
    assert not page.has("confirmation")


def test_own_activities_and_talks_come_in_and_those_named_are_told(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    document = taken_out(cast, anna)
    activity = {"key": "a", "title": "Visit", "kind": "visit", "created_by": "anna"}
    document["plan"]["activities"] = [
        {**activity, "created_on": LONG_AGO, "assignee": "jo", "status": "planned"},
        {**activity, "key": "b", "created_on": LONG_AGO, "assignee": "mira", "status": "planned"},
    ]
    if not any(person["key"] == "mira" for person in document["people"]):
        document["people"].append({"key": "mira", "name": "Mira Sommer", "role": "specialist"})
    page = brought_in(cast, anna, document)
    assert "Mira Sommer is not on this plan" in page.element("left-out").text
    page.form("confirmation").submit()
    with app.app_context():
        first, second = db.session.scalars(select(Activity).order_by(Activity.key))
        assert (first.created_on, first.assignee_id) == (clock.today(), cast.jo.id)
        assert (second.assignee_id, second.status) == (None, "open")
        told = select(Notification.person_id).where(
            Notification.kind == NotificationKind.IN_YOUR_NAME
        )
        assert db.session.scalars(told).all() == [cast.jo.id]
    assert (
        "Anna Berg has imported a plan file that names you."
        in visitor(cast.jo).visit("/notifications").text
    )


def test_what_an_administrator_brings_in_is_marked_and_told(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        document = forged(export_document(db.session.get_one(Plan, cast.plan.id)))
        document = json.loads(json.dumps(document))
        tom = db.session.get_one(Person, cast.tom.id)
        tom.is_administrator = True
        import_document(document, by=tom)
        db.session.commit()
        signed = db.session.scalars(select(Event).where(Event.type == "commitment.created"))
        assert [event.brought_in for event in signed] == [True, None, True]
        told = select(Notification.person_id).where(
            Notification.kind == NotificationKind.IN_YOUR_NAME
        )
        assert set(db.session.scalars(told)) >= {cast.anna.id, cast.jo.id}
        assert db.session.scalars(select(Commitment.on)).first() is not None
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/goals")
    assert "imported by Tom Ahrens" in page.element("goals").text
    people = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/people")
    assert "imported by Tom Ahrens" in people.element("members").text
    history = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    assert "imported in the name of somebody else" in history.text


def test_the_command_line_brings_in_the_same_document_as_it_is(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        document = forged(export_document(db.session.get_one(Plan, cast.plan.id)))
        outcome = import_document(json.loads(json.dumps(document)), by=None)
        db.session.commit()
        assert outcome.left_out == ()
        after = export_document(db.session.get_one(Plan, cast.plan.id))
        assert (
            after["plan"]["goals"]
            == [document["plan"]["goals"][0] | {"origin": "joint", "customer_goal": False}]
            or after["plan"]["goals"][0]["commitments"]
            == document["plan"]["goals"][0]["commitments"]
        )
    assert (
        "imported by the command line"
        in visitor(cast.anna).visit(f"/plans/{cast.plan.id}/goals").element("goals").text
    )


@pytest.mark.parametrize("shape", LISTED_SHAPES, ids=lambda shape: shape.list)
def test_whoever_a_new_noun_names_is_thought_of(shape: Any) -> None:
    """What is not is left to administrators; here it shows that nobody has decided that."""
    hand = card_of(shape).hand
    assert set(naming(shape)) <= {hand.of, *hand.named, *hand.done, *hand.decided}
    assert {hand.of, hand.dated, *hand.given, *hand.named, *hand.done, *hand.marked} - {None} <= {
        *shape.names
    }
