"""A customer that is there twice is merged into the one that stays, and nothing of it is lost."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Contact, Customer, Event, Plan, Potential
from planner.models.kinds import PlanStatus
from tests.support.fixtures import Visitors
from tests.support.page_forms import Form
from tests.support.pages import Page
from tests.support.stories.cast import PLAN_BEGAN, Cast
from tests.support.stories.places import surroundings
from tests.views.plan.customers.test_customer_deletions import everything

# Rows go and come back in an order that their references allow.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

STAYS = "eisenwerk-bruehl-ag"
TWIN = "eisenwerk-bruehl"


@pytest.fixture
def twin(app: Flask, cast: Cast) -> Customer:
    """Eisenwerk Brühl, once more, of Anna: with a plan of last year that began as late, and a
    contact and a potential that the other one has as well."""
    with app.app_context():
        twin = Customer(key=TWIN, name="Eisenwerk Brühl", owner_id=cast.anna.id)
        twin.contacts = [Contact(key="contact-1", name="Erika Muster")]
        twin.potentials = [_potential(cast, 70_000)]
        stays = db.session.get_one(Customer, cast.customer.id)
        stays.contacts = [Contact(key="contact-1", name="erika muster")]
        db.session.add_all((twin, _plan(twin)))
        db.session.commit()
        return twin


def _potential(cast: Cast, value: int) -> Potential:
    return Potential(field_id=cast.leasing.id, annual_value=Decimal(value), screened_on=PLAN_BEGAN)


def _plan(customer: Customer) -> Plan:
    return Plan(
        customer=customer,
        starts_on=PLAN_BEGAN,
        ends_on=datetime.date(2026, 3, 31),
        status=PlanStatus.CLOSED,
        activated_on=PLAN_BEGAN,
    )


def assert_is_back(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> None:
    """All rows of all tables; a plan that was looked at on the way may be rated beside that."""
    for table, held in before.items():
        if table in {"ratings", "notifications"}:
            assert set(held) <= set(after[table]), table
        else:
            assert after[table] == held, table


def undo_button(page: Page) -> Form:
    return [form for form in page.forms if form.element["action"].endswith("/undo")][-1]


def look(visitor: Visitors, cast: Cast) -> Page:
    """Paul goes from the customer to what would move."""
    page = visitor(cast.paul).visit(f"/customers/{TWIN}/edit")
    page = page.click("Merge into another customer …")
    return page.click("Eisenwerk Brühl AG")


def test_lead_merges_a_customer_after_a_look_and_all_of_it_goes_back(
    app: Flask, cast: Cast, twin: Customer, visitor: Visitors
) -> None:
    with app.app_context():
        before = everything()
    page = look(visitor, cast)
    assert "Plans: 1" in page.element("parts").text
    meets = page.element("meeting").text
    assert "erika muster is a contact of both, and likely the same." in meets
    assert "120,000 € stays; 70,000 € goes into the history" in meets
    assert "begins on" in meets
    page = page.form("merging").submit().follow()
    assert page.address == f"/customers/{STAYS}"
    people = next(to for name, to in page.links.items() if name.startswith("People"))
    assert "Erika Muster" in page.visitor.visit(people).text
    with app.app_context():
        assert db.session.scalars(select(Customer.key)).all() == [STAYS]
        plans = db.session.scalars(select(Plan.starts_on).order_by(Plan.starts_on)).all()
        assert plans == [PLAN_BEGAN, PLAN_BEGAN + datetime.timedelta(days=1)]
        values = select(Potential.annual_value).where(Potential.field_id == cast.leasing.id)
        assert db.session.scalars(values).all() == [Decimal(120_000)]
    history = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    assert "Customer merged into this one: Eisenwerk Brühl" in history.text
    assert "70,000" in history.text
    assert [form for form in history.forms if form.element["action"].endswith("/undo")] == []
    deleted = visitor(cast.paul).visit("/deleted-customers")
    assert "Merged into Eisenwerk Brühl AG" in deleted.text
    assert undo_button(deleted).submit().follow().address == f"/customers/{TWIN}"
    with app.app_context():
        assert_is_back(before, everything())


def test_all_kinds_of_parts_go_back_from_the_offer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    surroundings(app)
    with app.app_context():
        rich = db.session.scalars(select(Customer).where(Customer.id != cast.customer.id)).one()
        assert rich.owner is not None
        rich.owner.team_id = cast.south.id
        for plan in db.session.scalars(select(Plan).where(Plan.customer_id == rich.id)):
            plan.starts_on, plan.ends_on = datetime.date(2031, 1, 1), datetime.date(2031, 12, 31)
        db.session.commit()
        key, plan_id, before, owner = rich.key, plan.id, everything(), rich.owner
        told = select(Event.id).where(Event.plan_id == plan_id, Event.customer_id == rich.id)
        history = len(db.session.scalars(told).all())
    address = f"/customers/{key}/merging?into={STAYS}"
    page = visitor(cast.paul).visit(address).form("merging").submit().follow()
    assert visitor(owner).visit(f"/plans/{plan_id}").status == 200
    with app.app_context():
        moved = select(Event.id).where(
            Event.plan_id == plan_id, Event.customer_id == cast.customer.id
        )
        assert len(db.session.scalars(moved).all()) >= history > 0
    assert undo_button(page).submit().status == 303
    with app.app_context():
        assert_is_back(before, everything())


def test_old_address_leads_who_may_to_the_one_that_stays(
    cast: Cast, twin: Customer, visitor: Visitors
) -> None:
    late = visitor(cast.anna).visit(f"/customers/{TWIN}/edit").form("customer-form")
    look(visitor, cast).form("merging").submit()
    page = visitor(cast.jo).visit(f"/customers/{TWIN}")
    assert page.status == 303
    assert page.follow().address == f"/customers/{STAYS}"
    assert visitor(cast.fritz).visit(f"/customers/{TWIN}").status == 404
    answer = late.fill(city="Wesseling").submit()
    assert answer.status == 409
    assert "Wesseling" in answer.text


def test_earlier_history_of_what_is_gone_leads_nowhere(
    app: Flask, cast: Cast, twin: Customer, visitor: Visitors
) -> None:
    edit = visitor(cast.anna).visit(f"/customers/{TWIN}/edit").form("customer-form")
    edit.fill(city="Bonn").submit()
    with app.app_context():
        changed = select(Event.id).where(Event.customer_id == twin.id)
        event_id = db.session.scalars(changed.order_by(Event.id)).first()
    page = look(visitor, cast).form("merging").submit().follow()
    sent = {"csrf_token": [undo_button(page)["csrf_token"]]}
    assert page.visitor.send("POST", f"/events/{event_id}/undo", sent).status == 404


def test_the_look_is_there_in_german(cast: Cast, twin: Customer, visitor: Visitors) -> None:
    address = f"/customers/{TWIN}/merging?into={STAYS}"
    page = visitor(cast.paul, language="de").visit(address)
    assert page.heading == "Eisenwerk Brühl mit Eisenwerk Brühl AG zusammenführen?"


def test_open_plans_of_one_time_are_not_merged(
    app: Flask, cast: Cast, twin: Customer, visitor: Visitors
) -> None:
    form = look(visitor, cast).form("merging")
    with app.app_context():
        plan = db.session.scalars(select(Plan).where(Plan.customer_id == twin.id)).one()
        plan.status = PlanStatus.ACTIVE
        db.session.commit()
    page = form.submit()
    assert page.status == 409
    assert "Close one of them, or give it another period; then merge." in page.text
    assert "Merge the customers" not in page.text
    with app.app_context():
        assert db.session.get(Customer, twin.id) is not None


def test_amounts_in_two_currencies_are_not_merged(
    app: Flask, cast: Cast, twin: Customer, visitor: Visitors
) -> None:
    with app.app_context():
        db.session.get_one(Customer, twin.id).currency = "CHF"
        db.session.commit()
    assert "The amounts are in CHF and EUR." in look(visitor, cast).element("hindrance").text


def test_what_changed_of_either_since_the_look_is_looked_at_again(
    cast: Cast, twin: Customer, visitor: Visitors
) -> None:
    for key in (STAYS, TWIN):
        form = look(visitor, cast).form("merging")
        edit = visitor(cast.anna).visit(f"/customers/{key}/edit").form("customer-form")
        edit.fill(city="Bonn").submit()
        page = form.submit()
        assert page.status == 409
        assert "Somebody has changed something here since you looked." in page.text
    assert page.form("merging").submit().status == 303


@pytest.mark.parametrize(
    ("who", "status"), [("anna", 403), ("otto", 403), ("ada", 404), ("fritz", 404)]
)
def test_who_may_not_merge_nor_take_it_back(
    cast: Cast, twin: Customer, visitor: Visitors, who: str, status: int
) -> None:
    somebody = visitor(getattr(cast, who))
    form = look(visitor, cast).form("merging")
    assert somebody.visit(f"/customers/{TWIN}/merging?into={STAYS}").status == status
    assert form.sent_by(somebody).status == status
    page = form.submit().follow()
    assert undo_button(page).sent_by(somebody).status == status


def test_into_a_customer_of_another_team_is_not_merged(
    app: Flask, cast: Cast, twin: Customer, visitor: Visitors
) -> None:
    paul = visitor(cast.paul)
    search = paul.visit(f"/customers/{TWIN}/merging").form("choice").fill(text="Werk AG")
    assert "Eisenwerk Brühl AG" in search.submit().element("offered").text
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).owner_id = cast.fritz.id
        db.session.commit()
    assert "None of those that you may merge" in search.submit().element("offered").text
    assert paul.visit(f"/customers/{TWIN}/merging?into={STAYS}").status == 404


def test_members_of_both_are_told_once_of_the_merging(
    app: Flask, cast: Cast, twin: Customer, visitor: Visitors
) -> None:
    look(visitor, cast).form("merging").submit()
    told = "Paul Stein has merged another customer into this one: Eisenwerk Brühl"
    for member in (cast.anna, cast.jo, cast.tom):
        assert visitor(member).visit("/notifications").text.count(told) == 1
    for other in (cast.paul, cast.fritz):
        assert told not in visitor(other).visit("/notifications").text
