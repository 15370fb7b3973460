"""Stages: what is recorded, what is evident, and how a customer comes from one to the other."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.actions.plan import customers
from planner.contracts import actions as contracts
from planner.database import db
from planner.models import Customer, Person, Plan
from planner.models.kinds import Stage
from planner.planfiles import PlanFileRefused, read_plan_file
from planner.planfiles.exporting import export_document
from planner.planfiles.importing import import_document
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.plan_documents import plan_document, plan_file

KEY = "eisenwerk-bruehl-ag"
MANY = 40


def history_of(app: Flask, cast: Cast) -> list[tuple[str, str | None]]:
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        assert not customer.stage_history or customer.stage_history[-1].stage is customer.stage
        return [(move.stage.value, move.reason) for move in customer.stage_history]


@pytest.mark.databases("sqlite", "postgresql")
def test_a_customer_follows_the_evidence_with_one_click_and_can_be_brought_back(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.deal(
        app, cast, "Fleet", expected_on=TODAY, annual_value=Decimal(1), probability=Decimal(1)
    )
    anna = visitor(cast.anna)
    board = anna.visit("/customers").click("Stages")
    assert "Customer 1 Eisenwerk Brühl AG AB ⚠ Proposed: Prospect" in board.text
    page = anna.visit(f"/customers/{KEY}").click("Customer")
    assert "What is written down speaks for: Prospect" in page.text
    assert "Fleet · 15 Jun 2026" in page.links
    form = page.form("stage-form").fill(reason="The old contract is gone")
    moved = form.submit().follow()
    assert history_of(app, cast) == [("prospect", "The old contract is gone")]
    assert "Customer moved to another stage" in anna.visit(f"/plans/{cast.plan.id}/history").text

    again = anna.visit(f"/customers/{KEY}/stage").form("stage-form")
    refused = again.fill(stage="prospect").submit()
    assert refused.status == 422
    assert refused.errors == ["The customer is at this stage already."]
    late = anna.visit(f"/customers/{KEY}/stage").form("stage-form")
    late.fill(stage="former").tamper(seen="customer")
    assert late.submit().errors == ["Somebody has moved the customer since. Look again."]

    moved.press("Undo")
    assert history_of(app, cast) == []
    assert "Customer 1 Eisenwerk" in anna.visit("/stages?owner=own&text=brühl").text
    assert "Customer 0 Nobody" in anna.visit("/stages?text=nonsense&number=x").text
    assert visitor(cast.fritz).visit(f"/customers/{KEY}/stage").status == 404


@pytest.mark.databases("sqlite", "postgresql")
def test_the_head_of_a_plan_proposes_the_stage_and_one_click_follows_it(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    address, anna = f"/plans/{cast.plan.id}", visitor(cast.anna)
    assert "⚠ Proposed: Suspect" in anna.visit(address).text
    planned.deal(app, cast, expected_on=TODAY, annual_value=Decimal(1), probability=Decimal(1))
    page = anna.visit(address)
    assert "⚠ Proposed: Prospect" in page.text
    assert "⚠ Proposed: Prospect" in anna.visit(f"{address}/goals").text
    moved = page.press("⚠ Proposed: Prospect").follow()
    assert history_of(app, cast) == [("prospect", None)]
    assert "⚠" not in moved.element("facts").text
    back = moved.press("Undo").follow()
    assert history_of(app, cast) == []
    assert "⚠ Proposed: Prospect" in back.element("facts").text
    back.press("Undo")
    # `history_of` also looks whether the customer is at the stage of its last move.
    assert history_of(app, cast) == [("prospect", None)]


def test_who_may_not_move_a_customer_reads_what_is_proposed_and_has_no_button(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.deal(app, cast, expected_on=TODAY, annual_value=Decimal(1), probability=Decimal(1))
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}")
    assert "⚠ Proposed: Prospect" in page.element("facts").text
    assert not page.offers("⚠ Proposed: Prospect")


def test_the_head_of_a_plan_says_that_the_owner_does_not_fit(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        customer.stage, customer.owner_id = Stage.SUSPECT, cast.jo.id
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    assert "⚠ Owner" in page.element("facts").text
    assert page.click("⚠ Owner").heading == "Edit customer: Eisenwerk Brühl AG"
    assert "does not fit the stage" in visitor(cast.otto).visit(f"/plans/{cast.plan.id}").text


@pytest.mark.databases("sqlite", "postgresql")
def test_a_signature_makes_a_customer_at_once_and_says_so(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    page = anna.visit(f"/customers/{KEY}/stage")
    page.form("stage-form").fill(stage="prospect").submit()
    signed: dict[str, Any] = {"title": "Frame", "signed_on": TODAY}
    over = {"signed_on": TODAY - datetime.timedelta(900), "ends_on": TODAY - datetime.timedelta(9)}
    for values in ({**signed, **over}, {**signed, "signed_on": TODAY + datetime.timedelta(1)}):
        with app.app_context():
            customer = db.session.get_one(Customer, cast.customer.id)
            contracts.create(customer, values, by=db.session.get_one(Person, cast.anna.id))
            assert customer.stage == "prospect"
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        contracts.create(customer, signed, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    assert history_of(app, cast) == [("prospect", None), ("customer", "Frame")]
    shown = anna.visit(f"/customers/{KEY}/stage").text
    assert "Customer 15 Jun 2026, Anna Berg: Frame" in shown
    assert "Prospect 15 Jun 2026, Anna Berg" in shown


@pytest.mark.databases("sqlite", "postgresql")
def test_plan_files_bring_the_history_in_and_out(app: Flask) -> None:
    history = [
        {"stage": "suspect", "on": "2025-01-01"},
        {"stage": "prospect", "on": "2025-02-03", "reason": "They asked for an offer"},
    ]
    document = plan_document()
    person = document["people"][0]["key"]
    history.append({"stage": "customer", "on": "2025-05-06", "by": person})
    document["customer"] |= {"stage": "customer", "stage_history": history}
    with app.app_context():
        assert brought_in(document)["customer"]["stage_history"] == history
        # A file that tells nothing of the history leaves it, and one that tells of it has all.
        del document["customer"]["stage_history"]
        assert brought_in(document)["customer"]["stage_history"] == history
        document["customer"]["stage"] = "former"
        today = {"stage": "former", "on": TODAY.isoformat()}
        assert brought_in(document)["customer"]["stage_history"] == [*history, today]
        document["customer"] |= {"stage": "prospect", "stage_history": history[:2]}
        assert brought_in(document)["customer"]["stage_history"] == history[:2]
        document["customer"]["stage"] = "suspect"
        with pytest.raises(PlanFileRefused, match="stage_history/1/stage"):
            brought_in(document)


def brought_in(document: dict[str, Any]) -> dict[str, Any]:
    outcome = import_document(read_plan_file(plan_file(document), "a.json"), by=None)
    assert outcome.plan_id is not None
    db.session.expire_all()
    return export_document(db.session.get_one(Plan, outcome.plan_id))


@pytest.mark.databases("sqlite", "postgresql")
def test_the_board_shows_some_of_each_stage_with_as_many_statements_as_for_few(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    numbers = []
    for many in (0, MANY):
        with app.app_context():
            engine = db.engine
            anna = db.session.get_one(Person, cast.anna.id)
            names = [f"Kunde {number:03}" for number in range(many)]
            db.session.add_all(Customer(key=n.replace(" ", "-"), name=n, owner=anna) for n in names)
            db.session.commit()
        with counted(engine) as statements:
            page = visitor(cast.anna).visit("/stages?owner=own")
        numbers.append(len(statements))
    assert numbers[0] == numbers[1]
    assert f"Customer {MANY + 1}" in page.text
    assert "Kunde 013" in page.text
    assert "Kunde 014" not in page.text
    second = page.click("Next").text
    assert "Kunde 014" in second
    assert "My own customers" in second


def test_the_plan_of_a_day_says_which_stages_the_customer_had_come_through(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        customer = db.session.get_one(Customer, cast.customer.id)
        for days, stage in ((10, Stage.PROSPECT), (3, Stage.FORMER)):
            with clock.at(TODAY - datetime.timedelta(days=days)):
                customers.update(customer, {"stage": stage}, by=anna)
                db.session.commit()
    past = f"/plans/{cast.plan.id}/as-of?day={TODAY - datetime.timedelta(days=5)}"
    then = visitor(cast.anna).visit(past).element("past-stage_history").text
    assert "Stage: Prospect" in then
    assert "Anna Berg" in then
    assert "Former" not in then
    now = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/as-of?day={TODAY}")
    assert "Stage: Former" in now.element("past-stage_history").text
