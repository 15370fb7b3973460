"""With the mouse on the board of stages, and with two keys through the work list."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from planner.actions.plan import customers, plans
from planner.database import db
from planner.models import Customer, Person
from planner.models.kinds import Mode, Stage
from tests.conftest import TODAY
from tests.support.browsers.browser import PHONE, Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

WIDE = (1440, 900)  # so that the box of the search stands in the head
pytestmark = pytest.mark.databases("sqlite")


def test_a_customer_is_dragged_to_another_stage_and_brought_back(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/stages")
    card = page.locator(f"#customer-{cast.customer.id}")
    prospects = page.locator("[data-stage=prospect]")
    card.drag_to(prospects)
    expect(prospects).to_contain_text(cast.customer.name)
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        assert customer.stage is Stage.PROSPECT
        assert [move.stage for move in customer.stage_history] == [Stage.PROSPECT]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-stage=customer]")).to_contain_text(cast.customer.name)


def test_what_is_dropped_where_it_was_stays(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    page = windows.open()
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/stages")
    column = page.locator("[data-stage=customer]")
    page.locator(f"#customer-{cast.customer.id}").drag_to(column)
    expect(column).to_contain_text(cast.customer.name)
    with app.app_context():
        assert db.session.get_one(Customer, cast.customer.id).stage_history == []


def test_j_and_k_lead_through_the_work_list_but_not_while_one_types(
    app: Flask, cast: Cast, visitor: Visitors, windows: Windows
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        for name in ("Aalto GmbH", "Zorn AG"):
            values = {"name": name, "owner": anna, "owner_id": anna.id}
            customer = customers.create(values, by=anna)
            period = {"starts_on": TODAY, "ends_on": plans.year_from(TODAY), "mode": Mode.CO_CARE}
            plans.create(customer, period, by=anna)
        db.session.commit()
    page = windows.open(WIDE)
    let_in(page, visitor(cast.anna), windows.address)
    page.goto("/work-list")
    turn, place = page.locator("#turn-heading"), page.locator(".turn header .muted")
    first = turn.inner_text()
    page.keyboard.press("j")
    expect(turn).not_to_have_text(first)
    expect(place).to_contain_text("2 of")
    page.keyboard.press("k")
    expect(turn).to_have_text(first)
    page.locator("#search-text").click()
    page.keyboard.press("j")
    expect(place).to_contain_text("1 of")
    phone = windows.open(PHONE)
    let_in(phone, visitor(cast.anna), windows.address)
    phone.goto("/work-list")
    expect(phone.locator("#turn-after kbd")).not_to_be_visible()
