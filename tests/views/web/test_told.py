"""Whom the program tells of what others do: each thing leads to its item, and nobody tells
themselves."""

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import assignments, goals, members, requests
from planner.database import db
from planner.models import Activity, Member, Notification, Person, Plan
from planner.models.kinds import OF_RATINGS, NotificationKind, RequestKind, Via
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast
from tests.support.stories.planned import activity, co_care


def told(app: Flask) -> set[tuple[str, str]]:
    """Who was told in which way, but for how the plan is rated."""
    with app.app_context():
        rows = select(Person.name, Notification.kind).join(Notification.person)
        rows = rows.where(Notification.kind.not_in([*OF_RATINGS, NotificationKind.FOLLOWED]))
        return {(name, kind.value) for name, kind in db.session.execute(rows)}


def place_of(visitor: Visitor, said: str) -> str:
    """Where what somebody is told leads to."""
    page = visitor.visit("/notifications")
    link = next(address for text, address in page.links.items() if said in text)
    return visitor.visit(link).location


def labels(page: Page) -> list[str]:
    return [button["aria-label"] or button.text for button in page.root.all("button")]


@pytest.mark.databases("sqlite", "postgresql")
def test_an_activity_that_is_given_to_somebody_is_told_to_that_person_alone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new")
    form = page.form("activity-form")
    form.fill(title="Visit the plant", kind="visit", assignee_id="Jo Kilian").submit()
    assert told(app) == {("Jo Kilian", "assigned")}
    said = "Anna Berg has given you an activity: Visit the plant"
    with app.app_context():
        made = db.session.scalars(select(Activity.id)).one()
    assert place_of(visitor(cast.jo), said) == f"/activities/{made}"


def test_who_takes_an_activity_tells_its_author_and_nobody_tells_themselves(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    co_care(app, cast)
    item = activity(app, cast)
    visitor(cast.anna).visit(f"/activities/{item}").press("Claim")
    assert told(app) == set(), "it is her own activity"
    other = activity(app, cast, "Show the terminals")
    visitor(cast.jo).visit(f"/activities/{other}").press("Claim")
    assert told(app) == {("Anna Berg", "claimed")}
    said = "Jo Kilian has taken the activity: Show the terminals"
    assert place_of(visitor(cast.anna), said) == f"/activities/{other}"


@pytest.mark.databases("sqlite", "postgresql")
def test_a_request_is_told_to_those_who_answer_it_and_the_answer_to_whoever_asked(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    item = activity(app, cast)
    visitor(cast.jo).visit(f"/activities/{item}").press("Ask for it")
    assert told(app) == {("Anna Berg", "request"), ("Tom Ahrens", "request")}
    said = "Jo Kilian asks for something and waits for an answer."
    assert place_of(visitor(cast.anna), said) == "/requests"
    tom = visitor(cast.tom).visit("/requests")
    tom.press(next(each for each in labels(tom) if each.startswith("Accept")))
    assert ("Jo Kilian", "request_answered") in told(app)
    assert place_of(visitor(cast.jo), "Tom Ahrens has accepted") == "/requests"


def test_who_stays_outside_is_told_of_the_answer_and_of_nothing_else(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        mira, anna = (db.session.get_one(Person, who.id) for who in (cast.mira, cast.anna))
        plan = db.session.get_one(Plan, cast.plan.id)
        asked = requests.create(plan, RequestKind.JOIN, by=mira)
        requests.decline(asked, "Not this year", by=anna)
        db.session.commit()
    page = visitor(cast.mira).visit("/notifications")
    assert "Anna Berg has declined what you asked for." in page.text
    assert "Jo Kilian" not in page.text


@pytest.mark.parametrize("by", ["anna", "jo"])
def test_a_moved_target_asks_the_others_who_have_signed_to_sign_again(
    app: Flask, cast: Cast, visitor: Visitors, by: str
) -> None:
    with app.app_context():
        anna, jo = (db.session.get_one(Person, who.id) for who in (cast.anna, cast.jo))
        plan = db.session.get_one(Plan, cast.plan.id)
        goal = goals.create(plan, {"title": "Grow: more", "target": Decimal(100)}, by=anna)
        for person in (anna, jo):
            goals.commit_to(goal, by=person)
        mover = anna if by == "anna" else jo
        goals.update(goal, {"target": Decimal(200)}, by=mover)
        db.session.commit()
        goal_id = goal.id
    other = cast.jo if by == "anna" else cast.anna
    assert told(app) == {(other.name, "signature_asked")}
    said = "The target of a goal that you have signed has moved: Grow: more"
    assert place_of(visitor(other), said) == f"/goals/{goal_id}"


def test_whoever_is_put_on_a_plan_is_asked_to_agree(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna, vera = (db.session.get_one(Person, who.id) for who in (cast.anna, cast.vera))
        members.join(db.session.get_one(Plan, cast.plan.id), vera, via=Via.INVITATION, by=anna)
        db.session.commit()
    assert told(app) == {("Vera Lindt", "signature_asked")}
    said = "You are on this plan now. It waits for your agreement."
    assert place_of(visitor(cast.vera), said) == f"/plans/{cast.plan.id}"


def test_what_somebody_is_told_can_be_opened_by_nobody_else(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity(app, cast, assignee_id=cast.jo.id)
    with app.app_context():
        assigned = select(Notification.id).where(Notification.kind == "assigned")
        identity = db.session.scalars(assigned).one()
    assert visitor(cast.jo).visit(f"/notifications/{identity}").status == 302
    for person in (cast.anna, cast.otto, cast.fritz):
        assert visitor(person).visit(f"/notifications/{identity}").status == 404
    assert visitor(cast.jo).visit("/notifications/99999999999999").status == 404


def test_who_gives_the_activity_away_reads_no_more_of_it_from_outside(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    item = activity(app, cast, assignee_id=cast.jo.id)
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        members.leave(db.session.query(Member).filter_by(person_id=cast.jo.id).one(), by=anna)
        db.session.commit()
    said = "has given you an activity"
    assert said in visitor(cast.jo).visit("/notifications").text, "it still is Jo's to do"
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        assignments.release(db.session.get_one(Activity, item), by=anna)
        db.session.commit()
    assert said not in visitor(cast.jo).visit("/notifications").text
