"""The plan of the next period."""

from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Customer, Plan
from planner.models.kinds import PlanStatus
from tests.support import planned
from tests.support.cast import Cast
from tests.support.fixtures import Visitors


def test_next_period_starts_the_day_after_with_the_same_people(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.close(app, cast)
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}").click("Begin the next period")
    form = page.form("successor-form")
    assert (form["starts_on"], form["ends_on"]) == ("2027-01-01", "2027-12-31")
    page = form.submit().follow()
    assert "0 of 4 members have agreed" in page.element("plan-header").text
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        both = db.session.scalars(select(Plan).where(Plan.customer_id == customer.id)).all()
        assert [plan.status for plan in both] == [PlanStatus.CLOSED, PlanStatus.DRAFT]


def test_next_period_is_for_who_steers(cast: Cast, visitor: Visitors) -> None:
    assert visitor(cast.jo).visit(f"/plans/{cast.plan.id}/successor/new").status == 403
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/successor/new").status == 404
