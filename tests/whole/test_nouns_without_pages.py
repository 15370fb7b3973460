"""Contracts, business cases and sponsor requests: what their cards give them before any page."""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from flask import Flask

from planner import clock
from planner.actions.errors import Refused
from planner.actions.history.row_json import identity_of
from planner.business_cases import actions as business_cases
from planner.contracts import actions as contracts
from planner.database import Base, db
from planner.models import BusinessCase, Contract, Customer, Person, Plan, SponsorRequest
from planner.models.kinds import SponsorReason
from planner.sponsor_requests import actions as sponsor_requests
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


def _contract(plan: Plan, by: Person) -> Contract:
    return contracts.create(plan.customer, {"title": "Fleet", "notice_days": 90}, by=by)


def _case(plan: Plan, by: Person) -> BusinessCase:
    values = {"title": "Renting", "discount_rate": Decimal("0.07")}
    return business_cases.create(plan, values, {"Cost": [-100, 20.5]}, by=by)


def _call(plan: Plan, by: Person) -> SponsorRequest:
    values = {"reason": SponsorReason.RETHINK, "briefing": "They buy elsewhere"}
    return sponsor_requests.create(plan, values, by=by)


class Kind(NamedTuple):
    """How one comes to be and changes, and what the history says of it."""

    model: type[Any]
    create: Callable[[Plan, Person], Base]
    update: Callable[..., None]
    values: dict[str, Any]
    added: str
    changed: str
    deleted: str
    back: str
    shown: str


KINDS = {
    "contracts": Kind(
        Contract,
        _contract,
        contracts.update,
        {"title": "Lorries"},
        added="Contract added: Fleet",
        changed="Contract changed: Lorries",
        deleted="Contract deleted: Fleet",
        back="Restore “Fleet” (Title)",
        shown="Fleet",
    ),
    "business_cases": Kind(
        BusinessCase,
        _case,
        business_cases.update,
        {"discount_rate": Decimal("0.09")},
        added="Business case added: Renting",
        changed="Business case changed: Renting",
        deleted="Business case deleted: Renting",
        back="Restore “7%” (Discount rate)",
        shown="Amounts by year: -100; 20.5",
    ),
    "sponsor_requests": Kind(
        SponsorRequest,
        _call,
        sponsor_requests.update,
        {"briefing": "They may leave"},
        added="Executive asked: Ada Admin",
        changed="Sponsor request changed: Ada Admin",
        deleted="Sponsor request deleted: Ada Admin",
        back="Restore “They buy elsewhere” (Briefing)",
        shown="They buy elsewhere",
    ),
}


def make(app: Flask, cast: Cast, table: str) -> int:
    """One that Anna makes on a day, and changes on the next."""
    kind = KINDS[table]
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        with clock.at(DAY):
            item = kind.create(plan, anna)
            db.session.commit()
        with clock.at(DAY + datetime.timedelta(days=1)):
            kind.update(item, kind.values, by=anna)
            db.session.commit()
        return identity_of(item)


def history(cast: Cast, visitor: Visitors, table: str, identity: int) -> Page:
    address = f"/plans/{cast.plan.id}/history?subject={table}&id={identity}"
    return visitor(cast.anna).visit(address)


@pytest.mark.parametrize("table", KINDS)
def test_the_history_tells_of_it_and_sets_it_back(
    app: Flask, cast: Cast, visitor: Visitors, table: str
) -> None:
    kind, identity = KINDS[table], make(app, cast, table)
    page = history(cast, visitor, table, identity)
    assert kind.added in page.text
    assert page.press(kind.back).status == 303
    with app.app_context():
        item = db.session.get_one(kind.model, identity)
        assert all(getattr(item, name) != value for name, value in kind.values.items())


@pytest.mark.parametrize("table", KINDS)
def test_adding_one_is_undone_and_done_again(
    app: Flask, cast: Cast, visitor: Visitors, table: str
) -> None:
    kind, identity = KINDS[table], make(app, cast, table)
    steps = (f"Undo: {kind.changed}", f"Undo: {kind.added}", f"Bring it back: {kind.deleted}")
    there = []
    for step in steps:
        assert history(cast, visitor, table, identity).press(step).status == 303, step
        with app.app_context():
            there.append(db.session.get(kind.model, identity) is not None)
    assert there == [True, False, True]


@pytest.mark.parametrize("table", KINDS)
def test_a_plan_as_of_a_day_shows_it_as_it_was(
    app: Flask, cast: Cast, visitor: Visitors, table: str
) -> None:
    make(app, cast, table)
    with clock.at(DAY + datetime.timedelta(days=2)):
        page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/as-of?day={DAY}")
    assert KINDS[table].shown in page.text


@pytest.mark.parametrize("table", KINDS)
def test_whoever_only_reads_the_plan_sets_nothing_back(
    app: Flask, cast: Cast, visitor: Visitors, table: str
) -> None:
    identity = make(app, cast, table)
    address = f"/plans/{cast.plan.id}/history?subject={table}&id={identity}"
    page = visitor(cast.otto).visit(address)
    assert (page.status, page.offers(KINDS[table].back)) == (200, False)


def test_a_contract_does_not_end_before_it_begins(app: Flask, cast: Cast) -> None:
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        anna = db.session.get_one(Person, cast.anna.id)
        contract = contracts.create(customer, {"title": "Fleet", "starts_on": DAY}, by=anna)
        with pytest.raises(Refused, match="The end must come after the start"):
            contracts.update(contract, {"ends_on": DAY}, by=anna)
