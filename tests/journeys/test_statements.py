"""Pages ask the database as often for one item as for many."""

import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Customer, Person, Plan
from planner.models.people.setting import ADMINISTRATORS_SEE_PLANS, AGES_VISIBLE_TO
from planner.planfiles import read_plan_file
from planner.planfiles.importing import import_document
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.statements import counted
from tests.support.stories.cast import Cast
from tests.support.stories.plan_documents import plan_file
from tests.support.stories.visits import decide
from tools.bench.plans import document

PLAN_PAGE, CUSTOMERS_LIST = 18, 19
LISTS = ("goals", "activities", "conversations", "ideas", "deals")
MANY_CUSTOMERS = 500


def tiny(large: dict[str, Any], key: str) -> dict[str, Any]:
    """The same plan with one item of each kind."""
    plan = {**large["plan"], **{name: large["plan"][name][:1] for name in LISTS}}
    plan["conversations"][0]["entries"][1:] = []
    shortened = {name: large[name][:1] for name in ("potentials", "contacts")}
    contact = shortened["contacts"][0]["key"]
    plan["conversations"][0]["entries"][0]["contacts"] = [contact]
    return {**large, **shortened, "customer": {**large["customer"], "key": key}, "plan": plan}


def brought_in(app: Flask, content: dict[str, Any]) -> int:
    """The id of the plan that was imported."""
    with app.app_context():
        import_document(read_plan_file(plan_file(content), "plan.json"), by=None, name="plan.json")
        db.session.commit()
        key = content["customer"]["key"]
        return db.session.scalars(select(Plan.id).join(Customer).where(Customer.key == key)).one()


def statements_of(app: Flask, who: Visitor, address: str, *, shows: str) -> int:
    with app.app_context():
        engine = db.engine
    with counted(engine) as statements:
        page = who.visit(address)
    assert page.status == 200
    assert shows in page.text
    return len(statements)


def owner(app: Flask) -> Person:
    """The account manager of the imported plans."""
    with app.app_context():
        return db.session.scalars(select(Person).where(Person.key == "anna")).one()


def test_plan_page_takes_as_many_statements_for_100_items_as_for_a_few(
    app: Flask, visitor: Visitors
) -> None:
    large = document(1, TODAY)
    assert [len(large["plan"][name]) for name in LISTS] == [10, 40, 12, 6, 8]
    assert sum(len(talk["entries"]) for talk in large["plan"]["conversations"]) == 60
    plans = brought_in(app, large), brought_in(app, tiny(document(1, TODAY), "bench-tiny"))
    anna = visitor(owner(app))
    anna.visit("/settings")
    of_large, of_tiny = (
        statements_of(app, anna, f"/plans/{plan}", shows="Leasing contract 0") for plan in plans
    )
    # One more looks up the talks that a symptom rests on, which the tiny plan does not have.
    assert of_tiny <= of_large <= of_tiny + 1 <= PLAN_PAGE


def test_plan_page_takes_no_more_statements_when_it_is_read_again(
    app: Flask, visitor: Visitors
) -> None:
    plan = brought_in(app, document(1, TODAY))
    anna = visitor(owner(app))
    first, second = (
        statements_of(app, anna, f"/plans/{plan}", shows="Leasing contract 0") for _ in range(2)
    )
    assert second <= first <= PLAN_PAGE


def test_plan_page_of_a_lead_takes_no_more_statements_for_more_periods(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    """Nobody has decided whether leads see ages, and each period asks for it."""
    paul = visitor(cast.paul)
    counts = []
    for year in range(2027, 2030):
        address = f"/plans/{cast.plan.id}"
        counts.append(statements_of(app, paul, address, shows="Eisenwerk Brühl AG"))
        with app.app_context():
            period = {
                "starts_on": datetime.date(year, 1, 1),
                "ends_on": datetime.date(year, 12, 31),
            }
            db.session.add(Plan(customer_id=cast.customer.id, **period))
            db.session.commit()
        app.extensions["cache"].entries.clear()
    assert len(set(counts)) == 1
    assert counts[0] <= PLAN_PAGE


@pytest.mark.parametrize("name", ["ada", "otto", "paul"])
@pytest.mark.parametrize("value", ["leads", "members", None])
def test_plan_page_takes_no_more_statements_for_who_reads_it_by_a_decision(
    app: Flask, cast: Cast, visitor: Visitors, name: str, value: str | None
) -> None:
    decide(app, cast, ADMINISTRATORS_SEE_PLANS, "yes")
    if value:
        decide(app, cast, AGES_VISIBLE_TO, value)
    with app.app_context():
        db.session.get_one(Person, cast.ada.id).is_auditor = True
        db.session.commit()
    plan = brought_in(app, document(1, TODAY))
    reader = visitor(getattr(cast, name))
    assert statements_of(app, reader, f"/plans/{plan}", shows="Leasing contract 0") <= PLAN_PAGE


def test_customers_list_takes_as_many_statements_for_500_customers_as_for_10(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    counts = []
    for number in (10, MANY_CUSTOMERS):
        add_customers(app, cast.anna.id, number)
        app.extensions["cache"].entries.clear()  # of rows that have come without an event
        counts.append(statements_of(app, anna, "/customers", shows="Werk 1 GmbH"))
        counts.append(
            statements_of(app, anna, "/customers?text=werk&sort=name", shows="Werk 1 GmbH")
        )
    few, few_found, many, many_found = counts
    assert few == many <= CUSTOMERS_LIST
    assert few_found == many_found <= CUSTOMERS_LIST


def add_customers(app: Flask, owner_id: int, up_to: int) -> None:
    """Customers of one owner, with a plan each, until there are that many."""
    period = {"starts_on": TODAY, "ends_on": TODAY + datetime.timedelta(days=300)}
    with app.app_context():
        present = db.session.query(Customer).filter(Customer.key.like("werk-%")).count()
        for number in range(present, up_to):
            name = f"Werk {number} GmbH"
            customer = Customer(key=f"werk-{number}", name=name, owner_id=owner_id)
            db.session.add(Plan(customer=customer, **period))
        db.session.commit()
