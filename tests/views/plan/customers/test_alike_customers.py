"""Who adds or renames a customer is asked whether it is there already."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Customer
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

# Names are compared by the database.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

WARNED = ["This customer may be there already."]
ALIKE = ["eisenwerk brühl", "Eisenwerk Bruehl GmbH & Co. KG", "Eisenwerke Brühl"]


def how_many() -> int:
    return db.session.scalar(select(func.count(Customer.id))) or 0


@pytest.mark.parametrize("name", ALIKE)
def test_what_may_be_there_already_is_shown_and_nothing_typed_is_lost(
    app: Flask, cast: Cast, visitor: Visitors, name: str
) -> None:
    form = visitor(cast.anna).visit("/new-customer").form("customer-form")
    page = form.fill(name=name, city="Köln").submit()
    assert (page.status, page.errors) == (422, WARNED)
    assert page.links["Eisenwerk Brühl AG"] == f"/customers/{cast.customer.key}"
    assert page.form("customer-form")["city"] == "Köln"
    with app.app_context():
        assert how_many() == 1
    page = page.form("customer-form").fill(despite=True).submit().follow()
    assert page.heading == name
    with app.app_context():
        assert db.session.scalar(select(Customer.city).where(Customer.name == name)) == "Köln"


def test_who_may_not_see_it_is_told_whom_to_ask_and_no_more(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.fritz, language="de").visit("/new-customer").form("customer-form")
    page = form.fill(name="Eisenwerk Bruhl").submit()
    assert page.status == 422
    assert "Fragen Sie Anna Berg." in page.element("alike").text
    assert "Eisenwerk Brühl AG" not in page.html
    assert cast.customer.key not in page.html
    assert page.form("customer-form").fill(despite=True).submit().status == 303


def test_same_website_is_asked_about_and_another_name_once_more(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).website = "https://www.eisen.example/de"
        db.session.commit()
    form = visitor(cast.anna).visit("/new-customer").form("customer-form")
    page = form.fill(name="Something else", website="eisen.example").submit()
    assert page.errors == WARNED
    page = page.form("customer-form").fill(despite=True, name="Eisenwerk Brühl").submit()
    assert page.errors == WARNED
    page = page.form("customer-form").fill(despite=True, country="Germany").submit()
    assert page.errors == ["Write two capital letters, such as DE."]
    assert page.form("customer-form").fill(country="DE").submit().status == 303


def test_renaming_asks_too_and_other_changes_do_not(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    form = anna.visit("/new-customer").form("customer-form").fill(name="Gießerei Wesseling")
    assert form.submit().status == 303
    address = "/customers/giesserei-wesseling/edit"
    page = anna.visit(address).form("customer-form").fill(name="Eisenwerk Brühl SE").submit()
    assert (page.status, page.errors) == (422, WARNED)
    assert page.form("customer-form").fill(despite=True).submit().status == 303
    assert anna.visit(address).form("customer-form").fill(city="Bonn").submit().status == 303
