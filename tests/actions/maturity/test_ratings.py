"""The rating is stored when it changes, in the transaction that changes it."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.actions.maturity import ratings
from planner.actions.plan import goals, plans, potentials
from planner.database import db
from planner.models import Customer, Event, EventType, Person, Plan, Potential, StoredRating
from planner.models.kinds import PotentialStatus
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast
from tests.support.stories.rated import DAY, before, course, pass_night, speak, stored, symptoms


def test_a_change_stores_the_rating_with_its_evidence_and_its_cause(app: Flask, cast: Cast) -> None:
    speak(app, cast)
    with app.app_context():
        (row,) = stored(cast.plan)
        assert (row.on, row.age, row.last_age, row.movement) == (DAY, "bronze", "bronze", None)
        assert {
            "code": "stranger",
            "age": "bronze",
            "decides": True,
            "evidence": ["member:jo"],
        } in (row.symptoms)
        assert row.thresholds == {}
        event = db.session.get_one(Event, row.cause_event_id)
        assert event.type == EventType.ACTIVITY_CREATED


def test_a_claim_and_the_rating_it_leads_to_take_one_request(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    speak(app, cast, before(20))
    pass_night(app, cast)
    page = visitor(cast.tom).visit(f"/plans/{cast.plan.id}")
    assert "openings_unclaimed" in symptoms(app, cast.plan)

    page.press("Claim: Visit the plant", htmx=True)

    with app.app_context():
        cause = stored(cast.plan)[-1].cause_event_id
        assert db.session.get_one(Event, cause).type == EventType.ACTIVITY_CLAIMED
    assert "openings_unclaimed" not in symptoms(app, cast.plan)


def test_opening_a_page_rates_nothing(app: Flask, cast: Cast, visitor: Visitors) -> None:
    visitor(cast.anna).visit(f"/plans/{cast.plan.id}")
    assert course(app, cast.plan) == []


def test_what_is_rolled_back_leaves_no_rating(app: Flask, cast: Cast) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        goals.create(plan, {"title": "Grow"}, by=anna)
        db.session.rollback()
        db.session.commit()
    assert course(app, cast.plan) == []


def test_a_rating_that_fails_takes_the_change_with_it(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(ratings, "rate", fail)
    with pytest.raises(RuntimeError):
        speak(app, cast)
    with app.app_context():
        db.session.rollback()
        assert db.session.scalar(select(func.count(Event.id))) == 0


def test_potential_of_the_customer_is_rated_with_its_active_plan(app: Flask, cast: Cast) -> None:
    with app.app_context():
        leasing = db.session.scalars(
            select(Potential).where(Potential.field_id == cast.leasing.id)
        ).one()
        anna = db.session.get_one(Person, cast.anna.id)
        potentials.update(leasing, {"status": PotentialStatus.QUALIFIED}, by=anna)
        db.session.commit()
        (row,) = stored(cast.plan)
        assert row.cause_event_id == db.session.scalar(
            select(Event.id).where(Event.type == "potential.updated")
        )


def test_what_the_rating_does_not_look_at_is_not_rated(app: Flask, cast: Cast) -> None:
    planned.deal(app, cast, expected_on=DAY, annual_value=5000, probability=1)
    assert course(app, cast.plan) == []


def test_a_draft_is_not_rated_and_a_closed_plan_is_unrated(app: Flask, cast: Cast) -> None:
    speak(app, cast, before(1))
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        plans.close(plan, by=anna)
        period = {"starts_on": DAY, "ends_on": datetime.date(2027, 6, 14)}
        successor = plans.begin_next(plan, period, by=anna)
        db.session.commit()
        last = stored(plan)[-1]
        assert (last.age, last.last_age, last.movement, last.symptoms) == (
            "unrated",
            "bronze",
            None,
            [],
        )
        assert stored(successor) == []


def test_many_plans_take_as_many_statements_as_two(app: Flask, cast: Cast) -> None:
    with app.app_context():
        ids = [cast.plan.id]
        for number in range(5):
            customer = Customer(key=f"c-{number}", name=f"Customer {number}", owner_id=cast.anna.id)
            plan = Plan(
                customer=customer,
                starts_on=cast.plan.starts_on,
                ends_on=cast.plan.ends_on,
                status=cast.plan.status,
                activated_on=cast.plan.activated_on,
            )
            db.session.add(plan)
            db.session.flush()
            ids.append(plan.id)
        db.session.commit()
        numbers = []
        for some in (ids[:2], ids[2:]):
            with counted(db.engine) as statements:
                assert ratings.rate_plans(dict.fromkeys(some)) == len(some)
            # One lock a plan on PostgreSQL, up to a limit.
            numbers.append(len([one for one in statements if "advisory" not in one]))
            db.session.commit()
        assert numbers[0] == numbers[1]
        assert db.session.scalar(select(func.count(StoredRating.id))) == len(ids)
