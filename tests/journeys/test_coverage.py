"""From the worst gap of a team over the cell and the customer to a planned activity."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.browsers import axe
from tests.support.browsers.browser import DESKTOP, PHONE, Windows
from tests.support.stories.somebody import Somebody
from tests.support.telling import speaker

CUSTOMER = "Eisenwerk Brühl AG"
MOST_STEPS = 4


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


class Steps:
    """What somebody does with a finger or a mouse, counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taken = 0

    def click(self, link: Locator) -> None:
        expect(link).to_be_in_viewport()
        link.click()
        self.taken += 1


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("cast")
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
    steps = Steps(page)
    steps.click(page.locator("#worst-gaps .worst-gap > a").first)  # seen without scrolling
    expect(page.locator("#state")).to_contain_text(say("Nobody there"))
    assert fits(page)
    steps.click(page.get_by_role("link", name=say("To the customer"), exact=True))
    expect(paul.heading(CUSTOMER)).to_be_visible()
    page.go_back()
    steps.click(page.get_by_role("link", name=say("Add an activity")))
    form = page.locator("#activity-form")
    expect(form.locator("[name=field_id] option:checked")).to_have_text("Payments")
    form.locator("[name=title]").fill("Bring in somebody for Payments")
    form.locator("[name=due_on]").fill("2026-06-20")
    paul.save("#activity-form")
    expect(paul.heading(CUSTOMER)).to_be_visible()
    paul.sees("Bring in somebody for Payments", "#activities")
    assert steps.taken <= MOST_STEPS


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("cast")
def test_groups_have_a_map_that_is_drawn_when_they_are_asked_for(windows: Windows) -> None:
    paul = Somebody(windows.open(PHONE), speaker("en"))
    paul.sign_in("paul@example.org")
    paul.go_to("Team")
    page = paul.page
    choose(page, "group", "team")
    expect(page.locator("#coverage .chart-heat canvas").first).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="As a table").click()
    expect(page.locator("#groups-table")).to_be_in_viewport()
    assert axe.violations(page) == []


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("cast")
def test_filter_changes_the_table_and_the_address_in_place(windows: Windows) -> None:
    paul = Somebody(windows.open(), speaker("en"))
    paul.sign_in("paul@example.org")
    paul.go_to("Team")
    page = paul.page
    choose(page, "stage", "suspect")
    expect(page.locator("#coverage")).to_contain_text("No customer found")
    assert "stage=suspect" in page.url
    expect(page.locator(".filter-body")).to_be_hidden()
    page.get_by_role("link", name="Remove: Stage: Suspect").click()
    expect(page.locator("#customer-eisenwerk-bruehl-ag")).to_be_visible()
    choose(page, "group", "team")
    expect(page.locator("#groups-heading")).to_have_text("Added up by team")
    page.locator("#coverage").get_by_role("link", name="South", exact=True).click()
    expect(page.locator("#customer-eisenwerk-bruehl-ag")).to_be_visible()


def choose(page: Page, name: str, value: str) -> None:
    """In the menu of filters."""
    page.locator(".filter-menu > summary").click()
    page.locator(f".filter-body [name={name}]").select_option(value)
    page.locator(".filter-body button").click()


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("cast")
def test_charts_are_brought_by_the_filter_that_asks_for_one(windows: Windows) -> None:
    paul = Somebody(windows.open(DESKTOP, language="en"), speaker("en"))
    page = paul.page
    paul.sign_in("paul@example.org")
    paul.go_to("Team")
    expect(page.locator("script[src*=echarts]")).to_have_count(0)
    page.locator("#coverage-filter summary").click()
    page.locator("#coverage-filter [name=group]").select_option("team")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("[data-chart=heat] canvas").first).to_be_visible()
