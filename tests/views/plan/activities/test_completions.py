"""That an activity is done, or will not be done, and taking either back."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.models import Event
from planner.models.kinds import ActivityStatus
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


@pytest.mark.databases("sqlite", "postgresql")
def test_whoever_has_it_says_that_it_is_done_and_takes_it_back(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with clock.at(DAY):
        identity = planned.activity(app, cast, assignee_id=cast.jo.id)
        page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/activities")
        row = page.press("Done: Visit the plant", htmx=True)
        assert "done today" in row.element(f"activity-{identity}").text
        assert planned.now(app, identity).done_on == DAY

        page = visitor(cast.jo).visit(f"/activities/{identity}").press("Reopen").follow()
        assert page.offers("Done")
    again = planned.now(app, identity)
    assert (again.status, again.done_on) == (ActivityStatus.PLANNED, None)
    with app.app_context():
        events = db.session.scalars(select(Event.type).order_by(Event.id)).all()
        assert events[-2:] == ["activity.finished", "activity.reopened"]


def test_who_has_it_without_being_on_the_plan_finishes_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.mira.id)
    page = visitor(cast.mira).visit(f"/activities/{identity}").press("Done").follow()
    assert page.offers("Reopen")
    assert planned.now(app, identity).status is ActivityStatus.DONE


def test_finishing_is_for_members_and_who_has_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.jo.id)
    form = visitor(cast.jo).visit(f"/activities/{identity}").form_of("Done")
    for person, status in ((cast.paul, 403), (cast.otto, 403), (cast.mira, 404), (cast.fritz, 404)):
        assert form.sent_by(visitor(person)).status == status
    assert planned.now(app, identity).status is ActivityStatus.PLANNED


def test_finishing_twice_is_answered_with_the_reason(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.jo.id)
    form = visitor(cast.jo).visit(f"/activities/{identity}").form_of("Done")
    form.submit()
    again = form.submit()
    assert again.status == 409
    assert "The activity is already done." in again.text


@pytest.mark.databases("sqlite", "postgresql")
def test_specialist_does_not_finish_what_she_would_have_to_ask_for(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.jo.id)
    form = visitor(cast.jo).visit(f"/activities/{identity}").form_of("Done")
    visitor(cast.jo).visit(f"/activities/{identity}").press("Release")
    assert form.submit().status == 409
    assert planned.now(app, identity).status is ActivityStatus.OPEN


def test_generalist_finishes_an_open_activity_as_her_own(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.jo.id)
    form = visitor(cast.anna).visit(f"/activities/{identity}").form_of("Done")
    visitor(cast.jo).visit(f"/activities/{identity}").press("Release")
    assert form.submit().status == 303
    done = planned.now(app, identity)
    assert (done.status, done.assignee_id) == (ActivityStatus.DONE, cast.anna.id)


@pytest.mark.databases("sqlite", "postgresql")
def test_member_cancels_and_takes_it_back(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast)
    anna = visitor(cast.anna)
    form = anna.visit(f"/activities/{identity}").form_of("Cancel the activity")
    for person, status in ((cast.paul, 403), (cast.otto, 403), (cast.fritz, 404)):
        assert form.sent_by(visitor(person)).status == status

    page = form.submit().follow()
    assert planned.now(app, identity).status is ActivityStatus.CANCELLED
    page.press("Reopen")
    assert planned.now(app, identity).status is ActivityStatus.OPEN
