"""The plan of the next period."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Boolean, Column, Date, Enum, Integer, select

from planner.actions.editing import assign
from planner.actions.history.events import NOT_RECORDED
from planner.actions.history.row_json import table_of
from planner.actions.plan import goals, plans
from planner.database import db
from planner.models import Customer, Goal, Person, Plan
from planner.models.kinds import PlanStatus
from planner.models.types import Amount
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.mark.databases("sqlite", "postgresql")
def test_next_period_starts_the_day_after_with_the_same_people(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.close(app, cast)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}").click("Begin the next period")
    form = page.form("successor-form")
    assert (form["starts_on"], form["ends_on"]) == ("2027-01-01", "2027-12-31")
    page = form.submit().follow()
    assert "0 of 4 members have agreed" in page.element("what-now").text
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        both = db.session.scalars(
            select(Plan).where(Plan.customer_id == customer.id).order_by(Plan.starts_on)
        ).all()
        assert [plan.status for plan in both] == [PlanStatus.CLOSED, PlanStatus.DRAFT]


def test_next_period_is_for_who_steers(cast: Cast, visitor: Visitors) -> None:
    assert visitor(cast.jo).visit(f"/plans/{cast.plan.id}/successor/new").status == 403
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/successor/new").status == 404


def _something(column: Column[Any], cast: Cast) -> Any:
    """A value that no column has by itself."""
    match column.type:
        case Amount():
            return Decimal("1.5")
        case Date():
            return datetime.date(2026, 9, 1)
        case Boolean():
            return True
        case Enum(enum_class=kind) if kind is not None:
            return list(kind)[-1]
        case Integer() if column.foreign_keys:
            return cast.leasing.id
    return "Said"


@pytest.mark.parametrize("model", [Goal, Plan])
def test_next_period_takes_along_every_column_that_does_not_begin_anew(
    app: Flask, cast: Cast, model: type[Goal] | type[Plan]
) -> None:
    left = NOT_RECORDED | {"key", "status"}
    columns = {c.name: c for c in table_of(model).c if c.name not in left}
    carried = {
        name: _something(column, cast)
        for name, column in columns.items()
        if name not in model.begins_anew
    }
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna = db.session.get_one(Person, cast.anna.id)
        goal = goals.create(plan, {"title": "Grow", "missed_because": "Rain"}, by=anna)
        assign(plan if model is Plan else goal, carried)
        period = {"starts_on": datetime.date(2027, 1, 1), "ends_on": datetime.date(2027, 6, 1)}
        successor = plans.begin_next(plan, period, by=anna)
        found: Any = successor if model is Plan else successor.goals[0]
        assert {name: getattr(found, name) for name in carried} == carried
        assert successor.goals[0].missed_because is None
