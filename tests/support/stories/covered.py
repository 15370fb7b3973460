"""More customers for the lead's table."""

import datetime
from decimal import Decimal

from flask import Flask

from planner.database import db
from planner.models import Customer, Person, Plan, Potential
from planner.models.kinds import PlanStatus
from tests.conftest import TODAY
from tests.support.stories.cast import Cast

CELL = "/customers/eisenwerk-bruehl-ag/fields/{}"


def add(app: Flask, key: str, owner: Person | None, cast: Cast, **values: object) -> None:
    """A customer without a plan, with potential for Leasing."""
    with app.app_context():
        customer = Customer(key=key, name=key, owner_id=owner.id if owner else None, **values)
        potential = Potential(
            customer=customer,
            field_id=cast.leasing.id,
            annual_value=Decimal(5000),
            screened_on=TODAY,
        )
        db.session.add_all([customer, potential])
        db.session.commit()


def add_many(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for number in range(60):
            customer = Customer(key=f"c{number}", name=f"C {number}", owner_id=cast.anna.id)
            plan = Plan(
                customer=customer,
                starts_on=TODAY,
                ends_on=TODAY + datetime.timedelta(days=300),
                status=PlanStatus.DRAFT,
            )
            db.session.add(plan)
            db.session.add(
                Potential(
                    customer=customer,
                    field_id=cast.payments.id,
                    annual_value=Decimal(number),
                    screened_on=TODAY,
                )
            )
        db.session.commit()
