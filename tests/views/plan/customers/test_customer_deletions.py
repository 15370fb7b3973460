"""A customer is deleted with all that hangs on it, after a look, and comes back with all of it."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import Base, db
from planner.models import Customer
from planner.nouns import NOUNS
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Page
from tests.support.stories.cast import Cast
from tests.support.stories.places import surroundings

# Rows go and come back in an order that their references allow.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

# What tells of the deletion itself, and what was never part of the customer.
_BESIDE = {"events", "sessions", "submissions", "sqlite_sequence"}
# To whose numbers nobody refers.
_NUMBERLESS = {"ratings", "notifications", "plan_visits", "search_entries"}


def everything() -> dict[str, list[Any]]:
    """All rows by table, without the numbers of what nobody refers to."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if table.name not in _BESIDE:
            numberless = table.name in _NUMBERLESS
            columns = [c for c in table.c if not (numberless and c.name == "id")]
            found[table.name] = sorted(map(str, db.session.execute(select(*columns)).all()))
    return found


@pytest.fixture
def rich(app: Flask, cast: Cast) -> str:
    """The key of a customer of Paul's team that has something of every kind."""
    surroundings(app)
    with app.app_context():
        customer = db.session.scalars(select(Customer).where(Customer.id != cast.customer.id)).one()
        assert customer.owner is not None
        customer.owner.team_id = cast.south.id
        db.session.commit()
        return customer.key


def return_button(page: Page) -> Form:
    """Of the list, beside which the offer to undo may stand."""
    return [form for form in page.forms if form.element["action"].endswith("/undo")][-1]


def test_lead_deletes_a_customer_after_a_look_and_all_of_it_comes_back(
    app: Flask, cast: Cast, rich: str, visitor: Visitors
) -> None:
    with app.app_context():
        before = everything()
    paul = visitor(cast.paul)
    page = paul.visit(f"/customers/{rich}/edit").click("Delete the customer …")
    assert "Plans: 1" in page.element("parts").text
    page = page.form("deletion").submit().follow()
    assert "Customer deleted: " in page.text
    with app.app_context():
        assert db.session.scalars(select(Customer.key)).all() == [cast.customer.key]
        assert everything()["goals"] == everything()["comments"] == []
    page = return_button(paul.visit("/deleted-customers")).submit().follow()
    assert page.address == f"/customers/{rich}"
    with app.app_context():
        after = everything()
    for table, held in before.items():
        assert after[table] == held, table


def test_the_look_tells_of_every_kind_that_goes_with_it(
    app: Flask, cast: Cast, rich: str, visitor: Visitors
) -> None:
    with app.app_context():
        there = {table for table, held in everything().items() if held}
    told = visitor(cast.paul).visit(f"/customers/{rich}/deletion").element("parts").text
    nouns = [noun for noun in NOUNS if noun.hangs_on_customer and noun.table in there]
    kinds = {str(noun.many) for noun in nouns if noun.many} | {"Plans", "Comments"}
    # Who is on a plan is told by name.
    assert {kind for kind in kinds - {"Plan", "Members"} if f"{kind}: " not in told} == set()
    assert "Requests: " in told


def test_members_learn_who_deleted_it_and_the_stranger_nothing(
    cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/customers/{cast.customer.key}/edit")
    form = page.form("customer-form").fill(city="Wesseling")
    assert "Delete the customer …" not in page.links
    visitor(cast.paul).visit(f"/customers/{cast.customer.key}/deletion").form("deletion").submit()
    late = form.submit()
    assert late.status == 409
    assert "Paul Stein deleted “Eisenwerk Brühl AG”" in late.text
    assert "Wesseling" in late.text
    assert "Bring it back" not in late.text
    assert visitor(cast.jo).visit(f"/plans/{cast.plan.id}").status == 410
    for address in (f"/customers/{cast.customer.key}", f"/plans/{cast.plan.id}"):
        assert visitor(cast.fritz).visit(address).status == 404
    assert visitor(cast.fritz).visit("/deleted-customers").status == 404


def test_what_changed_since_the_look_is_looked_at_again(cast: Cast, visitor: Visitors) -> None:
    address = f"/customers/{cast.customer.key}"
    form = visitor(cast.paul).visit(f"{address}/deletion").form("deletion")
    visitor(cast.anna).visit(f"{address}/edit").form("customer-form").fill(city="Bonn").submit()
    page = form.submit()
    assert page.status == 409
    assert "Somebody has changed something here since you looked." in page.text
    assert page.form("deletion").submit().status == 303


@pytest.mark.parametrize(
    ("who", "status"), [("anna", 403), ("jo", 403), ("otto", 403), ("ada", 404), ("fritz", 404)]
)
def test_who_may_not_delete_it(cast: Cast, visitor: Visitors, who: str, status: int) -> None:
    somebody = visitor(getattr(cast, who))
    address = f"/customers/{cast.customer.key}/deletion"
    assert somebody.visit(address).status == status
    assert visitor(cast.paul).visit(address).form("deletion").sent_by(somebody).status == status


def test_only_who_may_delete_brings_it_back(app: Flask, cast: Cast, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    paul.visit(f"/customers/{cast.customer.key}/deletion").form("deletion").submit()
    form = return_button(paul.visit("/deleted-customers"))
    for who, status in (("anna", 403), ("otto", 403), ("fritz", 404)):
        assert form.sent_by(visitor(getattr(cast, who))).status == status
    assert "Eisenwerk Brühl AG" in visitor(cast.otto).visit("/deleted-customers").text
    assert "Eisenwerk Brühl AG" not in visitor(cast.ada).visit("/deleted-customers").text
    assert form.submit().status == 303
    assert "None." in paul.visit("/deleted-customers").text
