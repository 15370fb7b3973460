"""From a won deal over its handover to its renewal and the next plan: on two phones and on two
desks, in English and in German."""

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from planner import clock
from planner.database import db
from planner.models import Customer, Person
from planner.models.kinds import Role
from planner.seeds import first_playbook
from planner.translation import gettext, speaking
from tests.support.browsers.axe import violations
from tests.support.browsers.browser import DESKTOP, PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def carla(app: Flask, cast: Cast) -> Person:
    """Who develops what Anna, a business developer here, has won."""
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).role = Role.BUSINESS_DEVELOPER
        db.session.commit()
    team_id = cast.anna.team_id
    return planned.person(app, "carla", "Carla Koch", Role.CUSTOMER_DEVELOPER, team_id=team_id)


@dataclass(frozen=True)
class Reader:
    """Somebody's window, and how its texts read in the language that it speaks."""

    page: Page
    app: Flask
    language: str

    def says(self, text: str, **values: object) -> str:
        with self.app.app_context(), speaking(self.language):
            return gettext(text, **values)

    def press(self, text: str) -> None:
        self.page.get_by_role("button", name=self.says(text), exact=True).click()

    def follow(self, text: str, **values: object) -> None:
        name = self.says(text, **values)
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def field(self, text: str) -> Locator:
        # One that has to be filled in is marked behind its label.
        return self.page.get_by_label(self.says(text), exact=True)

    def save(self, button: str = "Save") -> None:
        """What stands in the sheet; it closes when that is done."""
        sheet = self.page.locator("#sheet")
        sheet.get_by_role("button", name=self.says(button), exact=True).click()
        expect(sheet).not_to_be_visible()


def sign(reader: Reader, deal: int) -> None:
    """A deal is won, and its contract written down."""
    reader.page.goto(f"/deals/{deal}/edit")
    reader.field("State").select_option("won")
    reader.press("Save")
    reader.page.goto(f"/deals/{deal}")
    reader.follow("Record the contract")
    end = clock.today() + datetime.timedelta(days=120)
    reader.field("Ends on").fill(end.isoformat())
    reader.press("Save")


def describe(reader: Reader, text: str, before: str = "") -> None:
    """What was written before stands there still."""
    promises, sheet = reader.page.locator("#promises"), reader.page.locator("#sheet")
    promises.get_by_role("link", name=reader.says("Describe")).click()
    promised = sheet.get_by_label(reader.says("What was promised"))
    expect(promised).to_have_value(before)
    promised.fill(text)
    reader.save()
    expect(promises).to_contain_text(text)


def propose(reader: Reader) -> None:
    reader.follow("Propose somebody")
    who = reader.page.locator("#sheet").get_by_label(reader.says("Who takes over"))
    who.select_option("Carla Koch")
    reader.save("Propose")
    expect(reader.page.locator("#handover")).to_contain_text(reader.says("Proposed"))


def look_after_the_first_days(reader: Reader, plan_id: int) -> None:
    """The playbook has started with the signature, and what it holds has passed to the owner."""
    reader.page.goto(f"/plans/{plan_id}/activities")
    for title in ("Go through what was promised: kept, open, become different",):
        expect(reader.page.locator("#activities")).to_contain_text(title)


def renew(reader: Reader, plan_id: int) -> None:
    """The renewal comes up, is worked on, and done."""
    page = reader.page
    page.goto(f"/plans/{plan_id}/renewals")
    contract = page.locator("#contracts article", has_text="Fleet")
    expect(contract).to_contain_text(reader.says("Nothing done yet"))
    name = reader.says("Add an activity for %(name)s", name="Fleet")
    contract.get_by_role("link", name=name).click()
    what = page.locator("#sheet").get_by_label(reader.says("What is to be done"))
    what.fill("Ask for the kilometres")
    reader.save()
    expect(contract).to_contain_text(reader.says("In work"))
    contract.get_by_role("link", name=reader.says("Renew %(name)s", name="Fleet")).click()
    reader.save()
    listed = page.locator("#contracts")
    expect(listed).to_contain_text(reader.says("renews %(name)s", name="Fleet"))
    expect(listed).to_contain_text(reader.says("Renewed"))


def begin_the_next_period(reader: Reader, plan_id: int) -> None:
    """What runs on is carried into it."""
    reader.page.goto(f"/plans/{plan_id}/successor/new")
    reader.page.locator("main form button[type=submit]").last.click()
    reader.page.wait_for_url(re.compile(rf"/plans/(?!{plan_id}\b)\d+"))
    expect(reader.page.locator("h1")).to_have_text(reader.says("Plan together"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_won_signed_handed_over_sent_back_taken_over_and_renewed(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    windows: Windows,
    carla: Person,
    size: tuple[int, int],
    language: str,
) -> None:
    money = {"annual_value": Decimal(9000), "probability": Decimal(1)}
    deal = planned.deal(app, cast, "Fleet", expected_on=clock.today(), **money)
    with app.app_context(), speaking("en"):
        first_playbook.write()
        db.session.commit()
    anna, receiver = (
        Reader(windows.open(size, language=language), app, language) for _each in range(2)
    )
    let_in(anna.page, visitor(cast.anna), windows.address)
    let_in(receiver.page, visitor(carla), windows.address)

    sign(anna, deal)
    handover = anna.page.locator("#handovers article", has_text="Fleet")
    expect(handover.locator(".handover-clock")).to_contain_text("0")
    handover.get_by_role("link", name="Fleet", exact=True).click()
    describe(anna, "A visit every quarter")
    propose(anna)

    receiver.page.goto(anna.page.url)
    receiver.page.locator("summary", has_text=receiver.says("Send it back")).click()
    receiver.field("What is missing").fill("Which cars, and who pays?")
    receiver.press("Send it back")
    expect(anna.page.locator("#proposals")).to_contain_text("Which cars, and who pays?")
    describe(anna, "A visit every quarter; forty cars", before="A visit every quarter")
    propose(anna)

    receiver.page.goto(anna.page.url)
    expect(receiver.page.locator("#promises")).to_contain_text("forty cars")
    assert violations(receiver.page) == []
    receiver.press("Take over the customer")
    expect(receiver.page.locator("#handover .badge")).to_have_text(receiver.says("Accepted"))
    with app.app_context():
        assert db.session.get_one(Customer, cast.customer.id).owner_id == carla.id
    look_after_the_first_days(receiver, cast.plan.id)
    renew(receiver, cast.plan.id)
    assert violations(receiver.page) == []
    begin_the_next_period(receiver, cast.plan.id)
