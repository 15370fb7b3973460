"""Claiming an open activity, asking for it, being too late, and giving it up."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.event import listen, remove

from planner.actions.errors import Taken
from planner.actions.plan import claims, requests
from planner.database import db
from planner.models import Activity, Event, EventType, Person, Request
from planner.models.kinds import ActivityStatus, Mode, RequestStatus
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.fixture
def leasing_visit(app: Flask, cast: Cast) -> int:
    return planned.activity(app, cast, field_id=cast.leasing.id)


@pytest.fixture
def payments_visit(app: Flask, cast: Cast) -> int:
    return planned.activity(app, cast, field_id=cast.payments.id)


def asked(app: Flask) -> list[tuple[int, RequestStatus]]:
    with app.app_context():
        found = db.session.scalars(select(Request).order_by(Request.id))
        return [(request.person_id, request.status) for request in found]


def test_specialist_asks_where_the_generalist_steers(
    app: Flask, cast: Cast, visitor: Visitors, leasing_visit: int
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/activities")
    row = page.press("Ask for it: Visit the plant", htmx=True)

    assert "asked for, not answered yet" in row.element(f"activity-{leasing_visit}").text
    assert planned.now(app, leasing_visit).status is ActivityStatus.OPEN
    assert asked(app) == [(cast.jo.id, RequestStatus.PENDING)]


def test_specialist_takes_back_what_she_asked_for(
    app: Flask, cast: Cast, visitor: Visitors, payments_visit: int
) -> None:
    mira = visitor(cast.mira)
    page = mira.visit("/pool").press("Ask for it: Visit the plant").follow()
    assert page.heading == "Visit the plant"
    assert "the answer is still to come" in page.text

    assert page.press("Withdraw").follow().offers("Ask for it")
    assert asked(app) == []


def test_generalist_claims_at_once(
    app: Flask, cast: Cast, visitor: Visitors, leasing_visit: int
) -> None:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/activities")
    row = page.press("Claim: Visit the plant", htmx=True)

    assert row.offers("Done: Visit the plant")
    assert planned.now(app, leasing_visit).assignee_id == cast.tom.id
    with app.app_context():
        event = db.session.scalars(
            select(Event).where(Event.type == EventType.ACTIVITY_CLAIMED)
        ).one()
        assert event.actor_id == cast.tom.id
        assert event.changes["assignee"] == [None, {"id": cast.tom.id, "name": "Tom Ahrens"}]


def test_in_co_care_the_claim_of_a_specialist_holds_at_once(
    app: Flask, cast: Cast, visitor: Visitors, payments_visit: int
) -> None:
    planned.co_care(app, cast)
    mira = visitor(cast.mira)
    row = mira.visit("/pool").press("Claim: Visit the plant", htmx=True)

    assert "Mira Sommer" in row.text
    assert "Eisenwerk Brühl AG" in row.text, "the row in the pool says whose activity it is"
    assert planned.now(app, payments_visit).assignee_id == cast.mira.id
    assert mira.visit(f"/activities/{payments_visit}").status == 200
    assert mira.visit(f"/plans/{cast.plan.id}").status == 404


@pytest.mark.databases("sqlite", "postgresql")
def test_who_comes_too_late_is_told_who_was_faster(
    app: Flask, cast: Cast, visitor: Visitors, leasing_visit: int
) -> None:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/activities")
    planned.give(app, leasing_visit, cast.anna)

    answer = page.press("Claim: Visit the plant")
    assert answer.status == 409
    assert "Anna Berg was faster and has this activity now." in answer.text

    row = page.press("Claim: Visit the plant", htmx=True)
    assert row.status == 409
    assert row.notices == ["Anna Berg was faster and has this activity now."]
    assert "Visit the plant" in row.element(f"activity-{leasing_visit}").text
    assert not row.offers("Claim: Visit the plant")


def test_who_comes_too_late_from_outside_learns_no_more_than_that(
    app: Flask, cast: Cast, visitor: Visitors, payments_visit: int
) -> None:
    page = visitor(cast.mira).visit("/pool")
    planned.give(app, payments_visit, cast.jo)

    answer = page.press("Ask for it: Visit the plant")
    assert answer.status == 409
    assert "Jo Kilian was faster" in answer.text
    row = page.press("Ask for it: Visit the plant", htmx=True)
    assert row.status == 409
    assert row.text == "Jo Kilian was faster and has this activity now."
    assert visitor(cast.mira).visit(f"/activities/{payments_visit}").status == 404


def test_claiming_is_for_both_sides_and_the_field(
    app: Flask, cast: Cast, visitor: Visitors, leasing_visit: int
) -> None:
    form = visitor(cast.anna).visit(f"/activities/{leasing_visit}").form_of("Claim")
    for person, status in (
        (cast.ruth, 403),
        (cast.paul, 403),
        (cast.otto, 403),
        (cast.ada, 404),
        (cast.mira, 404),
        (cast.fritz, 404),
    ):
        assert form.sent_by(visitor(person)).status == status
    planned.give(app, leasing_visit, cast.tom)
    for person in (cast.mira, cast.fritz):
        assert form.sent_by(visitor(person)).status == 404
    assert planned.now(app, leasing_visit).assignee_id == cast.tom.id
    assert asked(app) == []


def test_asking_twice_is_refused_and_asks_once(
    app: Flask, cast: Cast, visitor: Visitors, leasing_visit: int
) -> None:
    form = visitor(cast.jo).visit(f"/activities/{leasing_visit}").form_of("Ask for it")
    assert form.submit().status == 303
    again = form.submit()
    assert again.status == 409
    assert "You have asked for this already" in again.text
    assert len(asked(app)) == 1


def test_releasing_is_in_the_menu_of_the_row(
    app: Flask, cast: Cast, visitor: Visitors, leasing_visit: int
) -> None:
    planned.give(app, leasing_visit, cast.jo)
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/activities")
    done = page.menu("Visit the plant").press("Release", htmx=True)

    assert done.headers["HX-Trigger"] == "sheet:done"
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/activities")
    assert page.offers("Ask for it: Visit the plant")
    assert planned.now(app, leasing_visit).status is ActivityStatus.OPEN


def test_who_releases_loses_the_sight_of_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.mira.id)
    mira = visitor(cast.mira)
    form = mira.visit(f"/activities/{identity}").form_of("Release")
    for person, status in ((cast.paul, 403), (cast.otto, 403), (cast.fritz, 404)):
        assert form.sent_by(visitor(person)).status == status

    assert form.submit().location == "/pool"
    assert mira.visit(f"/activities/{identity}").status == 404


def test_what_others_asked_for_goes_when_somebody_gets_it(
    app: Flask, cast: Cast, visitor: Visitors, leasing_visit: int
) -> None:
    visitor(cast.jo).visit(f"/activities/{leasing_visit}").press("Ask for it")
    visitor(cast.vera).visit(f"/activities/{leasing_visit}").press("Ask for it")
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        request = db.session.scalars(select(Request).where(Request.person_id == cast.vera.id)).one()
        requests.accept(request, by=anna)
        db.session.commit()

    assert asked(app) == [(cast.vera.id, RequestStatus.ACCEPTED)]
    assert planned.now(app, leasing_visit).assignee_id == cast.vera.id
    assert visitor(cast.vera).visit(f"/activities/{leasing_visit}").status == 200


def test_request_for_what_was_taken_a_moment_ago_is_refused(
    app: Flask, cast: Cast, leasing_visit: int
) -> None:
    with app.app_context():
        activity = db.session.get_one(Activity, leasing_visit)
        jo, plan = db.session.get_one(Person, cast.jo.id), activity.plan
        assert plan.mode is Mode.SPECIALIST
        db.session.commit()
        planned.give(app, leasing_visit, cast.tom)

        with pytest.raises(Taken, match="Tom Ahrens was faster"):
            claims.make(activity, by=jo)
        db.session.rollback()
    assert asked(app) == []


def test_answer_to_a_claim_counts_nothing_and_keeps_nobody_from_writing(
    app: Flask, cast: Cast, visitor: Visitors, leasing_visit: int
) -> None:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/activities")
    with app.app_context():
        engine = db.engine
    began: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        began.extend([statement] if statement.startswith("BEGIN") else ())

    listen(engine, "before_cursor_execute", note)
    with counted(engine) as statements:
        page.press("Claim: Visit the plant")
    remove(engine, "before_cursor_execute", note)

    assert planned.now(app, leasing_visit).assignee_id == cast.tom.id
    assert began == ["BEGIN"]  # that of the answer; what writes begins beside the statements
    assert not any("count(" in statement for statement in statements)
