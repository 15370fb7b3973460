"""An export comes to what is there already."""

from datetime import date

import pytest
from sqlalchemy import func, select

from planner.actions.people import fields
from planner.actions.plan import customers
from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.export_error import ExportError
from planner.imports.writing import Fate, write_export
from planner.models import Customer, Field, Plan
from planner.models.kinds import PlanStatus
from tests.imports.exports import Export
from tests.imports.written import TODAY, Written, noted


def test_a_field_that_was_entered_by_hand_is_the_same_field(
    export: Export, written: Written
) -> None:
    fields.create({"name": "GTX Pro"}, by=None)

    outcome = written.bring_in(export)

    assert outcome.count("fields", Fate.CHANGED) == 1
    assert [(one.name, one.foreign_key) for one in written.all(Field)] == [
        ("GTX Pro", "GTX Pro"), ("MG Special", "MG Special"),
    ]  # fmt: skip


def test_a_customer_of_the_same_name_is_not_taken_for_the_other_one(
    export: Export, written: Written
) -> None:
    customers.create({"name": "Isdom"}, by=None)

    outcome = written.bring_in(export)

    assert {one.key for one in written.all(Customer)} == {"isdom", "isdom-2", "bioholding"}
    assert noted(outcome, Dirt.NAME_SHARED) == [("", 1)]


def test_a_name_that_is_taken_refuses_the_import(export: Export, written: Written) -> None:
    written.bring_in(export)
    for foreign, name in (("GTX Pro", "Hand-made"), ("MG Special", "GTX Pro")):
        field = db.session.scalars(select(Field).where(Field.foreign_key == foreign)).one()
        fields.update(field, {"name": name}, by=None)

    with pytest.raises(ExportError) as refusal:
        write_export(export.read())

    assert refusal.value.problems == (
        "products.csv:2: “GTX Pro”: There is a field of this name already.",
    )


def test_a_plan_that_is_there_takes_the_deals(export: Export, written: Written) -> None:
    written.bring_in(export)
    plan = written.plan("Isdom")
    plan.starts_on, plan.ends_on = date(2026, 4, 1), date(2027, 3, 31)
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,Isdom,Engaging,2017-01-01,,")

    written.bring_in(export)

    assert written.deal("B1").plan_id == plan.id
    assert db.session.scalar(select(func.count(Plan.id))) == 2


def test_a_closed_plan_is_followed_by_one_for_the_rest_of_the_year(
    export: Export, written: Written
) -> None:
    written.bring_in(export)
    written.plan("Isdom").status = PlanStatus.CLOSED
    export.add("sales_pipeline", "B1,Moses Frase,GTX Pro,Isdom,Engaging,2017-01-01,,")

    written.bring_in(export)

    plan = written.deal("B1").plan
    assert (plan.starts_on, plan.ends_on) == (TODAY, date(2026, 12, 31))
    assert written.deal("A1").plan.status is PlanStatus.CLOSED
