"""Contracts on the page of a customer: entered in the trade's words, renewed, terminated."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.contracts import actions as contracts
from planner.database import db
from planner.models import Contract, Customer, Person
from planner.models.kinds import ContractParty, DealStatus, NoticeEnd, NoticeUnit, Renewal
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


def signed(app: Flask, cast: Cast, title: str = "Fleet", **values: Any) -> int:
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        anna = db.session.get_one(Person, cast.anna.id)
        terms = {"title": title, "signed_on": datetime.date(2025, 1, 1), **values}
        contract = contracts.create(customer, terms, by=anna)
        db.session.commit()
        return contract.id


def stored(title: str) -> Contract:
    return db.session.scalars(select(Contract).where(Contract.title == title)).one()


def test_one_that_is_signed_on_a_later_day_stands_in_the_list_until_then(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    to_come = signed(app, cast, title="Fleet", signed_on=DAY + datetime.timedelta(days=3))
    anna = visitor(cast.anna)
    page = anna.visit(f"/plans/{cast.plan.id}/renewals")
    shown = page.element("contracts").text
    assert "to be signed on 18 Jun 2026" in " ".join(shown.split())
    assert "No contract yet" not in shown
    assert anna.visit(f"/contracts/{to_come}").follow().has(f"contract-{to_come}")
    form = page.click("Fleet").form(f"contract-form-{to_come}").fill(signed_on="2026-06-15")
    assert "signed on 15 Jun 2026" in " ".join(
        form.submit().follow().element("contracts").text.split()
    )


@pytest.mark.databases("sqlite", "postgresql")
def test_terms_are_written_down_in_the_words_of_the_trade(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}/renewals").click("Add a contract")
    form = page.form("contract-form").fill(
        title="Kontokorrent",
        signed_on="2026-01-10",
        ends_on="2026-06-30",
        notice_count="3",
        notice_unit="months",
        notice_to="to the end of the quarter",
    )
    shown = form.submit().follow().element("contracts").text
    assert "notice 3 months to the end of the quarter" in shown
    assert "runs until notice is given" in shown
    # Three months before 30 September are over on 30 June, a Tuesday.
    assert "Last day for notice Tue 30 Jun 2026" in " ".join(shown.split())
    assert "value not known" in shown
    assert "and 1 contract whose value nobody has said" in shown
    with app.app_context():
        contract = stored("Kontokorrent")
        assert contract.notice_unit is NoticeUnit.MONTH
        assert contract.notice_to is NoticeEnd.END_OF_QUARTER


@pytest.mark.databases("sqlite", "postgresql")
def test_a_contract_is_changed_terminated_and_deleted(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = signed(app, cast, ends_on=datetime.date(2026, 12, 31), notice_days=90)
    anna = visitor(cast.anna)
    form = anna.visit(f"/contracts/{identity}/edit").form(f"contract-form-{identity}")
    assert (form["notice_count"], form["notice_unit"]) == ("90", "day")
    shown = form.fill(annual_value="1,200").submit().follow().element("contracts").text
    assert "1,200" in shown
    assert "notice 90 days to the end of the term" in shown

    form = anna.visit(f"/contracts/{identity}/termination/edit").form(
        f"termination-form-{identity}"
    )
    assert form["terminated_on"] == "2026-06-15"
    form.fill(terminated_by="The customer", termination_reason="Another bank")
    shown = form.submit().follow().element("contracts").text
    assert "Notice arrived on 15 Jun 2026 (The customer), last day 31 Dec 2026" in shown
    assert "Another bank" in shown
    with app.app_context():
        contract = stored("Fleet")
        assert (contract.notice_days, contract.notice_count) == (None, 90)
        assert contract.terminated_by is ContractParty.CUSTOMER

    page = anna.visit(f"/contracts/{identity}/edit").press("Delete this contract").follow()
    assert "No contract yet" in page.element("contracts").text


def test_what_cannot_hold_is_refused_at_its_input(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    good = {"title": "Fleet", "signed_on": "2026-01-01", "starts_on": "2026-01-01"}
    wrong: list[tuple[dict[str, str], str, str]] = [
        ({"ends_on": "2025-12-31"}, "ends_on", "The end must come after the start."),
        ({"renewal": "by itself, unless notice is given"}, "renewal", "Say when its first term"),
        (
            {
                "ends_on": "2026-12-31",
                "notice_count": "1",
                "notice_to": "to the end of the month",
                "renewal": "by itself, unless notice is given",
            },
            "renewal",
            "With such a notice the contract runs until notice is given.",
        ),
        ({"renewal_months": "6"}, "renewal_months", "Only a contract with an end"),
        ({"notice_count": "1.5"}, "notice_count", "Write a whole number."),
    ]
    for typed, field, said in wrong:
        page = anna.visit(f"/customers/{cast.customer.key}/contracts/new")
        answer = page.form("contract-form").fill(**good, **typed).submit()
        assert (answer.status, len(answer.errors)) == (422, 1), typed
        assert said in answer.errors[0], field
        assert said in answer.element(f"contract-form-{field}-error").text
        assert answer.form("contract-form")["title"] == "Fleet"

    first = signed(app, cast, "First")
    second = signed(app, cast, "Second", renews_id=first)
    form = anna.visit(f"/contracts/{first}/edit").form(f"contract-form-{first}")
    answer = form.fill(renews_id="Second").submit()
    assert answer.errors == ["These contracts would renew each other."]
    form = anna.visit(f"/contracts/{second}/termination/edit").form(f"termination-form-{second}")
    answer = form.fill(terminated_on="2024-12-31").submit()
    assert answer.errors == ["A contract is not terminated before it is signed."]
    form = anna.visit(f"/contracts/{second}/termination/edit").form(f"termination-form-{second}")
    assert form.fill(terminated_on="", terminated_to="2026-07-01").submit().errors == [
        "Say when the notice arrived."
    ]


def test_a_contract_is_renewed_for_as_long_again(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = signed(
        app,
        cast,
        starts_on=datetime.date(2025, 1, 1),
        ends_on=datetime.date(2026, 6, 30),
        annual_value=Decimal(9000),
        renewal=Renewal.BY_AGREEMENT,
    )
    page = visitor(cast.anna).visit(f"/contracts/{identity}").click("Renew")
    form = page.form("contract-form")
    assert (form["starts_on"], form["ends_on"]) == ("2026-07-01", "2027-12-28")
    shown = form.fill(title="Fleet, second term").submit().follow().element("contracts")
    first, second = shown.all("article")
    assert "Fleet, second term" in first.text
    assert "renews Fleet" in first.text
    assert "Renewed" in second.text
    with app.app_context():
        assert stored("Fleet, second term").renews_id == identity


def test_what_is_late_is_said_with_why_and_who_only_reads_changes_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    signed(app, cast, ends_on=datetime.date(2026, 7, 31))
    shown = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/renewals").element("contracts")
    assert "At risk" in shown.text
    assert "The decision day is past, and nobody works on the renewal." in shown.text
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/renewals")
    assert "Nothing done yet" in page.element("contracts").text
    assert not page.offers("Add a contract")
    assert visitor(cast.otto).visit(f"/customers/{cast.customer.key}/contracts/new").status == 403


def test_a_won_deal_becomes_a_contract(app: Flask, cast: Cast, visitor: Visitors) -> None:
    deal = planned.deal(
        app,
        cast,
        "Leasing frame contract",
        expected_on=DAY,
        annual_value=Decimal(120_000),
        probability=Decimal(1),
        status=DealStatus.WON,
        decided_on=datetime.date(2026, 6, 1),
        field_id=cast.leasing.id,
    )
    page = visitor(cast.anna).visit(f"/deals/{deal}").click("Record the contract")
    form = page.form("contract-form")
    assert (form["title"], form["signed_on"]) == ("Leasing frame contract", "2026-06-01")
    assert form["annual_value"] == "120000"
    assert "Leasing" in form.submit().follow().element("contracts").text


@pytest.mark.databases("sqlite", "postgresql")
def test_a_row_shows_what_is_due_and_its_menu_the_rest(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = signed(app, cast, ends_on=datetime.date(2026, 7, 31))
    anna, address = visitor(cast.anna), f"/contracts/{identity}"
    row = anna.visit(f"/plans/{cast.plan.id}/renewals").element(f"contract-{identity}")
    assert [link.text for link in row.all("a")] == ["Fleet", "Activity", ""]
    menu = anna.visit(f"/plans/{cast.plan.id}/renewals").menu("Fleet").text
    for said in ("Add an activity", "Development plan", "Renew", "Terminate", "Edit", "History"):
        assert said in menu
    assert "At risk" in anna.visit(address).text
    page = visitor(cast.otto).visit(address)
    assert "Nothing done yet" in page.text
    assert not page.offers("Renew")
    assert visitor(cast.fritz).visit(address).status == 404
