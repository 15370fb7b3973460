"""From the worst gap of a team over the cell and the customer to a planned activity."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner.database import db
from planner.models import Member
from tests.conftest import TODAY
from tests.support import axe
from tests.support.browser import DESKTOP, PHONE, Windows
from tests.support.cast import Cast
from tests.support.somebody import Somebody
from tests.support.telling import speaker

CUSTOMER = "Eisenwerk Brühl AG"


@pytest.fixture
def lead_on_the_plan(app: Flask, cast: Cast) -> None:
    """Leads steer and do not work on plans, unless they are members of them."""
    with app.app_context():
        db.session.add(Member(plan_id=cast.plan.id, person_id=cast.paul.id, joined_on=TODAY))
        db.session.commit()


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("lead_on_the_plan")
@pytest.mark.parametrize(
    ("size", "language"), [(PHONE, "de"), (DESKTOP, "en")], ids=["phone in German", "desktop"]
)
def test_lead_goes_from_the_worst_gap_to_a_planned_activity(
    windows: Windows, size: tuple[int, int], language: str
) -> None:
    paul = Somebody(windows.open(size, language=language), speaker(language))
    page, say = paul.page, paul.say
    paul.sign_in("paul@example.org")
    paul.go_to("Team")
    assert fits(page)
    assert axe.violations(page) == []
    page.locator("#gap-no_specialist").get_by_role("link").click()
    page.get_by_role("link", name=f"{say('Nobody there')}: Payments, {CUSTOMER}").click()
    expect(page.locator("#state")).to_contain_text(say("Nobody there"))
    assert fits(page)
    page.get_by_role("link", name=say("To the customer"), exact=True).click()
    expect(paul.heading(CUSTOMER)).to_be_visible()
    page.go_back()
    page.get_by_role("link", name=say("Add an activity")).click()
    form = page.locator("#activity-form")
    expect(form.locator("[name=field_id] option:checked")).to_have_text("Payments")
    form.locator("[name=title]").fill("Bring in somebody for Payments")
    form.locator("[name=due_on]").fill("2026-06-20")
    paul.save("#activity-form")
    expect(paul.heading(CUSTOMER)).to_be_visible()
    paul.sees("Bring in somebody for Payments", "#activities")


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("cast")
def test_filter_changes_the_table_and_the_address_in_place(windows: Windows) -> None:
    paul = Somebody(windows.open(), speaker("en"))
    paul.sign_in("paul@example.org")
    paul.go_to("Team")
    page = paul.page
    page.locator("[name=stage]").select_option("suspect")
    expect(page.locator("#coverage")).to_contain_text("No customer found")
    assert "stage=suspect" in page.url
    page.locator("[name=stage]").select_option("")
    expect(page.locator("#customer-eisenwerk-bruehl-ag")).to_be_visible()
    page.locator("[name=group]").select_option("team")
    expect(page.locator("#groups-heading")).to_have_text("Added up by team")
    page.locator("#coverage").get_by_role("link", name="South", exact=True).click()
    expect(page.locator("#customer-eisenwerk-bruehl-ag")).to_be_visible()
