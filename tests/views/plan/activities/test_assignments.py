"""Handing an activity on to another member."""

from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Event, EventType, Request
from planner.models.kinds import ActivityStatus, RequestStatus
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


def test_handing_on_is_one_click_on_a_member(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.anna.id)
    page = visitor(cast.anna).visit(f"/activities/{identity}")
    assert not page.offers("Anna Berg"), "she has it already"
    page = page.press("Jo Kilian").follow()

    assert page.heading == "Visit the plant"
    assert planned.now(app, identity).assignee_id == cast.jo.id
    with app.app_context():
        event = db.session.scalars(
            select(Event).where(Event.type == EventType.ACTIVITY_ASSIGNED)
        ).one()
        assert [side["name"] for side in event.changes["assignee"]] == ["Anna Berg", "Jo Kilian"]


def test_open_activity_is_handed_to_who_had_asked_for_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, field_id=cast.leasing.id)
    visitor(cast.jo).visit(f"/activities/{identity}").press("Ask for it")
    visitor(cast.vera).visit(f"/activities/{identity}").press("Ask for it")
    visitor(cast.anna).visit(f"/activities/{identity}").press("Jo Kilian")

    assert planned.now(app, identity).status is ActivityStatus.PLANNED
    with app.app_context():
        request = db.session.scalars(select(Request)).one()
        assert (request.person_id, request.status) == (cast.jo.id, RequestStatus.ACCEPTED)


def test_only_members_hand_on(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.mira.id)
    form = visitor(cast.anna).visit(f"/activities/{identity}").form("assignment-form")
    for person, status in ((cast.mira, 403), (cast.paul, 403), (cast.otto, 403), (cast.fritz, 404)):
        assert form.sent_by(visitor(person), "Jo Kilian").status == status
    assert planned.now(app, identity).assignee_id == cast.mira.id


def test_only_members_are_handed_something(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast)
    form = visitor(cast.anna).visit(f"/activities/{identity}").form("assignment-form")
    for nonsense in (str(cast.fritz.id), "nobody", ""):
        page = form.tamper(person_id=nonsense).sent_by(visitor(cast.anna))
        assert page.status == 422
        assert page.notices != []
    assert planned.now(app, identity).assignee_id is None


def test_what_is_done_is_not_handed_on(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.anna.id)
    page = visitor(cast.anna).visit(f"/activities/{identity}")
    planned.finish(app, cast, identity)
    answer = page.press("Jo Kilian")
    assert answer.status == 409
    assert "The activity is already done." in answer.text
