"""Many customers at once, from a table that is pasted or sent as a file."""

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.database import db
from planner.models import Customer, Event
from planner.models.kinds import Stage
from tests.support.fixtures import Visitors
from tests.support.pages import Page, Visitor
from tests.support.stories.cast import Cast

THREE = (
    "Kunde\tOrt\tLand\tJahresumsatz\tKundenstatus\tVerantwortlich\n"
    "Jürgens GmbH\tKöln\tDeutschland\t1.250.000\tProspect\tAnna Berg\n"
    "Möller KG\tKiel\tDE\t\t\ttom@example.org\n"
    "Łódź Sp. z o.o.\tŁódź\tPoland\t12.5 Mio\tSuspect\tPaul Stein\n"
)


def look_at(visitor: Visitor, text: str = "", **more: object) -> Page:
    return visitor.visit("/new-customers").form("table-form").fill(text=text, **more).submit()


def customers(app: Flask) -> dict[str, Customer]:
    with app.app_context():
        return {customer.name: customer for customer in db.session.scalars(select(Customer))}


def test_an_administrator_pastes_customers(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = look_at(visitor(cast.ada), THREE)
    assert "3 customers can be added." in page.text
    assert "Jürgens GmbH" not in customers(app)
    page = page.form("table-form").submit("Add 3 customers").follow()
    assert "3 customers are added." in page.text
    found = customers(app)
    juergens, lodz = found["Jürgens GmbH"], found["Łódź Sp. z o.o."]
    assert (juergens.owner_id, juergens.city, juergens.country) == (cast.anna.id, "Köln", "DE")
    assert (juergens.annual_revenue, juergens.stage) == (Decimal(1_250_000), Stage.PROSPECT)
    assert (lodz.key, lodz.owner_id, lodz.country) == ("lodz-sp-z-o-o", cast.paul.id, "PL")
    assert lodz.annual_revenue == Decimal(12_500_000)
    assert (found["Möller KG"].owner_id, found["Möller KG"].stage) == (cast.tom.id, Stage.CUSTOMER)


def test_each_is_an_event_of_one_act(app: Flask, cast: Cast, visitor: Visitors) -> None:
    look_at(visitor(cast.ada), THREE).form("table-form").submit("Add 3 customers")
    with app.app_context():
        statement = select(Event).where(Event.type == "customer.created").order_by(Event.id)
        first, *others = db.session.scalars(statement).all()
        assert first.subject_name == "Jürgens GmbH"
        assert first.changes["owner"] == [None, {"id": cast.anna.id, "name": "Anna Berg"}]
        assert {event.act_id for event in others} == {first.id}
        assert [event.customer_id for event in others] == [event.subject_id for event in others]


def test_a_generalist_owns_those_that_name_nobody(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = look_at(visitor(cast.anna), "Jürgens GmbH\nMöller KG")
    page.form("table-form").submit("Add 2 customers")
    assert customers(app)["Möller KG"].owner_id == cast.anna.id


@pytest.mark.databases("sqlite")
def test_a_lead_says_whose_they_are(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = look_at(visitor(cast.paul), "Jürgens GmbH\nMöller KG")
    assert page.element("row-1").text.count("Write whose customer it is.") == 1
    page = page.form("table-form").fill(**{"otherwise-owner": "Tom Ahrens"}).submit("Look again")
    page.form("table-form").submit("Add 2 customers")
    assert customers(app)["Möller KG"].owner_id == cast.tom.id


@pytest.mark.databases("sqlite")
def test_what_is_wrong_stands_at_its_cell(cast: Cast, visitor: Visitors) -> None:
    text = (
        "Name;Owner;Country;Revenue;Currency;Stage\n"
        "Jürgens GmbH;Mira Sommer;Atlantis;much;Taler;new\n"
        f"{'x' * 201};;;1,250;;\n"
    )
    page = look_at(visitor(cast.ada), text)
    errors = {place: page.element(f"cell-1-{place}-error").text for place in range(1, 6)}
    assert errors[1].startswith("Nobody of this name can own a customer.")
    assert errors[2] == "Write a country, or its two letters such as DE."
    assert errors[3] == "This is not a number."
    assert errors[4] == "Write three capital letters, such as EUR."
    assert errors[5].startswith("Write one of these: Suspect, Prospect,")
    assert page.element("cell-2-0-error").text == "Use at most 200 characters."


def test_customers_that_may_be_there_already_are_named(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    text = "Alpha\nEisenwerk Brühl\nMöller KG\nMoller AG"
    page = look_at(visitor(cast.anna), text)
    assert "“Eisenwerk Brühl AG” is there already." in page.element("row-2").text
    assert "Row 3 may be the same customer." in page.element("row-4").text
    form = page.form("table-form").fill(leaves_out_alike=True)
    page = form.submit("Look again")
    assert "Eisenwerk Brühl" in page.element("left-out").text
    page.form("table-form").submit("Add 2 customers")
    assert "Möller KG" in customers(app)


def test_a_customer_that_one_may_not_see_is_not_named(cast: Cast, visitor: Visitors) -> None:
    page = look_at(visitor(cast.fritz), "Eisenwerk Brühl GmbH")
    assert "This customer may be there already. Ask Anna Berg." in page.element("row-1").text
    assert "Eisenwerk Brühl AG" not in page.text


@pytest.mark.databases("sqlite")
def test_another_of_the_same_name_is_added_when_one_says_so(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = look_at(visitor(cast.anna), "Name;Ort\nEisenwerk Brühl;Ulm")
    page = page.form("table-form").fill(despite="1").submit("Look again")
    page.form("table-form").submit("Add 1 customer")
    assert customers(app)["Eisenwerk Brühl"].city == "Ulm"


@pytest.mark.parametrize("who", ["mira", "otto", "ruth"])
def test_others_add_none(cast: Cast, visitor: Visitors, who: str) -> None:
    somebody = visitor(getattr(cast, who))
    assert somebody.visit("/new-customers").status == 404
    page = look_at(visitor(cast.ada), THREE)
    for button in ("Look again", "Add 3 customers"):
        assert page.form("table-form").sent_by(somebody, button).status == 404


def test_many_are_pasted_at_once(app: Flask, cast: Cast, visitor: Visitors) -> None:
    rows = [f"Werk {number * 7919:09} AG\tOrt {number}" for number in range(1_000)]
    page = look_at(visitor(cast.anna), "\n".join(["Kunde\tOrt", *rows]))
    assert "and 700 more rows" in page.text
    assert page.form("table-form").submit("Add 1000 customers").status == 303
    with app.app_context():
        number = select(func.count()).where(Customer.city.startswith("Ort "))
        assert db.session.scalar(number) == 1_000
