"""Forms in a real browser: in the sheet, and on a page of their own."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import select

from planner.database import db
from planner.models import Contact
from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def jo(windows: Windows, address: str, visitor: Visitors, cast: Cast) -> Page:
    page = windows.open((1280, 900))
    let_in(page, visitor(cast.jo), address)
    page.on("dialog", lambda asked: asked.accept())
    return page


def test_a_potential_is_deleted_by_clicking_where_it_stands(cast: Cast, jo: Page) -> None:
    jo.goto(f"/plans/{cast.plan.id}/whole")
    potentials = jo.locator("#potentials")
    potentials.get_by_role("link", name="Leasing", exact=True).click()
    jo.locator("#sheet").get_by_role("button", name="Delete this potential").click()
    expect(potentials.get_by_role("article")).to_have_count(1)
    expect(potentials).not_to_contain_text("Leasing")
    expect(jo.locator("#sheet")).not_to_be_visible()


def test_who_saves_on_a_page_of_its_own_is_led_to_the_list(
    app: Flask, cast: Cast, visitor: Visitors, jo: Page
) -> None:
    new = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/contacts/new")
    new.form("contact-form").fill(name="Dr. Kolbe").submit()
    jo.goto("/contacts/1/edit")
    jo.get_by_label("Function").fill("Board")
    jo.get_by_role("button", name="Save").click()
    expect(jo).to_have_url(re.compile(r"/plans/\d+/people#contacts$"))
    expect(jo.locator("#contacts")).to_contain_text("Board")
    with app.app_context():
        assert db.session.scalars(select(Contact.function)).all() == ["Board"]


def test_with_the_customer_follows_the_kind_until_somebody_says_so(cast: Cast, jo: Page) -> None:
    jo.goto(f"/plans/{cast.plan.id}/whole")
    jo.locator("#activities").get_by_role("link", name="Add an activity").click()
    form = jo.locator("#activity-form")
    box, kind = form.get_by_label("With the customer"), form.get_by_label("Kind")
    expect(box).to_be_checked()
    kind.select_option("Internal")
    expect(box).not_to_be_checked()
    kind.select_option("Call")
    expect(box).to_be_checked()
    box.uncheck()
    kind.select_option("Workshop")
    expect(box).not_to_be_checked()
