"""Amounts in forms: never off by a factor of 1,000, whatever language is spoken when."""

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Deal
from tests.support.editing import goal, goal_now, opened
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast


def deal_form(cast: Cast, who: Visitor, **typed: str) -> Form:
    form = who.visit(f"/plans/{cast.plan.id}/deals/new").form("deal-form")
    return form.fill(title="Press", expected_on="2026-09-01", probability="50 %", **typed)


def value_of_deal(app: Flask) -> Decimal | None:
    with app.app_context():
        return db.session.scalar(select(Deal.annual_value))


@pytest.mark.parametrize(
    ("language", "typed", "readings"),
    [
        ("en", "100.000", ("100000", "100")),
        ("en", "12.500", ("12500", "12.5")),
        ("de", "100,000", ("100000", "100")),
    ],
)
def test_three_digits_behind_one_sign_are_asked_back_with_both_readings(
    app: Flask, cast: Cast, visitor: Visitors, language: str, typed: str, readings: tuple[str, str]
) -> None:
    form = deal_form(cast, visitor(cast.anna, language=language), annual_value=typed)
    answer = form.submit()
    assert answer.status == 422
    assert len(answer.errors) == 1
    assert set(readings) <= set(answer.errors[0].replace(". ", " ").split())
    assert answer.form("deal-form")["annual_value"] == typed
    answer.form("deal-form").fill(annual_value=readings[0]).submit()
    assert value_of_deal(app) == 100_000 if typed.startswith("100") else 12_500


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("de", "34.000.000 €", 34_000_000),
        ("de", "12.500\u00a0€", 12_500),
        ("de", "1,2 Mio.", 1_200_000),
        ("en", "34,000,000\u00a0€", 34_000_000),
        ("en", "1.2M", 1_200_000),
    ],
)
def test_amount_as_we_show_it_can_be_pasted_back(
    app: Flask, cast: Cast, visitor: Visitors, language: str, typed: str, value: int
) -> None:
    form = deal_form(cast, visitor(cast.anna, language=language), annual_value=typed)
    assert form.submit().status == 303
    assert value_of_deal(app) == value


def test_money_has_at_most_two_decimals(cast: Cast, visitor: Visitors) -> None:
    answer = deal_form(cast, visitor(cast.anna), annual_value="1250.3050").submit()
    assert answer.errors == ["Write an amount with at most two decimals."]


def test_amount_out_of_range_is_told_the_true_limits(cast: Cast, visitor: Visitors) -> None:
    for typed in ("1000000000000000", "-1"):
        answer = deal_form(cast, visitor(cast.anna), annual_value=typed).submit()
        assert answer.errors == ["Write a number from 0 to 999,999,999,999,999."]


@pytest.mark.parametrize(("made_in", "spoken"), [("de", "en"), ("en", "de")])
def test_form_is_read_in_the_language_that_it_was_made_in(
    app: Flask, cast: Cast, visitor: Visitors, made_in: str, spoken: str
) -> None:
    goal_id = goal(app, cast, baseline=Decimal("7.125"), target=Decimal(7500))
    form = opened(visitor(cast.anna, language=made_in), goal_id)
    form.fill(current={"de": "7.500", "en": "7,500"}[made_in])
    answer = form.sent_by(visitor(cast.anna, language=spoken))
    assert answer.status == 303
    now = goal_now(app, goal_id)
    assert (now.baseline, now.target, now.current) == (
        Decimal("7.125"),
        Decimal(7500),
        Decimal(7500),
    )


def test_form_that_comes_back_in_another_language_keeps_its_own(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast)
    form = opened(visitor(cast.anna, language="de"), goal_id).fill(title="", target="7.500")
    answer = form.sent_by(visitor(cast.anna, language="en"))
    assert answer.status == 422
    again = answer.form(f"goal-form-{goal_id}")
    assert (again["written_in"], again["target"]) == ("de", "7.500")
    again.fill(title="Grow").submit()
    assert goal_now(app, goal_id).target == 7500


def test_minus_and_the_other_decimal_sign_can_be_typed_on_a_phone(
    cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    for name in ("baseline", "target", "current"):
        (field,) = form.element.all("input", name=name)
        assert field["inputmode"] == "text"
