"""What is done about a contract names it: deals, activities and talks, and its development plan."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.contracts import actions as contracts
from planner.database import db
from planner.models import Activity, Contract, Conversation, Deal, Goal, Person, Plan
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


@pytest.fixture
def fleet(app: Flask, cast: Cast) -> int:
    """A contract that ends in the period after this one."""
    return planned.contract(
        app,
        cast,
        signed_on=datetime.date(2025, 1, 1),
        ends_on=datetime.date(2026, 10, 31),
        annual_value=Decimal(9000),
        field_id=cast.leasing.id,
    )


@pytest.mark.databases("sqlite", "postgresql")
def test_what_names_a_contract_is_work_on_it_whatever_its_field(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    anna, tab = visitor(cast.anna), f"/plans/{cast.plan.id}/renewals"
    assert "Nothing done yet" in anna.visit(tab).element("contracts").text
    form = anna.visit(f"/plans/{cast.plan.id}/deals/new").form("deal-form")
    form.fill(title="Fleet again", expected_on="2026-10-01", annual_value="9000", probability="60")
    form.fill(contract_id="Fleet").submit()
    shown = anna.visit(tab).element("contracts")
    assert "In work" in shown.text
    assert "Fleet again, 1 Oct 2026" in " ".join(shown.text.split())
    form = anna.visit(tab).menu("Fleet").click("Add an activity").form("activity-form")
    assert form["contract_id"] == str(fleet)
    form.fill(title="Ask for the kilometres").submit()
    topic = planned.talk(app, cast, "What they pay elsewhere")
    form = anna.visit(f"/conversations/{topic}/edit").form(f"conversation-form-{topic}")
    form.fill(contract_id="Fleet").submit()
    shown = anna.visit(tab).element("contracts")
    assert "Ask for the kilometres" in shown.text
    assert "What they pay elsewhere" in shown.text
    with app.app_context():
        for model in (Activity, Conversation, Deal):
            assert db.session.scalars(select(model.contract_id).where(model.contract_id > 0)).all()
        deal = db.session.scalars(select(Deal).where(Deal.title == "Fleet again")).one()
    assert "for the contract Fleet" in anna.visit(f"/deals/{deal.id}").text
    anna.visit(f"/contracts/{fleet}/edit").press("Delete this contract")
    with app.app_context():
        assert db.session.get_one(Deal, deal.id).contract_id is None


@pytest.mark.databases("sqlite", "postgresql")
def test_the_development_plan_starts_filled_in_now_or_in_the_next_period(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    anna, tab = visitor(cast.anna), f"/plans/{cast.plan.id}/renewals"
    form = anna.visit(tab).menu("Fleet").click("Development plan").form("development-form")
    assert (form["title"], form["annual_value"], form["ends_on"]) == ("Fleet", "9000", "2026-10-31")
    wrong = form.fill(annual_value="", probability="140").submit()
    assert (wrong.status, len(wrong.errors)) == (422, 2)
    page = wrong.form("development-form").fill(annual_value="12000", probability="70").submit()
    assert page.follow().status == 200
    with app.app_context():
        deal = db.session.scalars(select(Deal).where(Deal.contract_id == fleet)).one()
        assert (deal.plan_id, deal.annual_value) == (cast.plan.id, Decimal(12000))
        assert deal.goal is not None
        assert (deal.goal.target, deal.goal.due_on) == (Decimal(12000), datetime.date(2026, 10, 31))
        assert deal.field_id == cast.leasing.id

    form = anna.visit(tab).menu("Fleet").click("Development plan").form("development-form")
    form.fill(title="Trucks", in_next_period=True).submit()
    with app.app_context():
        goal = db.session.scalars(select(Goal).where(Goal.title == "Trucks")).one()
        first = db.session.get_one(Plan, cast.plan.id)
        assert goal.plan.starts_on == first.ends_on + datetime.timedelta(days=1)


def test_a_contract_that_was_terminated_meanwhile_is_not_developed(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    anna = visitor(cast.anna)
    address = f"/plans/{cast.plan.id}/contracts/{fleet}/development/new"
    form = anna.visit(address).form("development-form").fill(title="More of it")
    with app.app_context():
        given_up = {"terminated_on": DAY}
        by = db.session.get_one(Person, cast.tom.id)
        contracts.update(db.session.get_one(Contract, fleet), given_up, by=by)
        db.session.commit()
    answer = form.submit()
    assert (answer.status, answer.errors) == (422, ["This contract was terminated meanwhile."])
    assert answer.form("development-form")["title"] == "More of it"
    assert visitor(cast.otto).visit(address).status == 403
    assert visitor(cast.fritz).visit(address).status == 404
