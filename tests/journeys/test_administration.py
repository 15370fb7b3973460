"""The pages of administrators: all places in one line on a desk, numbers that a phone can show."""

import pytest
from flask import Flask

from tests.support.browsers.browser import Windows, let_in
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite")
PLACES = {
    "/organisation": "Organisation",
    "/organisation/logo": "Organisation",
    "/organisation/ages": "Ages",
    "/organisation/review-rhythms": "Reviews",
    "/organisation/thresholds": "Thresholds",
    "/lead-form-settings": "Leads",
    "/lead-rules": "Leads",
    "/people": "People",
    "/imports": "Changes",
}
A_NUMBER = 90
"""Pixels for each on a phone, with the heading of its rule: the drawing of 22 takes as many."""


@pytest.mark.parametrize(("address", "place"), PLACES.items())
def test_page_stands_in_one_place_of_the_administration(
    cast: Cast, visitor: Visitors, address: str, place: str
) -> None:
    links = visitor(cast.ada).visit(address).root.all("a", aria_current="true")
    assert [link.text for link in links] == [place]


def test_logo_and_rules_for_leads_are_a_click_from_the_place_they_belong_to(
    cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    assert ada.visit("/organisation").click("Logo").heading == "Logo"
    assert ada.visit("/lead-form-settings").click("Rules for leads").heading == "Rules for leads"
    assert ada.visit("/audit").click("Imports").heading == "Imports"


@pytest.mark.parametrize("language", ["en", "de"])
def test_all_places_have_room_beside_each_other_on_a_desk(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors, language: str
) -> None:
    page = windows.open((1440, 900), language=language)
    let_in(page, visitor(cast.ada), windows.address)
    page.goto("/organisation")
    assert page.locator(".tabs").evaluate("(bar) => bar.scrollWidth - bar.clientWidth") == 0


@pytest.mark.parametrize("language", ["en", "de"])
def test_thresholds_are_no_longer_on_a_phone_than_they_have_to_be(
    app: Flask, cast: Cast, windows: Windows, visitor: Visitors, language: str
) -> None:
    page = windows.open((360, 740), language=language)
    let_in(page, visitor(cast.ada), windows.address)
    page.goto("/organisation/thresholds")
    numbers = page.locator(".thresholds input").count()
    assert page.evaluate("document.documentElement.scrollHeight") <= A_NUMBER * numbers
