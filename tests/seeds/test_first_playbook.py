"""The playbook that an organisation begins with, and that starts with a signature."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.models import Activity, Playbook
from planner.seeds import first_playbook
from planner.translation import speaking
from tests.cli.test_people import add
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


def test_an_organisation_begins_with_it_once(app: Flask) -> None:
    assert add(app).exit_code == 0
    assert add(app, name="Olaf Neu", email="olaf@example.org").exit_code == 0
    with app.app_context():
        playbook = db.session.scalars(select(Playbook)).one()
        assert [line.offset_days for line in playbook.activities] == [30, 60, 90]
        assert playbook.name == "30, 60 and 90 days after the signature"


def test_it_speaks_the_language_of_the_organisation(app: Flask) -> None:
    with app.app_context(), speaking("de"):
        assert first_playbook.write().name == "30, 60 und 90 Tage nach der Unterschrift"


@pytest.mark.databases("sqlite", "postgresql")
def test_it_starts_with_the_signature_of_new_business_and_only_once(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context(), speaking("en"):
        first_playbook.write()
        db.session.commit()
    anna, address = visitor(cast.anna), f"/customers/{cast.customer.key}/contracts/new"
    with clock.at(DAY):
        said = {"title": "Fleet", "signed_on": "2026-06-15", "ends_on": "2027-06-30"}
        anna.visit(address).form("contract-form").fill(**said).submit()
        shown = anna.visit(f"/plans/{cast.plan.id}/activities").text
        assert "See with the customer what has become better" in shown
        # A renewal is no new business; the same day does not begin twice.
        page = anna.visit(f"/plans/{cast.plan.id}/renewals").click("Fleet").click("Renew")
        page.form("contract-form").fill(title="Again", signed_on="2026-06-16").submit()
        anna.visit(address).form("contract-form").fill(**said | {"title": "Cards"}).submit()
    with app.app_context():
        found = db.session.scalars(select(Activity.due_on).order_by(Activity.due_on)).all()
        # 13 September is a Sunday.
        days = [(7, 15), (8, 14), (9, 14)]
        assert found == [datetime.date(2026, *day) for day in days]
