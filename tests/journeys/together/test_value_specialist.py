"""A value specialist is asked for, calculates, and shows the case to the customer, who moves it."""

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from planner.database import db
from planner.models import Scenario
from tests.support.browsers.axe import violations
from tests.support.browsers.browser import DESKTOP, PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


def ask(page: Page, plan_id: int) -> None:
    page.goto(f"/plans/{plan_id}/value")
    page.get_by_role("link", name="Ask a value specialist").click()
    sheet = page.locator("#sheet")
    sheet.get_by_label("Whom to ask").select_option("Vera Lindt")
    sheet.get_by_label("What it is about").fill("What renting saves the works")
    sheet.get_by_role("button", name="Ask for it").click()
    expect(page.locator("#value_requests")).to_contain_text("What renting saves the works")


def take_and_calculate(page: Page) -> None:
    page.goto("/value-inbox")
    page.get_by_role("button", name="Take it: Eisenwerk Brühl AG").click()
    page.get_by_role("link", name="Add a business case").click()
    page.get_by_label("What is offered").fill("Renting")
    page.get_by_label("Discount rate in percent").fill("8")
    page.get_by_label("First line").fill("Investment")
    page.get_by_label("Amount in year 0").fill("-1600")
    page.get_by_role("button", name="On to the table").click()
    page.get_by_label("New line: Line").fill("Oil")
    page.get_by_label("New line, year 1").fill("10,000")
    page.get_by_role("button", name="Add a year").click()
    page.get_by_label("Oil, year 2").fill("-10,000")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#figure-irr summary")).to_contain_text("25% · 400%")
    expect(page.locator("[data-chart=tornado] canvas")).to_be_visible()
    assert violations(page) == []


def open_for_customer(page: Page) -> str:
    page.get_by_role("link", name="Open it for the customer").click()
    page.locator("#sheet").get_by_role("button", name="Open it").click()
    shown = page.get_by_role("link", name="Show it")
    expect(shown).to_be_visible()
    return str(shown.get_attribute("href"))


def move_and_keep(page: Page, address: str) -> None:
    """Without JavaScript, a session or a cookie."""
    page.goto(address)
    page.get_by_label("Investment, year 0").fill("-2,000")
    page.get_by_role("button", name="Calculate").click()
    expect(page.locator("#figures")).to_contain_text("As you have it")
    assert page.context.cookies() == []
    page.get_by_label("Your name, if you like").fill("Cora Finke")
    page.get_by_label("Yes, you may keep this version beside your offer.").check()
    page.get_by_role("button", name="Keep my version").click()
    expect(page.get_by_role("status")).to_contain_text("Your version is kept beside the offer")


def test_a_value_specialist_is_asked_and_the_customer_moves_a_number(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    anna, vera = windows.open(DESKTOP), windows.open(DESKTOP)
    let_in(anna, visitor(cast.anna), windows.address)
    let_in(vera, visitor(cast.vera), windows.address)
    ask(anna, cast.plan.id)
    take_and_calculate(vera)
    address = open_for_customer(vera)
    dark = windows.open(PHONE, scheme="dark")
    dark.goto(address)
    background = "getComputedStyle(document.body).backgroundColor"
    assert dark.evaluate(background) == "rgb(23, 23, 23)"
    assert violations(dark) == []
    customer = windows.open(PHONE, scripts=False)
    move_and_keep(customer, address)
    vera.reload()
    expect(vera.locator("#figures")).to_contain_text("Version of the customer (Cora Finke)")
    with app.app_context():
        assert db.session.query(Scenario).one().changes == [{"flow": "flow-1", "amounts": [-2000]}]
