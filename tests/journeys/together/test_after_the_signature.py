"""From a won deal over its handover to its renewal, on two phones."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner import clock
from planner.database import db
from planner.models import Customer, Person
from planner.models.kinds import Role
from tests.support.browsers.axe import violations
from tests.support.browsers.browser import PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def carla(app: Flask, cast: Cast) -> Person:
    """Who develops what Anna, a business developer here, has won."""
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).role = Role.BUSINESS_DEVELOPER
        made = Person(
            key="carla", name="Carla Koch", role=Role.CUSTOMER_DEVELOPER, team_id=cast.anna.team_id
        )
        db.session.add(made)
        db.session.commit()
        db.session.refresh(made)
        db.session.expunge(made)
        return made


def save(page: Page, button: str = "Save") -> None:
    """What stands in the sheet; it closes when that is done."""
    page.locator("#sheet").get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#sheet")).not_to_be_visible()


def sign(page: Page, deal: int) -> None:
    """A deal is won, and its contract written down."""
    page.goto(f"/deals/{deal}/edit")
    page.get_by_label("State", exact=True).select_option("won")
    page.get_by_role("button", name="Save").click()
    page.goto(f"/deals/{deal}")
    page.get_by_role("link", name="Record the contract").click()
    end = clock.today() + datetime.timedelta(days=120)
    page.get_by_label("Ends on").fill(end.isoformat())
    page.get_by_role("button", name="Save").click()


def describe(page: Page, text: str, before: str = "") -> None:
    """What was written before stands there still."""
    page.locator("#promises").get_by_role("link", name="Describe").click()
    promised = page.locator("#sheet").get_by_label("What was promised")
    expect(promised).to_have_value(before)
    promised.fill(text)
    save(page)
    expect(page.locator("#promises")).to_contain_text(text)


def propose(page: Page) -> None:
    page.get_by_role("link", name="Propose somebody", exact=True).click()
    page.locator("#sheet").get_by_label("Who takes over").select_option("Carla Koch")
    save(page, "Propose")
    expect(page.locator("#handover")).to_contain_text("Proposed")


def renew(page: Page, plan_id: int) -> None:
    """The renewal comes up, is worked on, and done."""
    page.goto(f"/plans/{plan_id}/renewals")
    contract = page.locator("#contracts article", has_text="Fleet")
    expect(contract).to_contain_text("Nothing done yet")
    contract.get_by_role("link", name="Add an activity for Fleet").click()
    page.locator("#sheet").get_by_label("What is to be done").fill("Ask for the kilometres")
    save(page)
    expect(contract).to_contain_text("In work")
    contract.get_by_role("link", name="Renew Fleet").click()
    page.locator("#contract-form").get_by_role("button", name="Save").click()
    expect(page.locator("#contracts")).to_contain_text("renews Fleet")
    expect(page.locator("#contracts")).to_contain_text("Renewed")


def test_won_signed_handed_over_sent_back_taken_over_and_renewed(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows, carla: Person
) -> None:
    money = {"annual_value": Decimal(9000), "probability": Decimal(1)}
    deal = planned.deal(app, cast, "Fleet", expected_on=clock.today(), **money)
    anna, receiver = windows.open(PHONE), windows.open(PHONE)
    let_in(anna, visitor(cast.anna), windows.address)
    let_in(receiver, visitor(carla), windows.address)

    sign(anna, deal)
    handover = anna.locator("#handovers article", has_text="Fleet")
    expect(handover).to_contain_text("0 days since the signature")
    handover.get_by_role("link", name="Fleet", exact=True).click()
    describe(anna, "A visit every quarter")
    propose(anna)

    receiver.goto(anna.url)
    receiver.locator("summary", has_text="Send it back").click()
    receiver.get_by_label("What is missing").fill("Which cars, and who pays?")
    receiver.get_by_role("button", name="Send it back").click()
    expect(anna.locator("#proposals")).to_contain_text("Which cars, and who pays?")
    describe(anna, "A visit every quarter; forty cars", before="A visit every quarter")
    propose(anna)

    receiver.goto(anna.url)
    expect(receiver.locator("#promises")).to_contain_text("forty cars")
    assert violations(receiver) == []
    receiver.get_by_role("button", name="Take over the customer").click()
    expect(receiver.locator("#handover .badge")).to_have_text("Accepted")
    with app.app_context():
        assert db.session.get_one(Customer, cast.customer.id).owner_id == carla.id
    renew(receiver, cast.plan.id)
    assert violations(receiver) == []
