"""A cell of the lead's table: what it is made of, and the way back."""

import datetime
from decimal import Decimal

from flask import Flask

from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.stories import covered, planned
from tests.support.stories.cast import Cast


def test_cell_says_its_state_with_a_word_and_opens_to_what_it_is_made_of(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    due = TODAY + datetime.timedelta(days=3)
    planned.deal(
        app,
        cast,
        field_id=cast.leasing.id,
        annual_value=Decimal(60_000),
        probability=Decimal("0.5"),
        expected_on=due,
    )
    planned.activity(app, cast, "Show the offer", field_id=cast.leasing.id, due_on=due)
    page = visitor(cast.paul).visit("/team")
    row = page.element("customer-eisenwerk-bruehl-ag")
    cells = {a["aria-label"].partition(",")[0]: a for a in row.all("a") if a["aria-label"]}
    begun = cells["Begun: Leasing"]
    assert begun.text == "120 JK", "the potential in thousands, and who works on it"
    assert all(told in begun["title"] for told in ("Begun.", "Jo Kilian", "1 deal: 60,000"))
    assert cells["Nobody there: Payments"].text == "⚠ 120"
    cell = page.click("Begun: Leasing, Eisenwerk Brühl AG, 120 JK")
    assert "No talk about the field has been noted yet." in cell.text
    assert "Show the offer" in cell.element("next-activities").text
    assert "60,000" in cell.element("planned-deals").text
    assert "Jo Kilian" in cell.element("specialists").text
    assert "120,000" in cell.element("potential").text


def test_cell_that_nothing_is_known_of_says_so(cast: Cast, visitor: Visitors) -> None:
    cell = visitor(cast.otto).visit(covered.CELL.format(cast.insurance.id))
    assert cell.status == 200
    assert "No potential is entered for the field." in cell.text
    assert visitor(cast.otto).visit(covered.CELL.format(99_999)).status == 404
    assert visitor(cast.otto).visit(covered.CELL.format(10**30)).status == 404


def test_lead_is_offered_what_a_lead_may_do(app: Flask, cast: Cast, visitor: Visitors) -> None:
    cell = visitor(cast.paul).visit(covered.CELL.format(cast.payments.id))
    assert "no specialist of the field is on the plan" in cell.text
    assert "Add an activity" in cell.links
    assert "Invite somebody to the plan" not in cell.links  # members invite
    planned.close(app, cast)
    cell = visitor(cast.paul).visit(covered.CELL.format(cast.payments.id))
    assert "no plan for the customer" in cell.text
    assert "Begin a plan" in cell.links


def test_days_without_a_talk_are_kept_on_the_way_to_the_cell(cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.paul).visit("/team?days=7")
    assert "No contact for 7 days" in page.text
    address = page.links["Quiet: Leasing, Eisenwerk Brühl AG, 120 JK"]
    assert address.endswith("days=7")
    assert visitor(cast.paul).visit(covered.CELL.format(cast.leasing.id) + "?days=x").status == 200


def test_the_way_back_leads_to_the_same_table(cast: Cast, visitor: Visitors) -> None:
    """Also where only one field was looked at, and the cell is of that field."""
    asked = {"field_id": str(cast.payments.id), "days": "7", "soon": "300", "stage": "customer"}
    paul = visitor(cast.paul)
    page = paul.visit("/team").form("coverage-filter").fill(**asked).submit()
    cell = page.click("Nobody there: Payments, Eisenwerk Brühl AG, 120")
    assert cell.links["To the coverage"].endswith("#customer-eisenwerk-bruehl-ag")
    form = cell.click("To the coverage").form("coverage-filter")
    assert {name: form[name] for name in asked} == asked
    alone = paul.visit(covered.CELL.format(cast.payments.id))
    assert alone.links["To the coverage"] == "/team#customer-eisenwerk-bruehl-ag"


def test_a_field_renamed_in_mid_year_keeps_all_that_is_known_of_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.deal(
        app,
        cast,
        field_id=cast.leasing.id,
        annual_value=Decimal(60_000),
        probability=Decimal("0.5"),
        expected_on=TODAY,
    )
    paul = visitor(cast.paul)
    before = paul.visit("/team").element("customer-eisenwerk-bruehl-ag").text
    edit = visitor(cast.ada).visit(f"/fields/{cast.leasing.id}")
    edit.form_of("Save").fill(name="Asset finance").submit()
    page = paul.visit("/team")
    assert page.element("customer-eisenwerk-bruehl-ag").text == before
    cell = page.click("Quiet: Asset finance, Eisenwerk Brühl AG, 120 JK")
    assert "60,000" in cell.element("planned-deals").text
    assert "Leasing" not in page.form("coverage-filter").element.text
