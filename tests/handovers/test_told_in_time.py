"""What is missing after a signature, or about a renewal, is told to the members once, in time."""

import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.contracts import actions as contracts
from planner.database import db
from planner.handovers import actions as handovers
from planner.jobs import signature_findings
from planner.models import (
    Contract,
    Customer,
    Notification,
    Person,
    SignatureFinding,
)
from planner.models.kinds import NotificationKind
from tests.handovers.signing import DAY, SIGNED
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.fixture
def fleet(app: Flask, cast: Cast, winner: int) -> int:
    """It is about to end as well."""
    terms: dict[str, Any] = {"ends_on": datetime.date(2026, 7, 31), "annual_value": 9000}
    return planned.contract(app, cast, signed_on=SIGNED, won_by_id=winner, **terms)


def night() -> int:
    return sum(new for _plans, new in signature_findings.find())


def told(code: str) -> set[int]:
    found = select(Notification.person_id).where(
        Notification.kind == NotificationKind.AFTER_SIGNATURE, Notification.code == code
    )
    return set(db.session.scalars(found))


@pytest.mark.databases("sqlite", "postgresql")
def test_members_are_told_once_of_what_is_missing_and_again_only_when_it_comes_back(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    with app.app_context():
        assert night() > 0
        members = {cast.anna.id, cast.tom.id, cast.jo.id}
        for code in ("not_described", "no_receiver", "renewal_late"):
            assert members <= told(code), code
        number = db.session.query(Notification).count()
        assert night() == 0
        assert db.session.query(Notification).count() == number
        contract = db.session.get_one(Contract, fleet)
        anna = db.session.get_one(Person, cast.anna.id)
        handovers.describe(contract, {"promised": "A visit"}, by=anna)
        db.session.commit()
        night()
        codes = set(db.session.scalars(select(SignatureFinding.code)))
        assert "not_described" not in codes
        assert "no_receiver" in codes
    page = visitor(cast.anna).visit("/notifications")
    assert "Nobody is asked to take over." in page.text
    assert "The decision day is past, and nobody works on the renewal." in page.text
    today = visitor(cast.anna).visit("/today").element("signatures").text
    assert "Nobody is asked to take over." in today
    assert "Fleet" in today


def test_who_is_asked_to_take_over_reads_it_on_today(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    with app.app_context():
        contract = db.session.get_one(Contract, fleet)
        anna = db.session.get_one(Person, cast.anna.id)
        handovers.propose(contract, {"to_id": cast.tom.id}, by=anna)
        db.session.commit()
    page = visitor(cast.tom).visit("/today")
    assert "Take over “Fleet”?" in page.element("signatures").text
    assert page.click("Answer: Fleet").offers("Take over the customer")
    assert "Take over" not in visitor(cast.anna).visit("/today").text


def test_reviews_and_leads_have_it_too_and_leads_only_in_sums(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    review = planned.review_ahead(app, cast)
    with app.app_context():
        night()
    agenda = visitor(cast.anna).visit(f"/reviews/{review}").element("agenda-findings").text
    assert "Nobody is asked to take over. Fleet" in " ".join(agenda.split())
    with clock.at(DAY + datetime.timedelta(days=14)):
        page = visitor(cast.paul).visit("/team/signatures")
    assert "Signed 1" in page.element("handover-sums").text
    assert "At risk 1" in page.element("renewal-sums").text
    assert "9,000 € a year at stake" in page.element("renewal-sums").text
    for person in (cast.anna, cast.tom):
        assert person.name not in page.element("handover-sums").text
    assert visitor(cast.anna).visit("/team/signatures").status == 404


@pytest.mark.databases("sqlite", "postgresql")
def test_the_statements_of_the_night_do_not_grow_with_the_contracts(
    app: Flask, cast: Cast, fleet: int
) -> None:
    numbers = []
    for _times in range(2):
        with app.app_context(), counted(db.engine) as statements:
            night()
            night()
            numbers.append(len(statements))
        with app.app_context():
            customer = db.session.get_one(Customer, cast.customer.id)
            anna = db.session.get_one(Person, cast.anna.id)
            for number in range(20):
                terms = {"title": f"{number}", "signed_on": SIGNED, "won_by_id": anna.id}
                contracts.create(customer, terms, by=anna)
            db.session.commit()
    assert numbers[0] == numbers[1]
