"""Bottom-up against top-down: what the page shows, to whom, and what an address may ask of it."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from planner.database import db
from planner.models import Customer, Deal, Field, Goal, Person, Plan
from planner.models.kinds import DealStatus, PlanStatus
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.team.views.test_targets import put

SEPTEMBER = datetime.date(2026, 9, 15)
MOST_STATEMENTS = 16
UNLIKELY = "Choose a day of the years 1990 to 2076."


def deal(app: Flask, cast: Cast, title: str = "Frame contract", **values: Any) -> int:
    """A planned deal for Leasing in September: 60,000 at 50 percent."""
    usual = {
        "field_id": cast.leasing.id,
        "annual_value": Decimal(60_000),
        "probability": Decimal("0.5"),
        "expected_on": SEPTEMBER,
    }
    return planned.deal(app, cast, title, **{**usual, **values})


def deal_elsewhere(app: Flask, cast: Cast, owner: Person | None, **customer: Any) -> None:
    """A planned deal of 7,777 at a customer of somebody else."""
    with app.app_context():
        there = Customer(
            key="elsewhere", name="Elsewhere", owner_id=owner.id if owner else None, **customer
        )
        days = {"starts_on": datetime.date(2026, 1, 1), "ends_on": datetime.date(2026, 12, 31)}
        plan = Plan(customer=there, **days)
        other = Deal(
            plan=plan,
            key="deal-1",
            title="Secret deal",
            field_id=cast.payments.id,
            annual_value=Decimal(7_777),
            probability=Decimal(1),
            expected_on=SEPTEMBER,
        )
        db.session.add_all([there, plan, other])
        db.session.commit()


def test_month_shows_what_is_won_and_what_is_planned_weighted_and_not(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal(app, cast)
    deal(app, cast, "Second", annual_value=Decimal(10_000), probability=Decimal("0.1"))
    deal(app, cast, "Won", status=DealStatus.WON, decided_on=SEPTEMBER)
    deal(app, cast, "Lost", status=DealStatus.LOST, decided_on=SEPTEMBER)
    deal(app, cast, "Moved", status=DealStatus.MOVED)
    page = visitor(cast.paul).visit("/team").click("Plans and targets")
    row = page.element("month-2026-09").text
    assert "91,000 € won 60,000 € planned 70,000 € unweighted" in row
    listed = page.click("91,000\xa0€: Leasing, September 2026")
    for title in ("Frame contract", "Second", "Won"):
        assert title in listed.links
    assert "Lost" not in listed.links
    assert "3 deals worth 130,000 € a year" in listed.element("deal-sums").text
    assert "weighted: 31,000 €" in listed.element("deal-sums").text


def test_lead_gets_nothing_of_another_team(app: Flask, cast: Cast, visitor: Visitors) -> None:
    deal_elsewhere(app, cast, cast.fritz, segment="Secret segment")
    paul = visitor(cast.paul)
    page = paul.visit("/team/pipeline")
    assert "Nothing is planned or won here" in page.text
    for asked in (
        "group=team",
        "group=customer",
        f"team={cast.north.id}",
        "region=Hamburg",
        "segment=Secret+segment",
        "customer=elsewhere",
        "part=no_activity",
    ):
        for address in ("/team/pipeline", "/team/pipeline/deals", "/team/pipeline/deals.csv"):
            page = paul.visit(f"{address}?{asked}")
            assert page.status == 200
            assert "7,777" not in page.html
            assert "Secret" not in page.html
            assert "North" not in page.html
    for table in ("months", "groups", "causes", "comparisons"):
        page = paul.visit(f"/team/pipeline.csv?table={table}&group=customer")
        assert page.status == 200
        assert "7777" not in page.html
        assert "Elsewhere" not in page.html


@pytest.mark.parametrize("name", ["anna", "tom", "jo", "mira", "ada", "ruth", "fritz"])
def test_nobody_else_knows_of_it(cast: Cast, visitor: Visitors, name: str) -> None:
    somebody = visitor(getattr(cast, name))
    for address in (
        "/team/pipeline",
        "/team/pipeline.csv",
        "/team/pipeline.xlsx",
        "/team/pipeline/deals",
        "/team/pipeline/deals.csv",
        "/team/pipeline/deals.xlsx",
    ):
        assert somebody.visit(address).status == 404


def test_auditor_sees_all_teams_and_each_adds_up(app: Flask, cast: Cast, visitor: Visitors) -> None:
    deal(app, cast)
    deal_elsewhere(app, cast, cast.fritz)
    otto = visitor(cast.otto)
    page = otto.visit("/team/pipeline?group=team")
    assert "30,000 €" in page.element(f"group-{cast.south.id}").text
    assert "7,777 €" in page.element(f"group-{cast.north.id}").text
    assert "37,777 €" in page.element("whole-EUR").text
    deeper = page.click("North")
    assert "Elsewhere" in deeper.links
    assert "Eisenwerk" not in deeper.text
    customer = deeper.click("Elsewhere")
    assert "7,777 €" in customer.element("month-2026-09").text


def test_money_of_two_currencies_is_never_added_up(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal(app, cast)
    deal_elsewhere(app, cast, cast.anna, currency="CHF")
    put(app, cast.south, cast.paul, amount=Decimal(50_000))
    page = visitor(cast.paul).visit("/team/pipeline?group=team")
    assert "30,000 €" in page.element("whole-EUR").text
    assert "7,777 CHF" in page.element("whole-CHF").text
    assert "37,777" not in page.text
    assert "20,000 €" in page.element("comparison-1").text
    assert "not counted: 7,777 CHF" in page.element("comparison-1").text
    listed = visitor(cast.paul).visit("/team/pipeline/deals")
    assert "1 deal worth 60,000 € a year" in listed.element("deal-sums").text
    assert "1 deal worth 7,777 CHF a year" in listed.element("deal-sums").text


def test_figures_follow_the_field_and_not_its_name(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal(app, cast)
    target_id = put(app, cast.south, cast.paul, field_id=cast.leasing.id)
    with app.app_context():
        db.session.get_one(Field, cast.leasing.id).name = "Lease and rent"
        db.session.commit()
    deal(app, cast, "After it", expected_on=SEPTEMBER)
    page = visitor(cast.paul).visit("/team/pipeline")
    assert "60,000 €" in page.element("month-2026-09").text
    assert "60,000\xa0€: Lease and rent, September 2026" in page.links
    row = page.element(f"comparison-{target_id}").text
    assert "South, Lease and rent" in row
    assert "60,000 €" in row


def test_deal_without_a_field_stands_in_that_of_its_goal_or_apart(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = planned.goal(app, cast, field_id=cast.payments.id)
    deal(app, cast, field_id=None, goal_id=goal_id)
    deal(app, cast, field_id=None, annual_value=Decimal(2000))
    page = visitor(cast.paul).visit("/team/pipeline")
    assert "30,000\xa0€: Payments, September 2026" in page.links
    listed = page.click("1,000\xa0€: Without a field, September 2026")
    assert "1 deal worth 2,000 €" in listed.element("deal-sums").text
    with app.app_context():
        assert db.session.query(Goal).count() == 1


def test_planned_deal_of_a_closed_plan_is_over_and_a_won_one_counts(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    deal(app, cast)
    deal(app, cast, "Won", status=DealStatus.WON, decided_on=SEPTEMBER)
    with app.app_context():
        db.session.get_one(Plan, cast.plan.id).status = PlanStatus.CLOSED
        db.session.commit()
    page = visitor(cast.paul).visit("/team/pipeline")
    assert "60,000 € won 60,000 €" in page.element("month-2026-09").text
    assert "planned" not in page.element("month-2026-09").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "starts_on=2026-02-30",
            ["There is no such day. Write it as 2026-03-14 or 14.03.2026."],
        ),
        (
            "starts_on=2026-05-01&ends_on=2026-04-01",
            ["The last day must not come before the first."],
        ),
        ("starts_on=2000-01-01&ends_on=2020-01-01", ["Choose at most five years."]),
        (
            "starts_on=1901-01-01&ends_on=1901-02-01",
            [UNLIKELY] * 2,
        ),
        (
            "starts_on=9999-12-31&ends_on=9999-12-31",
            [UNLIKELY] * 2,
        ),
        ("team=99999&group=moon", ["Choose one of the list."] * 2),
        ("field=x&page=x&customer=%01", ["Choose one of the list."]),
    ],
)
def test_address_that_makes_no_sense_is_told_at_its_field(
    app: Flask, cast: Cast, visitor: Visitors, asked: str, said: list[str]
) -> None:
    deal(app, cast)
    paul = visitor(cast.paul)
    page = paul.visit(f"/team/pipeline?{asked}")
    assert page.status == 200
    assert page.errors == said
    fetched = paul.visit(f"/team/pipeline?{asked}", htmx=True)
    assert fetched.errors == said, "where only the content is fetched as well"
    for rest in ("/deals?", ".csv?", "/deals.csv?", "/deals?month=9999-12&part=x&cause=y&"):
        assert paul.visit(f"/team/pipeline{rest}{asked}").status == 200


def test_enormous_amounts_are_added_up(app: Flask, cast: Cast, visitor: Visitors) -> None:
    largest = Decimal(999_999_999_999_999)
    for number in range(3):
        deal(app, cast, f"Deal {number}", annual_value=largest, probability=Decimal(1))
    page = visitor(cast.paul).visit("/team/pipeline")
    assert "2,999,999,999,999,997 €" in page.element("whole-EUR").text


def test_number_of_statements_does_not_grow(app: Flask, cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    with app.app_context():
        engine = db.engine
    deal(app, cast)
    put(app, cast.south, cast.paul)
    with counted(engine) as before:
        assert paul.visit("/team/pipeline?group=customer").status == 200
    for number in range(5):
        deal(app, cast, f"Deal {number}", field_id=cast.payments.id)
        put(app, cast.south, cast.paul, currency=f"AA{'ABCDE'[number]}")
    with counted(engine) as after:
        assert paul.visit("/team/pipeline?group=customer").status == 200
    assert len(after) == len(before) <= MOST_STATEMENTS
