"""The business case of which these tests tell: renting instead of buying, calculated by Anna."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask import Flask

from planner.business_cases import actions as business_cases
from planner.database import db
from planner.models import BusinessCase, Person, Plan
from tests.support.stories.cast import Cast

RENTING = {"Investment": [-40_000], "Saving": [0, 8_000, 9_200, 10_000, 12_000, 14_500]}
"""The example of Microsoft's help: at 8 % its net present value is 1,922.06."""
OIL_PUMP = {"Pump": [-1600], "Oil": [0, 10_000, -10_000]}
"""Lorie and Savage: the rates are 25 % and 400 %."""


def it(item: Any) -> Any:
    return db.session.get_one(type(item), item.id)


def calculated(
    app: Flask, cast: Cast, flows: Mapping[str, Sequence[float]] = RENTING, **values: Any
) -> int:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        said = {"title": "Renting", "discount_rate": Decimal("0.08"), **values}
        case = business_cases.create(plan, said, flows, by=anna)
        db.session.commit()
        return case.id


def amounts(app: Flask, case_id: int) -> dict[str, list[float]]:
    """The lines of a case as they are kept."""
    with app.app_context():
        case = db.session.get_one(BusinessCase, case_id)
        return {flow.label: flow.amounts for flow in case.flows}


def flow_ids(app: Flask, case_id: int) -> dict[str, int]:
    with app.app_context():
        return {flow.label: flow.id for flow in db.session.get_one(BusinessCase, case_id).flows}
