"""The list of customers: search, filter, sort, page by page, and only what one may see."""

import pytest
from flask import Flask
from sqlalchemy import insert, select

from planner.actions.plan import customers, potentials
from planner.database import db
from planner.models import Customer, Person
from planner.models.kinds import Stage
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast

# Names are sorted, searched and paged by the database.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

NAMES = ["Äpfel & Birnen GmbH", "Zimmerei Straßer", "Bäckerei Öhm"]


@pytest.fixture
def more(app: Flask, cast: Cast) -> None:
    """Three more customers of Anna's, one of them a prospect with potential in Payments."""
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        for number, name in enumerate(NAMES):
            values = {"name": name, "annual_revenue": 1000 - number}
            customer = customers.create(values, by=anna)
        customers.update(customer, {"stage": Stage.PROSPECT}, by=anna)
        values = {"field_id": cast.insurance.id, "annual_value": 5}
        potentials.create(customer, values, by=anna)
        db.session.commit()


def listed(page: Page) -> list[str]:
    """The names in the list, in order."""
    rows = page.element("customers").all("tbody")[0].all("tr")
    return [row.all("a")[0].text for row in rows]


def test_list_is_sorted_by_name_without_regard_to_umlauts(
    cast: Cast, more: None, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit("/customers")
    assert listed(page) == [NAMES[0], NAMES[2], "Eisenwerk Brühl AG", NAMES[1]]
    turned = page.click("Customer ↑")
    assert listed(turned) == listed(page)[::-1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [("strasser", NAMES[1]), ("OHM", NAMES[2]), ("äpfel", NAMES[0]), ("% & ", None)],
)
def test_search_finds_parts_of_names_whatever_their_case_and_accents(
    cast: Cast, more: None, visitor: Visitors, typed: str, found: str | None
) -> None:
    page = visitor(cast.anna).visit("/customers").form("/customers").fill(text=typed).submit()
    if found is None:
        assert "No customer found" in page.text
    else:
        assert listed(page) == [found]


def test_every_customer_stands_on_one_page_while_names_change_between_two(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        owner = {"owner_id": cast.anna.id}
        many = [{"key": f"n{n}", "name": f"Many {n:03}", **owner} for n in range(140)]
        db.session.execute(insert(Customer), many)
        db.session.commit()
    for sort in ("name", "-name", "stage", "-revenue"):
        page = visitor(cast.anna).visit(f"/customers?text=many&sort={sort}")
        seen = listed(page)
        for number in range(2):  # of the first page one goes behind all, of the last one before all
            with app.app_context():
                for name in (seen[number], f"Many {139 - 60 * number:03}"):
                    found = db.session.scalars(select(Customer).filter_by(name=name)).first()
                    if found is not None:
                        found.name = f"{'Zz' if name in seen else 'Aa'} many {sort} {number}"
                db.session.commit()
            page = page.click("Next")
            seen += listed(page)
        assert page.click("Previous").click("Previous").status == 200
        with app.app_context():
            stayed = db.session.scalars(select(Customer.name).filter(Customer.name.like("Many %")))
            assert all(seen.count(name) == 1 for name in stayed), sort


NONSENSE = ["2.after.W10", "2.before.WyJhIl0", "3.after.x", "1.after.", "2.after.WyJhIiwiYiJd"]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("page", NONSENSE)
def test_an_address_that_no_list_has_made_shows_the_first_page(
    cast: Cast, more: None, visitor: Visitors, page: str
) -> None:
    assert len(listed(visitor(cast.anna).visit(f"/customers?page={page}"))) == 4


@pytest.mark.databases("sqlite")
def test_a_page_that_is_no_longer_there_leads_to_the_first(
    cast: Cast, more: None, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit("/customers?page=9")
    assert "There is no page 9" in page.text
    assert len(listed(page.click("To the first page"))) == 4


def test_filters_narrow_the_list(cast: Cast, more: None, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit("/customers").form("/customers")
    assert listed(form.fill(stage="Prospect").submit()) == [NAMES[2]]
    form = visitor(cast.anna).visit("/customers").form("/customers")
    assert NAMES[2] in listed(form.fill(field_id="Insurance").submit())
    form = visitor(cast.anna).visit("/customers").form("/customers")
    assert "No customer found" in form.fill(team=cast.north.name).submit().text


def test_what_makes_no_sense_in_the_address_is_passed_over(cast: Cast, visitor: Visitors) -> None:
    nonsense = "/customers?team_id=x&stage=none&page=-3&sort=drop&field_id=999999"
    assert listed(visitor(cast.anna).visit(nonsense)) == ["Eisenwerk Brühl AG"]


def test_long_lists_come_page_by_page(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        for number in range(55):
            customers.create({"name": f"Kunde {number:02}"}, by=anna)
        db.session.commit()
    first = visitor(cast.anna).visit("/customers")
    second = first.click("Next")
    assert len(listed(first)) == 50
    assert listed(second) == [f"Kunde {number:02}" for number in range(49, 55)]
    assert "Next" not in second.links


def test_each_sees_the_own_customers_only(cast: Cast, more: None, visitor: Visitors) -> None:
    assert listed(visitor(cast.jo).visit("/customers")) == ["Eisenwerk Brühl AG"]
    assert len(listed(visitor(cast.paul).visit("/customers"))) == 4
    assert len(listed(visitor(cast.otto).visit("/customers"))) == 4
    for nobody in (cast.fritz, cast.mira):
        assert "No customers yet" in visitor(nobody).visit("/customers").text
        assert visitor(nobody).visit("/customers/eisenwerk-bruehl-ag").status == 404


def test_htmx_gets_the_list_without_the_frame(cast: Cast, visitor: Visitors) -> None:
    answer = visitor(cast.anna).visit("/customers?text=eisen", htmx=True)
    assert "<html" not in answer.html
    assert listed(answer) == ["Eisenwerk Brühl AG"]
    assert "HX-Request" in answer.headers["Vary"]
