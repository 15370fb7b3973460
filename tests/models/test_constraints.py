"""What the database itself refuses, whoever writes to it."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from planner.database import Base, db
from planner.models import Activity, Commitment, Deal, Goal, Member, Plan, Potential
from planner.models.kinds import ActivityKind, ActivityStatus, PlanStatus, Via
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)
NEXT_DAY = DAY + datetime.timedelta(days=1)


def activity(cast: Cast, **values: object) -> Activity:
    usual: dict[str, object] = {
        "plan_id": cast.plan.id,
        "key": "a-1",
        "title": "Call",
        "kind": ActivityKind.CALL,
        "created_by_id": cast.anna.id,
        "created_on": DAY,
    }
    return Activity(**{**usual, **values})


def deal(cast: Cast, **values: object) -> Deal:
    usual: dict[str, object] = {
        "plan_id": cast.plan.id,
        "key": "d-1",
        "title": "Leasing",
        "expected_on": DAY,
        "annual_value": Decimal(1),
        "probability": Decimal("0.5"),
    }
    return Deal(**{**usual, **values})


def plan(cast: Cast, starts_on: datetime.date, ends_on: datetime.date, **values: object) -> Plan:
    return Plan(customer_id=cast.customer.id, starts_on=starts_on, ends_on=ends_on, **values)


WRONG: dict[str, Callable[[Cast], list[Base]]] = {
    "an open activity with an assignee": lambda cast: [
        activity(cast, status=ActivityStatus.OPEN, assignee_id=cast.jo.id)
    ],
    "a planned activity without an assignee": lambda cast: [
        activity(cast, status=ActivityStatus.PLANNED)
    ],
    "a done activity without a day": lambda cast: [
        activity(cast, status=ActivityStatus.DONE, assignee_id=cast.jo.id)
    ],
    "an activity done before it was created": lambda cast: [
        activity(
            cast,
            status=ActivityStatus.DONE,
            assignee_id=cast.jo.id,
            created_on=NEXT_DAY,
            done_on=DAY,
        )
    ],
    "a negative value": lambda cast: [deal(cast, annual_value=Decimal(-1))],
    "a value beyond what is kept exactly": lambda cast: [deal(cast, annual_value=Decimal(10**15))],
    "a probability above one": lambda cast: [deal(cast, probability=Decimal("1.01"))],
    "a share of wallet above one": lambda cast: [
        Potential(
            customer_id=cast.customer.id,
            field_id=cast.leasing.id,
            annual_value=Decimal(1),
            share_of_wallet=Decimal(2),
            screened_on=DAY,
        )
    ],
    "two deals with one key": lambda cast: [deal(cast), deal(cast)],
    "somebody twice on a plan": lambda cast: [
        Member(plan_id=cast.plan.id, person_id=cast.jo.id, joined_on=DAY, via=Via.POLICY)
    ],
    "a plan that ends before it starts": lambda cast: [
        plan(cast, datetime.date(2030, 2, 1), datetime.date(2030, 1, 1))
    ],
    "an active plan that never began": lambda cast: [
        plan(
            cast,
            datetime.date(2030, 1, 1),
            datetime.date(2031, 1, 1),
            status=PlanStatus.ACTIVE,
        )
    ],
    "a second valid plan for part of a period": lambda cast: [
        plan(cast, cast.plan.ends_on - datetime.timedelta(days=1), datetime.date(2031, 1, 1))
    ],
}


@pytest.mark.parametrize("what", WRONG)
def test_database_refuses(app: Flask, cast: Cast, what: str) -> None:
    with app.app_context():
        db.session.add_all(WRONG[what](cast))
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_database_refuses_a_second_signature_of_one_person(app: Flask, cast: Cast) -> None:
    with app.app_context():
        goal = Goal(plan_id=cast.plan.id, key="g-1", title="Grow")
        db.session.add(goal)
        db.session.flush()
        for _ in range(2):
            db.session.add(Commitment(goal_id=goal.id, person_id=cast.jo.id, on=DAY))
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_database_refuses_to_move_a_plan_into_the_period_of_another(app: Flask, cast: Cast) -> None:
    with app.app_context():
        later = plan(cast, cast.plan.ends_on, cast.plan.ends_on + datetime.timedelta(days=30))
        db.session.add(later)
        db.session.flush()
        later.starts_on = cast.plan.ends_on - datetime.timedelta(days=1)
        with pytest.raises(IntegrityError):
            db.session.flush()


def test_closed_plan_leaves_its_period_to_another(app: Flask, cast: Cast) -> None:
    with app.app_context():
        db.session.get_one(Plan, cast.plan.id).status = PlanStatus.CLOSED
        db.session.flush()
        starts_on = cast.plan.starts_on + datetime.timedelta(days=1)
        db.session.add(plan(cast, starts_on, cast.plan.ends_on))
        db.session.flush()
        assert db.session.query(Plan).filter_by(customer_id=cast.customer.id).count() == 2


@pytest.mark.parametrize("number", ["0.1", "123456789012.34", "999999999999999", "0", "-0.000001"])
def test_amounts_come_back_as_they_were(app: Flask, cast: Cast, number: str) -> None:
    with app.app_context():
        goal = Goal(plan_id=cast.plan.id, key="g-1", title="Grow", target=Decimal(number))
        db.session.add(goal)
        db.session.commit()
        db.session.expire_all()
        assert db.session.get_one(Goal, goal.id).target == Decimal(number)
