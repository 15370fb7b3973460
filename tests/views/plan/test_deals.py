"""Planned deals on their line of months."""

import datetime
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.models import Deal, Event, EventType, Person
from planner.models.kinds import CauseKind, DealStatus
from planner.queries.plan import activities, deals as queries
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)
GOOD = {
    "title": "Leasing frame contract",
    "expected_on": "2026-09-30",
    "annual_value": "120,000",
    "probability": "60",
}


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


def leasing(app: Flask, cast: Cast, title: str = "Leasing frame contract", **more: Any) -> int:
    values = {
        "expected_on": datetime.date(2026, 9, 30),
        "annual_value": Decimal(120_000),
        "probability": Decimal("0.6"),
        **more,
    }
    return planned.deal(app, cast, title, **values)


def test_member_plans_a_deal(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/goals").click("Add a deal")
    page = page.form("deal-form").fill(**GOOD, field_id="Leasing").submit().follow()

    with app.app_context():
        deal = db.session.scalars(select(Deal)).one()
        assert (deal.annual_value, deal.probability) == (Decimal(120_000), Decimal("0.6"))
        assert deal.status is DealStatus.PLANNED
    shown = page.element("deals").text
    assert "September 2026" in shown
    assert "weighted 72,000" in shown
    assert "No activity is aimed at this deal yet." in shown


@pytest.mark.parametrize(
    ("entered", "complaints"),
    [({"status": "Lost"}, 2), ({"status": "Moved", "cause": "Budget"}, 1)],
)
def test_who_loses_or_moves_a_deal_says_why(
    app: Flask, cast: Cast, visitor: Visitors, entered: dict[str, str], complaints: int
) -> None:
    deal_id = planned.deal(
        app, cast, "Frame", expected_on=clock.today(), annual_value=1, probability=1
    )
    form = visitor(cast.anna).visit(f"/deals/{deal_id}/edit").form(f"deal-form-{deal_id}")
    page = form.fill(**entered).submit()
    assert page.status == 422
    assert page.errors == ["Say why: a deal that is lost or moved has a cause."] * complaints


@pytest.mark.databases("sqlite", "postgresql")
def test_numbers_are_read_and_shown_in_german(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna, language="de").visit(f"/plans/{cast.plan.id}/deals/new")
    form = page.form("deal-form").fill(**GOOD)
    form.fill(annual_value="120.000,50", probability="62,5", expected_on="30.9.2026").submit()
    with app.app_context():
        deal = db.session.scalars(select(Deal)).one()
        assert (deal.annual_value, deal.probability) == (Decimal("120000.5"), Decimal("0.625"))
    page = visitor(cast.anna, language="de").visit(f"/deals/{deal.id}/edit")
    form = page.form(f"deal-form-{deal.id}")
    assert (form["annual_value"], form["probability"]) == ("120000,5", "62,5")


@pytest.mark.parametrize(
    ("entered", "complaints"),
    [
        ({"title": ""}, ["Fill this in."]),
        ({"title": "x" * 201}, ["Use at most 200 characters."]),
        ({"expected_on": ""}, ["Choose a day."]),
        ({"expected_on": "2026-02-30"}, ["There is no such day."]),
        ({"annual_value": "-5"}, ["Write a number from 0 to 999,999,999,999,999."]),
        ({"annual_value": "much"}, ["This is not a number."]),
        ({"probability": "101"}, ["Write a share from 0 to 100 percent."]),
    ],
)
def test_bad_input_is_refused_at_its_field(
    cast: Cast, visitor: Visitors, entered: dict[str, str], complaints: list[str]
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/deals/new")
    page = page.form("deal-form").fill(**{**GOOD, **entered}).submit(htmx=True)

    assert page.status == 422
    assert page.headers["HX-Retarget"] == "#deal-form"
    assert len(page.errors) == len(complaints)
    assert all(said in error for said, error in zip(complaints, page.errors, strict=True))
    name, typed = next(iter(entered.items()))
    if name != "status":
        assert page.form("deal-form")[name] == typed


def test_lost_deal_keeps_its_cause_and_leaves_the_months(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = leasing(app, cast)
    page = (
        visitor(cast.anna)
        .visit(f"/plans/{cast.plan.id}/goals")
        .menu("Leasing frame contract")
        .click("Edit")
    )
    form = page.form(f"deal-form-{identity}").fill(status="Lost", cause_kind="Ours", cause="Late")
    page = form.submit().follow()

    with app.app_context():
        deal = db.session.get_one(Deal, identity)
        assert (deal.status, deal.cause_kind, deal.decided_on) == (
            DealStatus.LOST,
            CauseKind.OURS,
            DAY,
        )
        event = db.session.scalars(select(Event).where(Event.type == EventType.DEAL_UPDATED)).one()
        assert event.changes["status"] == ["planned", "lost"]
    folded = page.element("deals").all("details")[0].text
    assert "1 won, lost or moved" in folded
    assert "Ours: Late" in folded
    assert "September 2026" not in page.element("deals").text


@pytest.mark.databases("sqlite", "postgresql")
def test_only_members_change_deals(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = leasing(app, cast)
    page = visitor(cast.anna).visit(f"/deals/{identity}/edit")
    change, delete = page.form(f"deal-form-{identity}"), page.form_of("Delete this deal")
    add = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/deals/new").form("deal-form")
    add.fill(**GOOD)
    for person, status in ((cast.paul, 403), (cast.otto, 403), (cast.mira, 404), (cast.fritz, 404)):
        somebody = visitor(person)
        for form in (add, change, delete):
            assert form.sent_by(somebody).status == status
        assert somebody.visit(f"/deals/{identity}/edit").status == status
    assert visitor(cast.paul).visit(f"/deals/{identity}").status == 200
    assert visitor(cast.fritz).visit(f"/deals/{identity}").status == 404

    assert delete.submit().status == 303
    with app.app_context():
        assert db.session.scalars(select(Deal)).all() == []


def test_form_sent_twice_plans_one_deal(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/deals/new").form("deal-form")
    form.fill(**GOOD)
    assert [form.submit().status, form.submit().status] == [303, 303]
    with app.app_context():
        assert len(db.session.scalars(select(Deal)).all()) == 1


def test_hint_leads_to_an_activity_that_is_aimed_at_the_deal(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = leasing(app, cast)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/goals")
    page = page.click("Add one for Leasing frame contract")
    form = page.form("activity-form")
    assert form["deal_id"] == str(identity)
    page = form.fill(title="Show the figures").submit().follow()
    assert "Show the figures" in page.element("activities").text
    deal = page.visitor.visit(f"/plans/{cast.plan.id}/goals").element(f"deal-{identity}").text
    assert "Show the figures" in deal
    assert "No activity is aimed" not in deal


def test_months_add_up_in_one_statement(app: Flask, cast: Cast) -> None:
    leasing(app, cast, "First")
    leasing(app, cast, "Second", annual_value=Decimal(80_000), probability=Decimal("0.25"))
    leasing(app, cast, "Later", expected_on=datetime.date(2027, 1, 5))
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        work = activities.activities_of_plan(cast.plan.id, anna)
        with counted(db.engine) as statements:
            found = queries.deals_of_plan(cast.plan.id, work)
    assert len(statements) == 1
    assert [month.first for month in found.months] == [
        datetime.date(2026, 9, 1),
        datetime.date(2027, 1, 1),
    ]
    september = found.months[0]
    assert (september.value, september.weighted) == (Decimal(200_000), Decimal(92_000))
    assert found.weighted == Decimal(164_000)
