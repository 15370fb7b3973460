"""Which day is today for a rating: that of the organisation's time zone, on page and in command."""

import datetime
import json

import pytest
from flask import Flask

from planner import clock
from planner.cli.rate import rate
from planner.database import db
from planner.models import StoredRating
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

# In Berlin the night to Tuesday has begun; in New York it is still Monday, on the islands noon.
MOMENT = datetime.datetime(2026, 6, 15, 22, 30, tzinfo=datetime.UTC)
MONDAY, TUESDAY = datetime.date(2026, 6, 15), datetime.date(2026, 6, 16)
ZONES = [
    ("America/New_York", MONDAY),
    ("Europe/Berlin", TUESDAY),
    ("Pacific/Kiritimati", TUESDAY),
]


@pytest.fixture(params=ZONES, ids=[zone for zone, _day in ZONES])
def today(app: Flask, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> object:
    """The day that MOMENT lies on for an organisation there."""
    assert app.testing
    zone, day = request.param
    monkeypatch.setattr("planner.clock._organisation", clock._Organisation())  # noqa: SLF001 - what holds for the whole process, put back afterwards
    monkeypatch.setattr("planner.clock.now", lambda: MOMENT)
    clock.configure(zone=zone, fixed_day=None)
    return day


def test_page_rates_the_day_that_it_is_where_the_organisation_is(
    cast: Cast, visitor: Visitors, today: datetime.date
) -> None:
    anna = visitor(cast.anna)
    page = anna.visit(f"/plans/{cast.plan.id}/maturity?as_of={today}")
    assert page.status == 200
    tomorrow = today + datetime.timedelta(days=1)
    refused = anna.visit(f"/plans/{cast.plan.id}/maturity?as_of={tomorrow}")
    assert refused.errors == ["This day has not come yet. Choose one up to today."]


def test_rating_of_a_change_is_stored_on_that_day(
    app: Flask, cast: Cast, visitor: Visitors, today: datetime.date
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new")
    page.form("activity-form").fill(title="Visit the plant").submit()
    with app.app_context():
        (row,) = db.session.query(StoredRating)
        assert (row.on, row.age) == (today, "bronze")


def test_review_can_be_of_that_day_and_of_none_after_it(
    cast: Cast, visitor: Visitors, today: datetime.date
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/reviews/new").form("review-form")
    assert form["on"] == today.isoformat()
    tomorrow = today + datetime.timedelta(days=1)
    assert form.fill(on=tomorrow.isoformat()).submit().status == 422
    assert form.fill(on=today.isoformat()).submit().status == 303


def test_command_rates_the_database_as_of_that_day(
    app: Flask, cast: Cast, today: datetime.date
) -> None:
    done = app.test_cli_runner().invoke(rate, ["--all", "--json"])
    (line,) = (json.loads(line) for line in done.stdout.splitlines())
    assert (line["customer"], line["as_of"]) == (cast.customer.key, today.isoformat())
