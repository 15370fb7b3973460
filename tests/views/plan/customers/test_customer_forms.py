"""New customers, and what is known about them."""

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import customers
from planner.database import db
from planner.models import Activity, Customer, Person, Review
from planner.models.kinds import Stage
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


def customer_named(name: str) -> Customer | None:
    return db.session.scalar(select(Customer).where(Customer.name == name))


def test_generalist_adds_a_customer_with_its_name_alone(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.fritz).visit("/new-customer").form("customer-form")
    page = form.fill(name="Hütte & Söhne <b>KG</b>").submit().follow()
    assert page.heading == "Hütte & Söhne <b>KG</b>"
    assert "Begin a plan" in page.links
    with app.app_context():
        customer = customer_named("Hütte & Söhne <b>KG</b>")
        assert customer is not None
        assert (customer.owner_id, customer.currency) == (cast.fritz.id, "EUR")
        assert customer.stage is Stage.CUSTOMER


def test_number_in_german_form_is_read_in_german(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.fritz, language="de").visit("/new-customer").form("customer-form")
    assert form.fill(name="Hütte", annual_revenue="1.234.567,5").submit().status == 303
    with app.app_context():
        customer = customer_named("Hütte")
        assert customer is not None
        assert str(customer.annual_revenue) == "1234567.5"


def test_everything_wrong_is_said_at_its_field_at_once(cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.fritz).visit("/new-customer").form("customer-form")
    form.fill(name="x" * 201, country="Germany", currency="eur", annual_revenue="-1", city="Köln")
    answer = form.submit()
    assert answer.status == 422
    assert answer.errors == [
        "Use at most 200 characters.",
        "Write two capital letters, such as DE.",
        "Write a number from 0 to 999,999,999,999,999.",
        "Write three capital letters, such as EUR.",
    ]
    kept = answer.form("customer-form")
    assert (kept["name"], kept["currency"], kept["city"]) == ("x" * 201, "eur", "Köln")


def test_form_sent_twice_adds_one_customer(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.fritz).visit("/new-customer").form("customer-form").fill(name="Hütte")
    assert form.submit().status == 303
    assert form.submit().status == 303
    with app.app_context():
        assert len(db.session.scalars(select(Customer)).all()) == 2


@pytest.mark.parametrize("name", ["jo", "otto", "ruth"])
def test_who_does_not_sell_adds_no_customers(name: str, cast: Cast, visitor: Visitors) -> None:
    assert visitor(getattr(cast, name)).visit("/new-customer").status == 404


def test_administrator_adds_a_customer_for_somebody_else(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    ada = visitor(cast.ada)
    form = ada.visit("/new-customer").form("customer-form")
    page = form.fill(name="Hütte", owner_id="Fritz Fremd").submit().follow()
    assert "Fritz Fremd can begin one." in page.text
    assert "Hütte" in ada.visit("/customers").text
    assert visitor(cast.anna).visit("/customers/huette").status == 404
    with app.app_context():
        customer = customer_named("Hütte")
        assert customer is not None
        assert customer.owner_id == cast.fritz.id


def test_member_corrects_a_customer_but_does_not_give_it_away(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/customers/{cast.customer.key}/edit")
    form = page.form("customer-form")
    assert "owner_id" not in form
    page = form.fill(city="Wesseling").tamper(owner_id=str(cast.fritz.id)).submit()
    assert page.status == 303
    with app.app_context():
        customer = db.session.get_one(Customer, cast.customer.id)
        assert (customer.city, customer.owner_id) == ("Wesseling", cast.anna.id)


def test_owner_hands_a_customer_over_and_no_longer_sees_one_without_plan(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        customers.create({"name": "Hütte"}, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    form = visitor(cast.anna).visit("/customers/huette/edit").form("customer-form")
    refused = form.fill(owner_id="").submit()
    assert refused.status == 422
    assert refused.errors == ["Choose one of the list."]
    page = form.fill(owner_id="Fritz Fremd").submit()
    assert page.location == "/customers"
    assert visitor(cast.fritz).visit("/customers/huette").status == 200


def _held_by_the_owner(app: Flask, cast: Cast) -> int:
    activity = planned.activity(app, cast)
    planned.give(app, activity, cast.anna)
    planned.review_ahead(app, cast)
    return activity


@pytest.mark.databases("sqlite", "postgresql")
def test_new_owner_takes_over_what_the_one_before_holds_on_the_plan(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity = _held_by_the_owner(app, cast)
    page = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/edit")
    held = page.element("held").text
    assert "Open activities: 1 Visit the plant" in held
    assert "Planned reviews: 1" in held
    page.form("customer-form").fill(owner_id="Fritz Fremd").submit()
    with app.app_context():
        assert db.session.get_one(Customer, cast.customer.id).owner_id == cast.fritz.id
        assert db.session.get_one(Activity, activity).assignee_id == cast.fritz.id
        assert db.session.scalars(select(Review.by_id)).all() == [cast.fritz.id]


def test_what_the_old_owner_holds_may_stay_where_it_is(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    activity = _held_by_the_owner(app, cast)
    form = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/edit").form("customer-form")
    form.fill(owner_id="Fritz Fremd", passes_on=False).submit()
    assert planned.now(app, activity).assignee_id == cast.anna.id


def test_nothing_passes_while_the_owner_stays(app: Flask, cast: Cast, visitor: Visitors) -> None:
    activity = _held_by_the_owner(app, cast)
    form = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/edit").form("customer-form")
    form.fill(city="Wesseling").submit()
    assert planned.now(app, activity).assignee_id == cast.anna.id


def test_who_may_not_work_on_a_customer_cannot_change_it(cast: Cast, visitor: Visitors) -> None:
    address = f"/customers/{cast.customer.key}/edit"
    assert visitor(cast.otto).visit(address).status == 403
    assert visitor(cast.fritz).visit(address).status == 404
    assert visitor(cast.ada).visit(address).status == 404
    assert visitor(cast.paul).visit(address).status == 200
