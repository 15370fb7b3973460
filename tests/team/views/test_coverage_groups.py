"""Customers added up by what they have in common, with a map of what is covered."""

import html
import json
import re
from typing import Any

from flask import Flask

from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories import covered
from tests.support.stories.cast import Cast


def test_groups_add_up_and_open_to_their_customers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Northern one", cast.fritz, cast)
    covered.add(app, "Of nobody", None, cast)
    otto = visitor(cast.otto)
    page = otto.visit("/team?group=team")
    assert "Northern one" not in page.text
    group = page.click("North")
    assert "Northern one" in group.text
    assert "Eisenwerk" not in group.text
    nobodys = page.click("No team")
    assert "Of nobody" in nobodys.text
    assert "Northern one" not in nobodys.text
    cell = page.click("Nobody there: Payments, South")
    assert "Eisenwerk" in cell.text
    assert "Northern" not in cell.text
    for group_by in ("region", "segment", "stage"):
        assert otto.visit(f"/team?group={group_by}").status == 200


def heat_maps(page: Page) -> list[dict[str, Any]]:
    """The values of the heat maps of the page."""
    found = re.findall(r'data-chart="heat"\s+data-values="([^"]*)"', page.html)
    return [json.loads(html.unescape(values)) for values in found]


def test_map_shows_the_share_of_the_potential_that_is_covered(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Southern one", cast.anna, cast)
    covered.add(app, "Northern one", cast.fritz, cast)
    (values,) = heat_maps(visitor(cast.otto).visit("/team?group=team"))
    assert values["columns"] == ["Insurance", "Leasing", "Payments"]
    assert values["rows"] == ["North", "South"]
    assert values["values"] == [[None, 0.0, None], [None, 0.96, 0.0]]  # 120,000 of 125,000
    assert values["texts"][1] == ["", "96%", "0%"]
    (own,) = heat_maps(visitor(cast.paul).visit("/team?group=team"))
    assert own["rows"] == ["South"]
    assert heat_maps(visitor(cast.paul).visit("/team")) == []


def test_two_currencies_have_sums_and_maps_of_their_own(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Swiss one", cast.anna, cast, currency="CHF", segment="Small")
    page = visitor(cast.paul).visit("/team?group=team")
    assert "240,000" in page.element("total-EUR").text
    assert "5,000" in page.element("total-CHF").text
    assert "245,000" not in page.text
    francs, euros = heat_maps(page)
    assert [francs["values"], euros["values"]] == [[[None, 0.0, None]], [[None, 1.0, 0.0]]]
    assert "Share of the potential where a specialist is there, in CHF" in page.text
    by_segment = visitor(cast.paul).visit("/team?group=segment")
    assert [one["rows"] for one in heat_maps(by_segment)] == [["Small"], ["No segment"]]
