"""A preview of other thresholds in the browser: it goes on by itself until all plans are seen."""

import pytest
from playwright.sync_api import Page, expect

from planner.administration.queries import threshold_previews
from tests.support.browsers.axe import violations
from tests.support.stories.cast import PASSWORD, Cast

pytestmark = pytest.mark.databases("sqlite")


def test_many_plans_are_looked_at_one_part_after_the_other_beside_the_table_without_a_click(
    cast: Cast, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threshold_previews, "AT_ONCE", 1)
    page.goto("/sign-in?next=/organisation/thresholds")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("[name=generalist_silent_plan_days]").fill("365")
    page.locator("[name=no_ideas_count]").focus()
    expect(page.locator("#next-plans")).to_have_count(0)
    expect(page.locator("#moves")).to_have_text(
        "1 plan would move from Neanderthal age to Bronze age."
    )
    assert violations(page) == []
    expect(page.locator("[name=generalist_silent_plan_days]")).to_have_value("365")
    page.get_by_role("button", name="Save 1 change").click()
    expect(page.locator("#settings-history")).to_contain_text("30 days → 365 days")
