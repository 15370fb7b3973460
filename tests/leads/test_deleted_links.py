"""A lead stays when what has become of it is deleted, and is of it again once that comes back."""

import pytest
from flask import Flask

from tests.leads.sending import all_leads, one_lead
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

pytestmark = pytest.mark.databases("sqlite", "postgresql")

EISENWERK = {"company": "Eisenwerk Brühl AG", "email": "kauf@eisenwerk.example", "city": "Brühl"}


@pytest.fixture
def deal_id(app: Flask, cast: Cast, visitor: Visitors) -> int:
    """The number of a deal that a lead of Anna's customer has become."""
    lead_id = one_lead(app, cast, visitor(), **EISENWERK)
    page = visitor(cast.anna).visit(f"/leads/{lead_id}").click("A planned deal")
    form = page.form("lead-deal-form")
    form.fill(expected_on="2026-12-01", annual_value="50000", probability="40").submit()
    (lead,) = all_leads(app)
    assert lead.deal_id is not None
    return lead.deal_id


def undo_newest(person: Visitor, cast: Cast) -> Page:
    """Press the topmost button of the history that takes something back."""
    page = person.visit(f"/plans/{cast.plan.id}/history")
    return next(f for f in page.forms if f.element["action"].endswith("/undo")).submit()


def test_a_deal_comes_back_with_its_lead_and_goes_again_without_it(
    app: Flask, cast: Cast, visitor: Visitors, deal_id: int
) -> None:
    (before,) = all_leads(app)
    anna = visitor(cast.anna)
    deletion = anna.visit(f"/deals/{deal_id}/edit").form(f"delete-deals-{deal_id}")
    assert deletion.submit().status == 303
    (without,) = all_leads(app)
    assert (without.deal_id, without.company, without.email) == (None, before.company, before.email)
    for deal_then in (deal_id, None, deal_id):
        assert undo_newest(anna, cast).status == 303
        (lead,) = all_leads(app)
        assert (lead.deal_id, lead.status) == (deal_then, before.status)
