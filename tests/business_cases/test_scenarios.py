"""Scenarios and what a case rests on."""

from decimal import Decimal

import pytest
from flask import Flask

from planner.business_cases import actions as business_cases
from planner.database import db
from planner.models import Assumption, BusinessCase, Contact, Customer, Person, Scenario
from tests.business_cases.calculating import calculated, flow_ids, it
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

BOTH = pytest.mark.databases("sqlite", "postgresql")


def scenario(app: Flask, cast: Cast, case: int) -> int:
    line = flow_ids(app, case)["Saving"]
    with app.app_context():
        made = business_cases.create_scenario(
            db.session.get_one(BusinessCase, case),
            {"title": "Less", "discount_rate": None},
            {line: {"factor": 0.5}},
            by=it(cast.anna),
        )
        db.session.commit()
        return made.id


def assumption(app: Flask, cast: Cast, case: int) -> int:
    with app.app_context():
        made = business_cases.add_assumption(
            db.session.get_one(BusinessCase, case), {"text": "Prices stay"}, by=it(cast.anna)
        )
        db.session.commit()
        return made.id


@BOTH
def test_a_scenario_changes_lines_by_a_factor_or_by_amounts_and_has_its_own_rate(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    lines = flow_ids(app, case)
    page = visitor(cast.jo).visit(f"/business-cases/{case}").click("Add a scenario")
    form = page.form("scenario-form").fill(
        title="Dearer",
        discount_rate="10",
        **{f"factor_{lines['Saving']}": "0.5", f"amount_{lines['Investment']}_0": "-50,000"},
    )
    shown = form.submit().follow()
    assert "Dearer" in shown.element("figures").text
    assert "10%" in shown.element("figures").text
    with app.app_context():
        made = db.session.query(Scenario).one()
        assert made.discount_rate == Decimal("0.1")
        assert made.changes == [
            {"flow": "flow-1", "amounts": [-50000]},
            {"flow": "flow-2", "factor": 0.5},
        ]
    page = shown.click("Dearer")
    assert "How they come about: Dearer" in page.text
    assert "− 50,000 + 4,000 ÷ 1.1" in page.element("figure-npv").text


@BOTH
def test_a_scenario_is_changed_and_deleted(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    identity, line = scenario(app, cast, case), flow_ids(app, case)["Saving"]
    tom = visitor(cast.tom)
    form = tom.visit(f"/scenarios/{identity}/edit").form(f"scenario-form-{identity}")
    assert form[f"factor_{line}"] == "0.5"
    form.fill(**{f"factor_{line}": ""}).submit()
    with app.app_context():
        assert db.session.get_one(Scenario, identity).changes == []
    page = tom.visit(f"/scenarios/{identity}/edit").press("Delete this scenario").follow()
    assert "Less" not in page.element("figures").text


def test_a_factor_and_amounts_of_one_line_are_refused(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    line = flow_ids(app, case)["Saving"]
    form = visitor(cast.tom).visit(f"/business-cases/{case}/scenarios/new").form("scenario-form")
    both = {f"factor_{line}": "2", f"amount_{line}_1": "5"}
    page = form.fill(title="Both", **both).submit()
    assert (page.status, page.errors) == (422, ["Write a factor or amounts, not both."])


def test_a_line_that_goes_is_no_longer_spoken_of(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    scenario(app, cast, case)
    line = flow_ids(app, case)["Saving"]
    page = visitor(cast.tom).visit(f"/business-cases/{case}/flows/edit")
    page.form(f"flows-form-{case}").fill(**{f"gone_{line}": "y"}).submit()
    with app.app_context():
        assert [each.changes for each in db.session.query(Scenario)] == [[]]


def test_an_unknown_scenario_is_not_there(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    assert visitor(cast.tom).visit(f"/business-cases/{case}?scenario=none").status == 404


@BOTH
def test_an_assumption_says_who_stands_behind_it_and_where_it_is_from(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        db.session.add(Contact(customer=customer, key="cfo", name="Cora Finke"))
        db.session.commit()
    page = visitor(cast.jo).visit(f"/business-cases/{case}").click("Add an assumption")
    form = page.form("assumption-form").fill(
        text="Diesel stays as dear",
        flow_id="Saving",
        contact_id="Cora Finke",
        source="Bills of 2025",
    )
    shown = form.submit().follow().element("assumptions").text
    assert "Diesel stays as dear" in shown
    assert "Saving" in shown
    assert "Cora Finke" in shown
    assert "Source: Bills of 2025" in shown
    assert "Nobody stands behind it" not in shown


@BOTH
def test_an_assumption_is_changed_and_deleted(app: Flask, cast: Cast, visitor: Visitors) -> None:
    case = calculated(app, cast)
    identity = assumption(app, cast, case)
    tom = visitor(cast.tom)
    assert "Nobody stands behind it" in tom.visit(f"/business-cases/{case}").text
    form = tom.visit(f"/assumptions/{identity}/edit").form(f"assumption-form-{identity}")
    form.fill(person_id="Anna Berg").submit()
    with app.app_context():
        person = db.session.get_one(Assumption, identity).person
        assert isinstance(person, Person)
        assert person.name == "Anna Berg"
    page = tom.visit(f"/assumptions/{identity}/edit").press("Delete this assumption").follow()
    assert "Nothing is written down yet" in page.element("assumptions").text


def test_whoever_only_reads_and_strangers_change_neither(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    case = calculated(app, cast)
    paths = (
        f"/scenarios/{scenario(app, cast, case)}/edit",
        f"/assumptions/{assumption(app, cast, case)}/edit",
    )
    for path in paths:
        assert visitor(cast.paul).visit(path).status == 403
        assert visitor(cast.fritz).visit(path).status == 404
