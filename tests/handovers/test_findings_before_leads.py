"""What is found after a signature the members know first: a lead sees it days after they were told,
wherever it is shown."""

import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from planner import clock
from planner.actions.people import settings
from planner.actions.plan import contacts
from planner.database import db
from planner.jobs import signature_findings
from planner.models import Customer, Person, Plan, SignatureFinding
from planner.models.kinds import BuyingRole, PlanStatus
from planner.models.people.setting import DAYS_BEFORE_LEADS
from tests.handovers.signing import DAY, SIGNED
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories import planned
from tests.support.stories.cast import Cast

LATE = "The decision day is past, and nobody works on the renewal."
AGAINST = "Somebody who decides is against us."
NOBODY_ASKED = "Nobody is asked to take over."
UNKNOWN = "Nobody of ours knows them, though they matter."
DAYS = datetime.timedelta(days=14)


@pytest.fixture
def fleet(app: Flask, cast: Cast, winner: int) -> int:
    """Won by Anna, about to end, and against the mind of somebody there whom nobody knows."""
    terms: dict[str, Any] = {"ends_on": datetime.date(2026, 7, 31), "annual_value": 9000}
    contract = planned.contract(app, cast, signed_on=SIGNED, won_by_id=winner, **terms)
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        anna = db.session.get_one(Person, cast.anna.id)
        values = {"name": "Frau Klein", "buying_role": BuyingRole.DECIDER, "attitude": -1}
        contacts.create(customer, values, by=anna)
        db.session.commit()
    return contract


@pytest.fixture
def told(app: Flask, fleet: int) -> int:
    """The contract, after the night in which the members were told."""
    tell(app)
    return fleet


def tell(app: Flask) -> int:
    with app.app_context():
        return sum(new for _plans, new in signature_findings.find())


def texts(who: Visitor, cast: Cast, contract: int) -> dict[str, str]:
    """By place, all that somebody reads where findings stand."""
    plan = f"/plans/{cast.plan.id}"
    addresses = {
        "tab": f"{plan}/renewals",
        "whole plan": f"{plan}/whole",
        "contract": f"/contracts/{contract}",
        "handover": f"/contracts/{contract}/handover",
        "handovers": "/handovers",
        "who knows whom": f"{plan}/relationships",
        "radar's file": "/renewals.csv",
    }
    found = {place: who.visit(address).text for place, address in addresses.items()}
    # The choice of states above the list names all of them.
    return found | {"radar": who.visit("/renewals").element("renewals").text}


SAID = (LATE, AGAINST, NOBODY_ASKED, UNKNOWN, "At risk")
# The places that say of the contract what speaks against its renewal, and what is missing.
OF_RENEWALS = ("tab", "whole plan", "contract", "radar's file")
OF_HANDOVERS = ("tab", "whole plan", "handover", "handovers")


def said(found: dict[str, str]) -> set[str]:
    return {f"{place}: {each}" for place, text in found.items() for each in SAID if each in text}


def assert_all_is_said(found: dict[str, str]) -> None:
    for place in OF_RENEWALS:
        assert LATE in found[place], place
        assert "At risk" in found[place], place
    for place in OF_HANDOVERS:
        assert NOBODY_ASKED in found[place], place
    assert UNKNOWN in found["who knows whom"]
    assert "At risk" in found["radar"]


def test_members_see_it_at_once_and_leads_days_after_it_was_told(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    assert_all_is_said(texts(visitor(cast.anna), cast, fleet))
    assert said(texts(visitor(cast.paul), cast, fleet)) == set()
    with clock.at(DAY + DAYS):
        assert said(texts(visitor(cast.paul), cast, fleet)) == set(), "nobody has been told yet"
        tell(app)
        assert said(texts(visitor(cast.paul), cast, fleet)) == set()
    with clock.at(DAY + 2 * DAYS - datetime.timedelta(days=1)):
        assert said(texts(visitor(cast.paul), cast, fleet)) == set()
    with clock.at(DAY + 2 * DAYS):
        assert_all_is_said(texts(visitor(cast.paul), cast, fleet))
        assert_all_is_said(texts(visitor(cast.anna), cast, fleet))


@pytest.mark.usefixtures("told")
def test_auditors_see_it_no_sooner_than_leads(cast: Cast, visitor: Visitors, told: int) -> None:
    assert said(texts(visitor(cast.otto), cast, told)) == set()
    with clock.at(DAY + DAYS):
        assert LATE in visitor(cast.otto).visit(f"/contracts/{told}").text


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.usefixtures("told")
def test_until_then_the_contract_counts_as_what_it_is_without_the_risk(
    cast: Cast, visitor: Visitors
) -> None:
    paul = visitor(cast.paul)

    def listed(state: str) -> int:
        return paul.visit(f"/renewals?state={state}").text.count("Fleet")

    assert (listed("at_risk"), listed("untouched")) == (0, 1)
    assert "Nothing done yet 1" in paul.visit("/team/signatures").element("renewal-sums").text
    with clock.at(DAY + DAYS):
        assert (listed("at_risk"), listed("untouched")) == (1, 0)
        sums = paul.visit("/team/signatures").element("renewal-sums").text
        assert "At risk 1" in sums
        assert "9,000 € a year at stake" in sums


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.usefixtures("told")
def test_agenda_of_a_review_has_it_for_leads_after_their_days_and_so_has_the_kept_one(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    review = planned.review_ahead(app, cast)
    address = f"/reviews/{review}"
    anna, paul = visitor(cast.anna), visitor(cast.paul)
    assert anna.visit(address).has("agenda-findings")
    assert not paul.visit(address).has("agenda-findings")
    with clock.at(DAY + DAYS):
        assert paul.visit(address).has("agenda-findings")
    anna.visit(f"{address}/holding/new").form(f"holding-form-{review}").submit()
    assert anna.visit(address).has("agenda-findings")
    assert not paul.visit(address).has("agenda-findings")
    with clock.at(DAY + DAYS):
        assert paul.visit(address).has("agenda-findings")


def test_what_was_found_meanwhile_has_days_of_its_own(
    app: Flask, cast: Cast, visitor: Visitors, told: int
) -> None:
    """A silence that began later is told later, and seen later than what was told before."""
    silent = "Nobody has talked with the customer since then."
    with clock.at(DAY + DAYS):
        with app.app_context():
            newest = db.session.scalar(
                select(SignatureFinding).where(SignatureFinding.code == "no_receiver")
            )
            assert newest is not None
            newest.on = clock.today()
            db.session.commit()
        text = visitor(cast.paul).visit(f"/contracts/{told}/handover").text
        assert NOBODY_ASKED not in text
        assert LATE in visitor(cast.paul).visit(f"/contracts/{told}").text
        assert silent not in text


@pytest.mark.usefixtures("told")
def test_organisation_without_days_for_the_members_shows_leads_all_at_once(
    app: Flask, cast: Cast, visitor: Visitors, told: int
) -> None:
    with app.app_context():
        ada = db.session.get_one(Person, cast.ada.id)
        settings.change(DAYS_BEFORE_LEADS, "0", by=ada)
        db.session.commit()
    assert_all_is_said(texts(visitor(cast.paul), cast, told))


@pytest.mark.databases("sqlite", "postgresql")
def test_plan_of_the_next_period_takes_over_what_was_told(
    app: Flask, cast: Cast, visitor: Visitors, told: int
) -> None:
    with app.app_context():
        old = db.session.get_one(Plan, cast.plan.id)
        old.status = PlanStatus.CLOSED
        starts_on = old.ends_on + datetime.timedelta(days=1)
        ends_on = starts_on + datetime.timedelta(days=300)
        new = Plan(
            customer_id=old.customer_id,
            starts_on=starts_on,
            ends_on=ends_on,
            status=PlanStatus.DRAFT,
            mode=old.mode,
        )
        db.session.add(new)
        db.session.commit()
        moved = new.id
    with clock.at(DAY + DAYS):
        tell(app)
        with app.app_context():
            found = db.session.scalars(select(SignatureFinding)).all()
            assert {each.plan_id for each in found} == {moved}
            assert {each.on for each in found if each.code == "renewal_late"} == {DAY}
        assert LATE in visitor(cast.paul).visit(f"/contracts/{told}").text


def test_members_of_a_draft_are_told_as_well(app: Flask, cast: Cast, fleet: int) -> None:
    with app.app_context():
        db.session.execute(update(Plan).values(status=PlanStatus.DRAFT))
        db.session.commit()
    assert tell(app) > 0
    assert fleet
