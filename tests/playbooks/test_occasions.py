"""Which occasions there are on a plan, on both sides of each border."""

import datetime

import pytest
from flask import Flask

from planner.database import db
from planner.models import Contract, Customer, Member, Occasion, Plan, Potential
from planner.models.kinds import Stage
from planner.playbooks.queries import occasions
from planner.playbooks.queries.occasions import Day, days_of, end_of_quarter
from tests.conftest import TODAY
from tests.support.stories.cast import Cast


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def held(app: Flask, cast: Cast, on: datetime.date = TODAY) -> frozenset[Occasion]:
    with app.app_context():
        return occasions.occasions_of_plan(db.session.get_one(Plan, cast.plan.id), on)


def sign(app: Flask, cast: Cast, signed: datetime.date, ends: datetime.date) -> None:
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        contract = Contract(key="frame", title="Frame", signed_on=signed, ends_on=ends)
        customer.contracts = [contract]
        db.session.commit()


def test_without_anything_special_only_the_calendar_gives_an_occasion(
    app: Flask, cast: Cast
) -> None:
    assert held(app, cast) == {Occasion.QUARTER_END}
    assert held(app, cast, TODAY - days(15)) == frozenset()


@pytest.mark.parametrize(("ago", "holds"), [(90, True), (91, False)])
def test_ninety_days_after_a_signature(app: Flask, cast: Cast, ago: int, holds: bool) -> None:
    sign(app, cast, TODAY - days(ago), TODAY + days(700))
    assert (Occasion.AFTER_SIGNATURE in held(app, cast)) == holds


@pytest.mark.parametrize(("ahead", "holds"), [(-1, False), (0, True), (180, True), (181, False)])
def test_half_a_year_before_a_contract_ends(
    app: Flask, cast: Cast, ahead: int, holds: bool
) -> None:
    sign(app, cast, TODAY - days(700), TODAY + days(ahead))
    assert (Occasion.RENEWAL in held(app, cast)) == holds
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        found = days_of(plan, Occasion.RENEWAL, TODAY)
        assert found == ([Day(TODAY + days(ahead), "Frame")] if holds else [])
        assert days_of(plan, Occasion.AFTER_SIGNATURE, TODAY) == []
        assert days_of(plan, None, TODAY) == []


def test_prospect_is_a_new_customer(app: Flask, cast: Cast) -> None:
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).stage = Stage.PROSPECT
        db.session.commit()
    assert Occasion.NEW_CUSTOMER in held(app, cast)


@pytest.mark.parametrize(("ago", "holds"), [(60, True), (61, False)])
def test_specialist_is_new_for_sixty_days(app: Flask, cast: Cast, ago: int, holds: bool) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        plan.members.append(Member(person_id=cast.mira.id, joined_on=TODAY - days(ago)))
        db.session.commit()
    assert (Occasion.NEW_SPECIALIST in held(app, cast)) == holds


@pytest.mark.parametrize(("ago", "holds"), [(365, False), (366, True)])
def test_potential_is_to_be_screened_after_a_year(
    app: Flask, cast: Cast, ago: int, holds: bool
) -> None:
    with app.app_context():
        db.session.execute(
            db.update(Potential).values(screened_on=TODAY - datetime.timedelta(days=ago))
        )
        db.session.commit()
    assert (Occasion.SCREENING in held(app, cast)) == holds


@pytest.mark.parametrize(
    ("day", "end"),
    [("2026-01-01", "2026-03-31"), ("2024-06-30", "2024-06-30"), ("2026-10-01", "2026-12-31")],
)
def test_quarters_end_with_their_last_month(day: str, end: str) -> None:
    assert end_of_quarter(datetime.date.fromisoformat(day)).isoformat() == end
