"""From a form on somebody else's site to a customer who is handed over: a lead, its answer and its
deal, the value of the offer, the executive's talk, the signature. On phones and on desks."""

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner import clock
from planner.actions.people import settings
from planner.after_signature.thresholds import SignatureThresholds
from planner.database import db
from planner.jobs import background
from planner.leads.actions import form_settings
from planner.models import Customer, Person, Scenario
from planner.models.kinds import Role, Stage
from planner.queries.maturity import organisation
from tests.support.browsers.axe import violations
from tests.support.browsers.browser import DESKTOP, PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.serving import served
from tests.support.stories import planned
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
PAGE = """<!DOCTYPE html><html lang="en"><head><title>A bank's site</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head>
<body><h1>Talk to us</h1><iframe src="{form}?source=site" title="Inquiry" width="100%" height="900">
</iframe></body></html>"""


@pytest.fixture
def eva(app: Flask, cast: Cast) -> Person:
    """An executive; she is on no plan."""
    return planned.person(app, "eva", "Eva Zorn", Role.EXECUTIVE_SPONSOR)


@pytest.fixture
def carla(app: Flask, cast: Cast) -> Person:
    """Who develops what Anna, a business developer here, has won."""
    team_id = cast.anna.team_id
    return planned.person(app, "carla", "Carla Koch", Role.CUSTOMER_DEVELOPER, team_id=team_id)


@pytest.fixture
def suspect(app: Flask, cast: Cast) -> None:
    """The customer is known, and nothing was sold to them yet."""
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).role = Role.BUSINESS_DEVELOPER
        db.session.get_one(Customer, cast.customer.id).stage = Stage.SUSPECT
        db.session.commit()


@pytest.fixture
def site(app: Flask, cast: Cast, windows: Windows) -> Iterator[str]:
    """Where a page of somebody else's shows our form, which they may. Nobody types as fast as the
    browser here."""
    theirs = Flask("theirs")
    page = PAGE.format(form=f"{windows.address}/lead-form/en")
    theirs.add_url_rule("/", view_func=lambda: page)
    with served(theirs) as address:
        with app.app_context():
            ada = db.session.get_one(Person, cast.ada.id)
            form_settings.change({"is_open": True, "sites": address}, by=ada)
            settings.change_thresholds(
                organisation.thresholds(), SignatureThresholds(form_seconds=0), by=ada
            )
            db.session.commit()
        yield address


def write_to_us(page: Page, site: str) -> None:
    """In the frame, from an address that is not ours."""
    page.goto(site)
    form = page.frame_locator("iframe")
    form.get_by_label("Company").fill("Eisenwerk Bruehl AG")
    form.get_by_label("Your name").fill("Cora Finke")
    form.get_by_label("Your e-mail").fill("cora@eisenwerk.example")
    form.get_by_label("Your message").fill("What does it cost to rent forty cars?")
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("status")).to_contain_text("Your inquiry has arrived")
    assert page.context.cookies() == []
    background.wait()


def answer(page: Page, cast: Cast) -> None:
    """It was found whose it is, and has come to the owner, with the clock running."""
    page.goto("/leads")
    page.get_by_role("link", name="Eisenwerk Bruehl AG").click()
    expect(page.locator("#candidates")).to_contain_text(cast.customer.name)
    expect(page.locator("#candidates .badge")).to_have_text("The same without doubt")
    expect(page.locator("#lead")).to_contain_text("Anna Berg")
    page.get_by_label("What was said").fill("Told her that we calculate it with her")
    page.get_by_role("button", name="It is answered").click()
    expect(page.locator("#answer")).to_contain_text("calculate it with her")


def plan_the_deal(page: Page) -> None:
    page.get_by_role("link", name="A planned deal").click()
    page.get_by_label("Planned deal").fill("Forty cars")
    in_a_month = clock.today() + datetime.timedelta(days=30)
    page.get_by_label("Expected on").fill(in_a_month.isoformat())
    page.get_by_label("Yearly value").fill("90,000")
    page.get_by_label("Probability in percent").fill("50")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#page-content")).to_contain_text("Forty cars")


def follow_the_evidence(page: Page, plan_id: int) -> None:
    """What is written down makes a prospect of a suspect, with one click."""
    page.goto(f"/plans/{plan_id}")
    page.get_by_role("button", name="Proposed: Prospect").click()
    expect(page.locator("#facts")).to_contain_text("Prospect, Brühl")
    expect(page.get_by_role("button", name="Proposed: Prospect")).to_have_count(0)


def calculate(cast: Cast, visitor: Visitors) -> str:
    """Vera is asked, comes onto the plan, calculates, and opens the case for the customer at this
    address. A browser looks at these pages in test_value_specialist.py."""
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/value").click("Ask a value specialist")
    page.form("value-request-form").fill(text="Forty cars", person_id="Vera Lindt").submit()
    taken = visitor(cast.vera).visit("/value-inbox").press("Take it: Eisenwerk Brühl AG").follow()
    case = taken.click("Add a business case").form("business-case-form")
    case.fill(title="Renting", discount_rate="8", first_line="Sale of the old cars")
    table = case.fill(first_amount="-40,000").submit().follow()
    saved = {f"amount_new1_{year}": "14000" for year in (1, 2, 3, 4)}
    wide = table.press("Add a year").press("Add a year").press("Add a year")
    line = wide.form("flows-form-1").fill(label_new1="No repairs", **saved)
    shown = line.submit("Save").follow().click("Open it for the customer")
    opened = shown.form("case-link-form").submit().follow()
    return urlsplit(opened.links["Show it"]).path


def move_a_number(page: Page, app: Flask, address: str) -> None:
    """It is computed and forgotten, and kept when the customer is asked and says yes."""
    page.goto(address)
    expect(page.locator("h1")).to_have_text("Renting")
    page.get_by_label("No repairs, year 4").fill("20,000")
    page.get_by_role("button", name="Calculate").click()
    expect(page.locator("#figures")).to_contain_text("As you have it")
    page.get_by_role("button", name="Keep my version").click()
    expect(page.locator("#version-form")).to_contain_text("Without your yes nothing is kept.")
    with app.app_context():
        assert db.session.query(Scenario).count() == 0
    page.get_by_label("Your name, if you like").fill("Cora Finke")
    page.get_by_label("Yes, you may keep this version beside your offer.").check()
    page.get_by_role("button", name="Keep my version").click()
    expect(page.get_by_role("status")).to_contain_text("Your version is kept beside the offer")
    assert page.context.cookies() == []
    with app.app_context():
        assert "Cora Finke" in db.session.query(Scenario).one().title


def ask_the_executive(page: Page, plan_id: int) -> None:
    """With one page that begins with what the plan says, the value of the offer too."""
    page.goto(f"/plans/{plan_id}/talks")
    page.get_by_role("link", name="Ask an executive").click()
    sheet = page.locator("#sheet")
    sheet.get_by_label("What for").select_option("A rethink")
    sheet.get_by_label("Executive", exact=True).select_option("Eva Zorn")
    briefing = sheet.get_by_label("Briefing")
    draft = briefing.input_value()
    assert "Renting; net present value" in draft
    briefing.fill(draft.replace("- …", "- Their board thinks that cars have to be owned"))
    sheet.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#sponsor_requests")).to_contain_text("A rethink")


def step_in(page: Page) -> None:
    """The desk is where she begins; she reads one page, says yes, and later what was said."""
    page.goto("/")
    expect(page.locator(".main-navigation a")).to_have_text(["Desk"])
    page.get_by_role("link", name="Eisenwerk Brühl AG").click()
    expect(page.locator("#briefing")).to_contain_text("cars have to be owned")
    assert violations(page) == []
    page.get_by_role("button", name="Accept").click()
    page.get_by_text("Say what came of it").click()
    page.get_by_label("Result").select_option("Achieved")
    page.get_by_label("What was said").fill("They rent, if the first year costs no more")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("#notices")).to_contain_text("It is written down as a talk on the plan.")


def sign(page: Page, plan_id: int) -> None:
    """What the executive was told stands on the plan; the deal is won, and makes a customer."""
    page.goto(f"/plans/{plan_id}/talks")
    expect(page.locator("#conversations")).to_contain_text("if the first year costs no more")
    page.goto("/deals/1/edit")
    page.get_by_label("State").select_option("Won")
    page.get_by_role("button", name="Save").click()
    page.goto("/deals/1")
    page.get_by_role("link", name="Record the contract").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#handovers")).to_contain_text("Forty cars")


def hand_over(page: Page) -> None:
    page.locator("#handovers").get_by_role("link", name="Forty cars", exact=True).click()
    page.locator("#promises").get_by_role("link", name="Describe").click()
    sheet = page.locator("#sheet")
    sheet.get_by_label("What was promised").fill("The first year costs no more than today")
    sheet.get_by_role("button", name="Save").click()
    expect(page.locator("#promises")).to_contain_text("costs no more than today")
    page.get_by_role("link", name="Propose somebody").click()
    sheet.get_by_label("Who takes over").select_option("Carla Koch")
    sheet.get_by_role("button", name="Propose").click()
    expect(page.locator("#handover .badge")).to_have_text("Proposed")


def take_over(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("#promises")).to_contain_text("costs no more than today")
    page.get_by_role("button", name="Take over the customer").click()
    expect(page.locator("#handover .badge")).to_have_text("Accepted")


@pytest.mark.parametrize("size", [PHONE, DESKTOP])
@pytest.mark.usefixtures("suspect")
def test_a_stranger_writes_and_becomes_a_customer_who_is_handed_over(
    app: Flask,
    cast: Cast,
    visitor: Visitors,
    windows: Windows,
    site: str,
    eva: Person,
    carla: Person,
    size: tuple[int, int],
) -> None:
    windows.allow("422")  # what is not said yes to is not kept
    stranger, anna, executive, receiver = (windows.open(size) for _each in range(4))
    for page, person in ((anna, cast.anna), (executive, eva), (receiver, carla)):
        let_in(page, visitor(person), windows.address)
    write_to_us(stranger, site)
    answer(anna, cast)
    plan_the_deal(anna)
    follow_the_evidence(anna, cast.plan.id)
    move_a_number(stranger, app, calculate(cast, visitor))
    ask_the_executive(anna, cast.plan.id)
    step_in(executive)
    sign(anna, cast.plan.id)
    hand_over(anna)
    take_over(receiver, anna.url)
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        assert (customer.owner_id, customer.stage) == (carla.id, Stage.CUSTOMER)
