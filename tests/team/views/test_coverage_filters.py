"""What an address may ask of the lead's table."""

import pytest
from flask import Flask

from planner.models.kinds import Stage
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.stories import covered
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_customers_are_filtered_by_what_the_form_offers(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add(app, "Small one", cast.anna, cast, segment="Small", stage=Stage.PROSPECT)
    covered.add(app, "Northern one", cast.fritz, cast)
    covered.add(app, "Of nobody", None, cast)
    otto = visitor(cast.otto)
    everything = {"Eisenwerk Brühl AG", "Small one", "Northern one", "Of nobody"}
    for asked, expected in (
        ({"team": str(cast.south.id)}, {"Eisenwerk Brühl AG", "Small one"}),
        ({"team": "-"}, {"Of nobody"}),
        ({"region": "Hamburg"}, {"Northern one"}),
        ({"region": "-"}, {"Of nobody"}),
        ({"segment": "Small"}, {"Small one"}),
        ({"segment": "-"}, everything - {"Small one"}),
        ({"stage": "prospect"}, {"Small one"}),
        ({"field_id": str(cast.payments.id)}, {"Eisenwerk Brühl AG"}),
        ({"gap": "no_plan"}, everything - {"Eisenwerk Brühl AG"}),
        ({}, everything),
    ):
        page = otto.visit("/team").form("coverage-filter").fill(**asked).submit()
        shown = {name for name in everything if name in page.text}
        assert shown == expected, asked


NONSENSE = [
    ("team=99999", "Choose one of the list."),
    ("team=x", "Choose one of the list."),
    ("region=Atlantis", "Choose one of the list."),
    ("segment=None", "Choose one of the list."),
    ("stage=dinosaur", "Choose one of the list."),
    ("gap=everything", "Choose one of the list."),
    ("group=person", "Choose one of the list."),
    ("field_id=99999", "Choose one of the list."),
    ("days=0", "Write a number from 1 to 3650."),
    ("days=soon", "Write a whole number of days."),
    ("days=" + "9" * 40, "Write a number from 1 to 3650."),
]


def test_nonsense_in_the_address_is_told_at_its_field_and_left_out(
    cast: Cast, visitor: Visitors
) -> None:
    paul = visitor(cast.paul)
    for asked, said in NONSENSE:
        page = paul.visit(f"/team?{asked}")
        assert page.status == 200, asked
        assert said in " ".join(page.errors), asked
        assert "Eisenwerk Brühl AG" in page.text, asked


def test_page_beyond_the_end_leads_back(cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    for asked in ("page=7", "page=7&group=segment"):
        page = paul.visit(f"/team?{asked}")
        assert "There is no page 7" in page.text
        back = page.click("To the first page")
        assert "There is no page" not in back.text
    for nonsense in ("page=-3", "page=x", "page=0"):
        assert "Eisenwerk" in paul.visit(f"/team?{nonsense}").text
    assert paul.visit("/team?page=" + "9" * 40).status == 200


@pytest.mark.databases("sqlite", "postgresql")
def test_pages_follow_each_other_and_the_sums_are_over_all_of_them(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    covered.add_many(app, cast)
    paul = visitor(cast.paul)
    first = paul.visit("/team")
    assert first.html.count("Anna Berg, South") == 25
    second = first.click("More")
    assert second.html.count("Anna Berg, South") == 25
    total = f"{240_000 + sum(range(60)):,}"
    for page in (first, second, second.click("More")):
        assert total in page.element("total-EUR").text


def test_days_to_the_end_of_a_plan_are_chosen_like_those_without_a_talk(
    cast: Cast, visitor: Visitors
) -> None:
    paul = visitor(cast.paul)
    days = (cast.plan.ends_on - TODAY).days
    for soon, number in ((days - 1, 0), (days, 1)):
        page = paul.visit("/team").form("coverage-filter").fill(soon=str(soon)).submit()
        said = f"{number} Plan ends within {soon} days or has ended"
        assert page.has("gap-plan_ends") == bool(number)
        opened = page.click(said) if number else page.visitor.visit("/team?gap=plan_ends&soon=1")
        assert ("Eisenwerk" in opened.text) == bool(number)
        assert not number or opened.form("coverage-filter")["soon"] == str(soon)


def test_what_makes_no_sense_is_told_where_only_the_content_is_sent(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.paul).visit("/team?days=soon", htmx=True)
    assert page.errors == ["Write a whole number of days."]
    assert page.form("coverage-filter")["days"] == "soon", "nothing typed is lost"
