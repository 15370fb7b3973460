"""Share of wallet and whitespace: fields by units, and how the shares came about."""

from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.database import db
from planner.models import Plan, Potential
from planner.planfiles import read_plan_file
from planner.planfiles.exporting import export_document
from planner.planfiles.importing import import_document
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast
from tests.support.stories.plan_documents import plan_document, plan_file

KEY = "eisenwerk-bruehl-ag"


@pytest.mark.databases("sqlite", "postgresql")
def test_a_screened_cell_says_what_is_ours_and_opens_into_a_deal(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    new = anna.visit(f"/customers/{KEY}/potentials/new").form("potential-form")
    said = {"field_id": "Insurance", "annual_value": "50000", "share_of_wallet": "30"}
    too_much = new.fill(**said, unit="Werk Süd", competitors="Nordbank 60 %\nSüdbank 20%").submit()
    assert too_much.status == 422
    assert too_much.errors == [
        "Our share and those of the competitors come to more than 100 percent."
    ]
    again = too_much.form("potential-form")
    assert again["competitors"] == "Nordbank 60 %\nSüdbank 20%"
    again.fill(competitors="Südbank 20%\nNordbank: 40,5 %\nVolksbank").submit()

    tab = anna.visit(f"/plans/{cast.plan.id}/value")
    page = tab.click("Share of wallet and where there is room")
    whitespace = page.element("whitespace").text
    assert "50,000 € ours 15,000 € (30%) Nordbank Untouched" in whitespace
    assert "Werk Süd" in whitespace
    # Of the others, 240,000 a year, nobody knows how much is ours.
    assert "290,000 € a year ours 15,000 € (30%) with others 35,000 €" in whitespace
    assert "not known 240,000 €" in whitespace
    deal = anna.visit(page.links["Plan a deal: Insurance"]).form("deal-form")
    assert deal["title"] == "Insurance, Werk Süd"
    question = anna.visit(page.links["Ask a question: Insurance"]).form("question-form")
    assert question["text"] == "What does the customer buy of Insurance, and from whom?"
    deal.fill(expected_on=TODAY.isoformat(), annual_value="1000", probability="50").submit()
    pursued = anna.visit(f"/plans/{cast.plan.id}/wallet")
    assert "A deal is planned" in pursued.element("whitespace").text

    with app.app_context():
        newest = db.select(Potential.id).order_by(Potential.id.desc())
        identity = db.session.scalars(newest).first()
    with clock.at(TODAY.replace(year=TODAY.year + 2)):
        edit = anna.visit(f"/potentials/{identity}/edit").form(f"potential-form-{identity}")
        edit.fill(share_of_wallet="55", competitors="", screened_on="2028-06-01").submit()
        later = anna.visit(f"/plans/{cast.plan.id}/wallet")
    assert "⚠ screened" in later.element("whitespace").text
    assert "Insurance, Werk Süd 30% 55%" in later.element("shares-table").text
    assert "Nordbank 40.5%" in anna.visit(f"/plans/{cast.plan.id}/history").text
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/wallet").status == 404


@pytest.mark.databases("sqlite", "postgresql")
def test_plan_files_bring_units_and_competitors_in_and_out(app: Flask) -> None:
    competitors: list[dict[str, Any]] = [{"name": "Nordbank", "share": 0.25}, {"name": "Südbank"}]
    document = plan_document()
    document["potentials"][0] |= {"unit": "Werk Süd", "competitors": competitors}
    with app.app_context():
        outcome = import_document(read_plan_file(plan_file(document), "a.json"), by=None)
        assert outcome.plan_id is not None
        written = export_document(db.session.get_one(Plan, outcome.plan_id))
        assert written["potentials"][0]["unit"] == "Werk Süd"
        assert written["potentials"][0]["competitors"] == competitors
