"""What the list of customers says of each, how it is sorted, and what narrows it down."""

import datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert

from planner.database import db
from planner.models import (
    Activity,
    Contract,
    Conversation,
    Customer,
    Entry,
    Member,
    Plan,
    StoredRating,
)
from planner.models.kinds import ActivityKind, ActivityStatus, Channel, PlanStatus, TalkState
from planner.models.people.setting import AGES_VISIBLE_TO
from planner.queries.plan.customer_list import customer_rows
from tests.conftest import TODAY
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories.cast import Cast
from tests.support.stories.rated import store
from tests.support.stories.visits import decide

# What is missing is compared and sorted by the database.
pytestmark = pytest.mark.databases("sqlite", "postgresql")

AGES = ("dinosaur", "neanderthal", "stone", "bronze", "iron", "modern", "forming")


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def add_work(cast: Cast, plan: int, number: int) -> None:
    """A talk so many days ago, a step due in as many, and a contract with notice after them."""
    customer = db.session.get_one(Plan, plan).customer_id
    talk = Conversation(plan_id=plan, key=f"t{plan}", topic="Press")
    talk.entries = [
        Entry(
            on=TODAY - days(number),
            author_id=cast.anna.id,
            channel=Channel.CALL,
            state=TalkState.RAISED,
            summary="They asked.",
        )
    ]
    step = Activity(
        plan_id=plan,
        key=f"a{plan}",
        title=f"Step {number}",
        kind=ActivityKind.VISIT,
        due_on=TODAY + days(number - 3),
        status=ActivityStatus.OPEN,
        created_by_id=cast.anna.id,
        created_on=TODAY,
    )
    contract = Contract(
        customer_id=customer,
        key=f"c{plan}",
        title="Leasing",
        signed_on=TODAY - days(900),
        ends_on=TODAY + days(30 + number),
        notice_days=30,
    )
    db.session.add_all([talk, step, contract])


@pytest.fixture
def worked_on(app: Flask, cast: Cast) -> None:
    """The plan of the cast: talked about 70 days ago, a step two days over, notice in one."""
    with app.app_context():
        add_work(cast, cast.plan.id, 1)
        talks = db.session.query(Entry).join(Conversation).filter_by(plan_id=cast.plan.id)
        talks.one().on = TODAY - days(70)
        db.session.commit()
    store(app, cast.plan.id, "iron", TODAY - days(5))


def row_of(page: Page, name: str = "Eisenwerk Brühl AG") -> list[str]:
    rows = page.element("customers").all("tbody")[0].all("tr")
    cells = [[cell.text for cell in row.all("td")] for row in rows]
    return next(found for found in cells if found[0] == name)


def chips(page: Page) -> list[str]:
    return [chip.text for chip in page.root.all(class_="chip")]


def test_a_row_says_where_a_customer_stands_and_what_is_next(
    app: Flask, cast: Cast, worked_on: None, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit("/customers")
    row = row_of(page)
    assert row[:6] == [
        *("Eisenwerk Brühl AG", "5 Iron age", "⚠ 70 days ago", "Step 1"),
        *("2 days over", "⚠ tomorrow"),
    ]
    shapes = page.element("customers").all(class_="who")
    assert {(one["aria-label"], one["class"]) for one in shapes} >= {
        ("Anna Berg", "who generalist"),
        ("Jo Kilian", "who specialist"),
        ("Dr. Ruth Falk", "who"),
    }
    german = visitor(cast.anna, language="de").visit("/customers")
    assert row_of(german)[1:3] == ["5 Eisenzeit", "⚠ vor 70 Tagen"]
    table = page.visitor.visit("/customers.csv").data.decode()
    assert "Iron age" in table
    assert "Step 1" in table


def test_an_age_is_shown_to_who_may_know_it_and_a_step_to_who_may_read_its_plan(
    app: Flask, cast: Cast, worked_on: None, visitor: Visitors
) -> None:
    """Jo was on the plan of this year, and nobody has asked him onto that of the next."""
    store(app, cast.plan.id, "modern", TODAY - days(2), visible_to_leads_on=TODAY + days(12))
    paul = visitor(cast.paul)
    assert "age" not in paul.visit("/customers").element("customers").text
    decide(app, cast, AGES_VISIBLE_TO, "leads")
    assert row_of(paul.visit("/customers"))[1] == "5 Iron age", "members know of the change first"
    assert row_of(visitor(cast.anna).visit("/customers"))[1] == "6 Modern age"
    with app.app_context():
        db.session.get_one(Plan, cast.plan.id).status = PlanStatus.CLOSED
        following = Plan(
            customer_id=cast.customer.id,
            starts_on=datetime.date(2027, 1, 1),
            ends_on=datetime.date(2027, 12, 31),
            members=[Member(person_id=cast.anna.id, joined_on=TODAY)],
        )
        db.session.add(following)
        db.session.flush()
        add_work(cast, following.id, 2)
        db.session.commit()
    app.extensions["cache"].entries.clear()  # of what has come without an event
    assert "Step 2" in row_of(visitor(cast.anna).visit("/customers"))
    assert "Step 2" not in visitor(cast.jo).visit("/customers").text
    assert "nothing planned" in row_of(visitor(cast.jo).visit("/customers"))


@pytest.fixture
def many(app: Flask, cast: Cast) -> None:
    """Twelve customers, each with a talk, a step, an age and a day for notice of its own, and six
    without any of them."""
    with app.app_context():
        rows: list[dict[str, Any]] = [
            {"key": f"m{n}", "name": f"Many {n:02}", "owner_id": cast.anna.id, "annual_revenue": n}
            for n in range(18)
        ]
        db.session.execute(insert(Customer), rows)
        for number in range(12):
            customer = db.session.query(Customer).filter_by(key=f"m{number}").one()
            plan = Plan(
                customer_id=customer.id,
                starts_on=datetime.date(2026, 1, 1),
                ends_on=datetime.date(2026, 12, 31),
                status=PlanStatus.ACTIVE,
                activated_on=datetime.date(2026, 1, 1),
            )
            db.session.add(plan)
            db.session.flush()
            add_work(cast, plan.id, (number * 5) % 12)
            db.session.add(
                StoredRating(
                    plan_id=plan.id,
                    on=TODAY - days(1),
                    age=AGES[number % 7],
                    visible_to_leads_on=TODAY,
                )
            )
        db.session.commit()


def test_every_column_sorts_both_ways_and_each_customer_stands_on_one_page(
    cast: Cast, many: None, visitor: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customer_rows, "CUSTOMERS_PAGE", 5)
    anna = visitor(cast.anna)
    for sort, column in (("age", 1), ("talk", 2), ("step", 4), ("notice", 5), ("owner", 0)):
        for goes_down in (False, True):
            page = anna.visit(f"/customers?text=many&sort={'-' if goes_down else ''}{sort}")
            seen = names_of(page)
            values = [row_of(page, name)[column] for name in seen]
            while "Next" in page.links:
                page = page.click("Next")
                seen += names_of(page)
                values += [row_of(page, name)[column] for name in names_of(page)]
            assert sorted(seen) == [f"Many {n:02}" for n in range(18)], sort
            without = {"", "no talk yet", "Forming", "Not rated"}
            assert [value in without for value in values] == sorted(v in without for v in values)
            there = [value for value in values if value not in without]
            assert len(set(there)) > 1, sort
            turned = anna.visit(f"/customers?text=many&sort={'' if goes_down else '-'}{sort}")
            if sort in ("talk", "step", "notice"):
                assert row_of(turned, names_of(turned)[0])[column] == there[-1]
    assert [row_of(page, n)[0] for n in names_of(page)] == names_of(page)
    money = anna.visit("/customers?sort=-revenue")
    assert "17 €" in row_of(money, "Many 17"), "what a list is sorted by stands in it"


def names_of(page: Page) -> list[str]:
    rows = page.element("customers").all("tbody")[0].all("tr")
    return [row.all("a")[0].text for row in rows]


def test_what_is_missing_often_is_a_chip_with_a_number_and_narrows_the_list(
    cast: Cast, many: None, worked_on: None, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit("/customers")
    gaps = {chip["id"]: chip for chip in page.root.all(class_="gap-chip")}
    assert [chip.text for chip in gaps.values()] == [
        *("4 Next step overdue", "1 No talk for 60 days", "6 No plan", "13 Notice within 90 days"),
    ]
    for identity, chip in gaps.items():
        found = page.visitor.visit(chip["href"])
        assert len(names_of(found)) == int(chip.text.split()[0]), identity
        assert found.element(identity)["aria-current"] == "true"
        assert len(names_of(found.click("Clear filters"))) == 19


def test_filters_are_one_button_and_a_chip_for_each_that_can_be_taken_away(
    cast: Cast, many: None, worked_on: None, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit("/customers?sort=-name").form("customers-filter")
    page = form.fill(age="5 Iron age", stage="Customer", owner="My own customers").submit()
    assert chips(page)[:3] == ["Owner: My own customers", "Stage: Customer", "Age: 5 Iron age"]
    assert names_of(page) == ["Many 11", "Many 04", "Eisenwerk Brühl AG"]
    page = page.click("Remove: Age: 5 Iron age")
    assert len(names_of(page)) == 19
    assert names_of(page)[0] == "Many 17", "the order stays"
    page = page.form("customers-filter").fill(talk="More than 60 days ago").submit()
    assert names_of(page) == ["Eisenwerk Brühl AG"]
    assert names_of(page.click("Clear filters"))[0] == "Many 17"
    found = visitor(cast.anna).visit("/customers?text=brühl&age=unrated")
    assert "No customer found" in found.text
    by_place = visitor(cast.anna).visit("/customers?text=BRÜHL")
    assert names_of(by_place) == ["Eisenwerk Brühl AG"]
    kept = visitor(cast.anna).visit(f"/customers?team_id={cast.north.id}")
    assert "Team: North" in chips(kept)[0], "as addresses of before named it"
