"""The pool: what waits for somebody, and where somebody of the own field is missing."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.access import own_field
from planner.database import db
from planner.models import Activity, Customer, Member, Person, Plan, Potential
from planner.models.kinds import PlanStatus, PotentialStatus
from planner.my_work.queries import pool
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

# What is open is filtered and paged by the database.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

DAY = datetime.date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


def titles(app: Flask, person: Person, **wanted: object) -> list[str]:
    with app.app_context():
        reader = db.session.get_one(Person, person.id)
        found = pool.pool_activities(reader, pool.PoolFilter(**wanted))  # type: ignore[arg-type]  # by name
        return [row.title for row in found.rows]


def names(app: Flask, person: Person) -> list[str]:
    with app.app_context():
        reader = db.session.get_one(Person, person.id)
        return [row.name for row in pool.uncovered(reader, pool.PoolFilter()).rows]


def close(app: Flask, cast: Cast) -> None:
    with app.app_context():
        db.session.get_one(Plan, cast.plan.id).status = PlanStatus.CLOSED
        db.session.commit()


def test_claiming_takes_two_clicks(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, field_id=cast.payments.id, due_on=DAY)
    mira = visitor(cast.mira)
    pool_page = mira.visit("/customers").click("Pool")
    row = pool_page.element(f"activity-{identity}").text
    assert "Eisenwerk Brühl AG" in row
    assert "Bayern" in row
    assert "due today" in row
    assert "not answered yet" in pool_page.press("Ask for it: Visit the plant", htmx=True).text


def test_everybody_finds_what_they_may_take(app: Flask, cast: Cast, visitor: Visitors) -> None:
    planned.activity(app, cast, "For Leasing", field_id=cast.leasing.id)
    planned.activity(app, cast, "For Payments", field_id=cast.payments.id)
    planned.activity(app, cast, "For anybody")
    planned.activity(app, cast, "Taken", assignee_id=cast.tom.id, field_id=cast.payments.id)

    everything = {"For Leasing", "For Payments", "For anybody"}
    for member in (cast.anna, cast.tom, cast.jo, cast.ruth):
        assert set(titles(app, member)) == everything
    assert titles(app, cast.mira) == ["For Payments"]
    assert titles(app, cast.vera) == ["For Leasing"]
    for outsider in (cast.fritz, cast.ada, cast.paul):
        assert titles(app, outsider) == []
    assert "Nothing waits here" in visitor(cast.fritz).visit("/pool").text
    assert not visitor(cast.ruth).visit("/pool").offers("Claim: For anybody")

    close(app, cast)
    for person in (cast.anna, cast.mira):
        assert titles(app, person) == []


def test_owner_of_neither_side_can_ask_for_what_waits(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.activity(app, cast, "For anybody")
    with app.app_context():
        db.session.get_one(Customer, cast.customer.id).owner_id = cast.ruth.id
        db.session.commit()
    page = visitor(cast.ruth).visit("/pool")
    assert "not answered yet" in page.press("Ask for it: For anybody", htmx=True).text


def test_list_and_single_activity_follow_one_rule(app: Flask, cast: Cast) -> None:
    for field in (cast.leasing, cast.payments, None):
        identity = field.id if field else None
        planned.activity(app, cast, f"Open {identity}", field_id=identity)
        planned.activity(app, cast, f"Taken {identity}", field_id=identity, assignee_id=cast.tom.id)
    for _closed in (False, True):
        for person in (cast.mira, cast.vera, cast.fritz, cast.otto):
            with app.app_context():
                reader = db.session.get_one(Person, person.id)
                work = db.session.scalars(select(Activity)).all()
                single = {item.title for item in work if own_field.waits_for(reader, item)}
            assert set(titles(app, person)) == single
        close(app, cast)


def test_pool_is_filtered_by_field_region_and_day(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    planned.activity(app, cast, "Soon", field_id=cast.leasing.id, due_on=DAY)
    planned.activity(app, cast, "Late", due_on=DAY + datetime.timedelta(days=40))
    planned.activity(app, cast, "Whenever")

    assert titles(app, cast.anna) == ["Soon", "Late", "Whenever"]
    assert titles(app, cast.anna, field_id=cast.leasing.id) == ["Soon"]
    assert titles(app, cast.anna, region="Hamburg") == []
    assert len(titles(app, cast.anna, region="Bayern")) == 3

    form = visitor(cast.anna).visit("/pool").form("pool-filter")
    page = form.fill(region="Bayern", due_until="2026-06-30").submit()
    assert page.form("pool-filter")["due_until"] == "2026-06-30"
    assert "Soon" in page.text
    assert "Late" not in page.text

    form = visitor(cast.anna).visit("/pool").form("pool-filter")
    page = form.fill(field_id="Leasing").submit()
    assert page.form("pool-filter")["field_id"] == str(cast.leasing.id)
    assert "Soon" in page.text
    assert "Whenever" not in page.text


def test_nonsense_in_the_address_is_passed_over(cast: Cast, visitor: Visitors) -> None:
    address = "/pool?page=-1&field_id=x&region=Atlantis&due_until=2026-02-30&customers_page=9e99"
    assert visitor(cast.mira).visit(address).status == 200


def test_specialist_sees_that_there_is_potential_and_asks_to_join(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    mira = visitor(cast.mira)
    page = mira.visit("/pool")
    shown = page.element("customer-eisenwerk-bruehl-ag").text
    assert "Brühl" in shown
    assert "Bayern" in shown
    assert "Potential in Payments: 120,000" in shown
    assert "/customers/eisenwerk-bruehl-ag" not in page.links.values()

    form = page.click("Ask to join: Eisenwerk Brühl AG").form("join-request-form")
    asked = form.fill(reason="They pay by cheque.").submit().follow().element("asked")
    assert "They pay by cheque." in asked.text
    again = mira.visit("/pool")
    assert "asked today" in again.element("customer-eisenwerk-bruehl-ag").text
    assert "Ask to join: Eisenwerk Brühl AG" not in again.links


def test_nobody_there_means_nobody_of_the_field_on_a_plan_that_goes_on(
    app: Flask, cast: Cast
) -> None:
    assert names(app, cast.mira) == ["Eisenwerk Brühl AG"]
    assert names(app, cast.jo) == [], "she is there herself"
    assert names(app, cast.vera) == [], "Jo is there for Leasing"
    with app.app_context():
        membership = select(Member).where(Member.person_id == cast.jo.id)
        db.session.scalars(membership).one().left_on = DAY
        db.session.commit()
    assert names(app, cast.vera) == ["Eisenwerk Brühl AG"]

    close(app, cast)
    assert names(app, cast.mira) == []


def test_rejected_potential_is_none(app: Flask, cast: Cast) -> None:
    with app.app_context():
        for potential in db.session.scalars(select(Potential)):
            potential.status = PotentialStatus.REJECTED
        db.session.commit()
    assert names(app, cast.mira) == []


def test_who_has_no_field_is_told_what_to_do(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        db.session.get_one(Person, cast.mira.id).field_id = None
        db.session.commit()
    assert "An administrator can do that" in visitor(cast.mira).visit("/pool").text
    assert "This is for specialists" in visitor(cast.anna).visit("/pool").text


def test_both_lists_are_paged_with_as_many_statements_as_ever(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        few = statements_of(cast.mira)
    for number in range(60):
        planned.activity(app, cast, f"Activity {number:02}", field_id=cast.payments.id)
        further_customer(app, cast, number)
    with app.app_context():
        assert statements_of(cast.mira) == few == 2

    mira = visitor(cast.mira)
    page = mira.visit("/pool")
    assert len([a for a in page.root.all("article") if a["id"].startswith("activity-")]) == 50
    assert len([a for a in page.root.all("article") if a["id"].startswith("customer-")]) == 50
    second = mira.visit("/pool?page=2&customers_page=2")
    assert "Activity 59" in second.text
    assert len([a for a in second.root.all("article") if a["id"].startswith("customer-")]) == 11


def statements_of(person: Person) -> int:
    reader = db.session.get_one(Person, person.id)
    with counted(db.engine) as statements:
        pool.pool_activities(reader, pool.PoolFilter())
        pool.uncovered(reader, pool.PoolFilter())
    return len(statements)


def further_customer(app: Flask, cast: Cast, number: int) -> None:
    with app.app_context():
        customer = Customer(key=f"further-{number}", name=f"Further {number}")
        plan = Plan(customer=customer, starts_on=DAY, ends_on=datetime.date(2027, 6, 14))
        potential = Potential(
            customer=customer,
            field_id=cast.payments.id,
            annual_value=Decimal(1000),
            screened_on=DAY,
        )
        db.session.add_all([customer, plan, potential])
        db.session.commit()
