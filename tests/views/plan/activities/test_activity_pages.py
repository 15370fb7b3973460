"""The page of one activity, for those who have no more than that."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.models import Activity, Contact
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


def test_whoever_has_an_activity_sees_what_it_needs_and_no_more(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.mira.id, internal_note="Not for Mira")
    other = planned.activity(app, cast, "Something else", field_id=cast.leasing.id)
    deal = planned.deal(
        app, cast, expected_on=DAY, annual_value=Decimal(1), probability=Decimal("0.5")
    )
    with app.app_context():
        db.session.add(Contact(key="holt", name="Frau Holt", customer_id=cast.customer.id))
        db.session.get_one(Activity, identity).deal_id = deal
        db.session.commit()

    mira = visitor(cast.mira)
    page = mira.visit(f"/activities/{identity}")
    assert page.heading == "Visit the plant"
    assert "Eisenwerk Brühl AG" in page.text
    assert "Leasing frame contract" in page.text
    assert "Frau Holt" in page.text
    assert "Not for Mira" not in page.text
    assert not page.offers("Jo Kilian"), "handing on shows the members"
    assert f"/plans/{cast.plan.id}" not in page.html
    for address in (
        f"/plans/{cast.plan.id}",
        f"/customers/{cast.customer.key}",
        f"/deals/{deal}",
        f"/activities/{other}",
    ):
        assert mira.visit(address).status == 404


def test_specialist_sees_an_open_activity_of_the_own_field_without_contacts(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, field_id=cast.payments.id, internal_note="Secret")
    with app.app_context():
        db.session.add(Contact(key="holt", name="Frau Holt", customer_id=cast.customer.id))
        db.session.commit()

    page = visitor(cast.mira).visit(f"/activities/{identity}")
    assert page.offers("Ask for it")
    assert "Frau Holt" not in page.text
    assert "Secret" not in page.text
    assert visitor(cast.fritz).visit(f"/activities/{identity}").status == 404
    assert visitor(cast.vera).visit(f"/activities/{identity}").status == 404


def test_readers_of_the_plan_see_the_internal_note(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, internal_note="Only for us")
    for reader in (cast.jo, cast.paul, cast.otto, cast.ruth):
        assert "Only for us" in visitor(reader).visit(f"/activities/{identity}").text
