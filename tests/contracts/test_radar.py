"""The radar: all contracts one may see, by the next day that matters."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.people import settings
from planner.after_signature.renewals import RenewalState
from planner.after_signature.thresholds import SignatureThresholds
from planner.cli import main
from planner.contracts import actions as contracts
from planner.contracts.queries import contract_cards
from planner.database import db
from planner.models import Contract, Customer, Person, Plan
from planner.models.kinds import NoticeEnd, NoticeUnit
from planner.queries.after_signature import radar
from planner.queries.after_signature.radar import RadarFilter
from planner.rating import DEFAULTS
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


def sign(app: Flask, cast: Cast, *signed: dict[str, Any]) -> None:
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        anna = db.session.get_one(Person, cast.anna.id)
        for values in signed:
            terms = {"signed_on": datetime.date(2025, 1, 1), **values}
            contracts.create(customer, terms, by=anna)
        db.session.commit()


@pytest.fixture
def _signed(app: Flask, cast: Cast) -> None:
    sign(
        app,
        cast,
        {"title": "Later", "ends_on": datetime.date(2028, 12, 31), "annual_value": 5000},
        {
            "title": "Overdraft",
            "notice_count": 1,
            "notice_unit": NoticeUnit.MONTH,
            "notice_to": NoticeEnd.END_OF_QUARTER,
            "annual_value": 28_000,
            "field_id": cast.leasing.id,
        },
        {"title": "Cards", "ends_on": datetime.date(2026, 7, 31)},
        {
            "title": "Given up",
            "ends_on": datetime.date(2026, 7, 31),
            "terminated_on": datetime.date(2026, 5, 1),
        },
        {"title": "Without dates"},
    )


@pytest.mark.usefixtures("_signed")
def test_contracts_stand_by_the_next_day_that_matters_and_can_be_narrowed_and_taken_away(
    cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    page = anna.visit("/customers").click("Renewals")
    listed = [row.text for row in page.element("renewals").all("tr")[1:]]
    headings = ("Within 90 days", "Within half a year", "Later", "Without a day")
    assert [row for row in listed if row in headings] == [headings[0], *headings[2:]]
    rows = [row for row in listed if row not in headings]
    assert [row.split()[0] for row in rows] == ["Cards", "Overdraft", "Later", "Without"]
    assert "At risk" in rows[0]
    assert "not known" in rows[0]
    # One month before 30 September is over on 31 August.
    assert "Mon 31 Aug 2026" in rows[1]
    assert "28,000 € a year at stake" in page.text
    # The value of Cards is not known, and Later comes up only in two years.
    assert page.root.all(class_="stake-months")[0].text.split()[:4] == ["Jun", "Jul", "28", "Aug"]
    assert "and 1 contract whose value nobody has said" in page.text

    assert "Overdraft" in anna.visit(f"/renewals?field_id={cast.leasing.id}").text
    assert "Cards" not in anna.visit(f"/renewals?field_id={cast.leasing.id}").text
    assert "Given up" in anna.visit("/renewals?state=terminated").text
    assert "Overdraft" not in anna.visit("/renewals?state=running").element("renewals").text
    assert "Cards" in anna.visit("/renewals?text=card&owner=own").element("renewals").text
    assert anna.visit("/renewals?state=nonsense&owner=7777").status == 200
    assert anna.visit("/renewals.xlsx").status == 200
    assert "Later" in str(anna.visit("/renewals.csv").text)
    assert "No contract found" in visitor(cast.fritz).visit("/renewals").text


def test_contracts_come_into_sight_when_the_organisation_says(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    sign(app, cast, {"title": "Cards", "ends_on": datetime.date(2026, 7, 31)})
    anna, tab = visitor(cast.anna), f"/plans/{cast.plan.id}/renewals"
    assert "Cards" in anna.visit("/renewals?state=at_risk").element("renewals").text
    assert "At risk" in anna.visit(tab).element("contracts").text
    with app.app_context():
        later = SignatureThresholds(radar_days=10, decision_days=5)
        settings.change_thresholds(DEFAULTS, later, by=db.session.get_one(Person, cast.ada.id))
        db.session.commit()
    assert "Cards" in anna.visit("/renewals?state=running").element("renewals").text
    assert "Running" in anna.visit(tab).element("contracts").text
    command = ["contracts", "dates", "--all", "--json", "--as-of", DAY.isoformat()]
    assert '"state": "running"' in app.test_cli_runner().invoke(main, command).stdout


@pytest.mark.databases("sqlite", "postgresql")
def test_the_statements_do_not_grow_with_the_contracts(app: Flask, cast: Cast) -> None:
    sign(app, cast, {"title": "One", "ends_on": datetime.date(2026, 7, 31)})
    numbers = []
    for _times in range(2):
        with app.app_context(), counted(db.engine) as statements:
            anna = db.session.get_one(Person, cast.anna.id)
            found = radar.radar_page(anna, RadarFilter(state="at_risk"))
            numbers.append(len(statements))
            assert len(found.page) == min(found.number, radar.RADAR_PAGE)
        more = ({"title": f"{n}", "ends_on": datetime.date(2026, 7, 31)} for n in range(60))
        sign(app, cast, *more)
    assert numbers[0] == numbers[1]


_NOTICE = {"notice_count": 3, "notice_unit": NoticeUnit.MONTH}
_OF_EVERY_KIND: tuple[dict[str, Any], ...] = (
    {"title": "Renewed", "ends_on": datetime.date(2026, 6, 30)},
    {"title": "Renewed later", "ends_on": datetime.date(2026, 6, 30)},
    {"title": "Terminated today", "ends_on": datetime.date(2026, 12, 31), "terminated_on": DAY},
    {"title": "Terminated later", "terminated_on": datetime.date(2026, 6, 16)},
    {"title": "Ended yesterday", "ends_on": datetime.date(2026, 6, 14)},
    {"title": "Ends today", "ends_on": DAY},
    {"title": "Rolling", "ends_on": datetime.date(2024, 2, 29), **_NOTICE},
    {"title": "Rolling by days", "ends_on": datetime.date(2027, 1, 31), "notice_days": 30},
    {"title": "Open", "notice_to": NoticeEnd.END_OF_YEAR, **_NOTICE},
    {
        "title": "Open, signed yesterday, begins later",
        "signed_on": datetime.date(2026, 6, 14),
        "starts_on": datetime.date(2027, 1, 1),
        "notice_to": NoticeEnd.END_OF_QUARTER,
        **_NOTICE,
    },
    {"title": "Signed tomorrow", "signed_on": datetime.date(2026, 6, 16)},
)


@pytest.mark.databases("sqlite", "postgresql")
def test_each_contract_stands_on_the_radar_as_on_the_customers_page(app: Flask, cast: Cast) -> None:
    sign(app, cast, *_OF_EVERY_KIND)
    with app.app_context():
        ids = {each.title: each.id for each in db.session.scalars(select(Contract))}
    sign(
        app,
        cast,
        {"title": "New", "signed_on": DAY, "renews_id": ids["Renewed"]},
        {
            "title": "New tomorrow",
            "signed_on": datetime.date(2026, 6, 16),
            "renews_id": ids["Renewed later"],
        },
    )
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        plan = db.session.get_one(Plan, cast.plan.id)
        cards = {card.row.title: card.renewal for card in contract_cards.cards_of_plan(plan, anna)}
        shown = [
            row
            for state in RenewalState
            for row in radar.rows_of(anna, radar.found_lines(anna, RadarFilter(state=state)))
            if row.renewal.state is state
        ]
    assert {row.contract.title: row.renewal.state for row in shown} == {
        title: renewal.state for title, renewal in cards.items()
    }
    assert len(shown) == len(cards) == 11
    assert {title: cards[title].state.value for title in ("Renewed", "Renewed later")} == {
        "Renewed": "renewed",
        "Renewed later": "at_risk",
    }


@pytest.mark.databases("sqlite", "postgresql")
def test_the_order_of_the_radar_is_that_of_the_days_it_shows(app: Flask, cast: Cast) -> None:
    sign(app, cast, *_OF_EVERY_KIND)
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        shown = radar.radar_page(anna, RadarFilter()).page.rows
    days = [row.on or datetime.date.max for row in shown]
    assert days == sorted(days)
    assert len(set(days)) > 3
