"""The history: everything that happened, in words, the newest first."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import event

from planner import clock
from planner.actions.history.events import NOT_RECORDED
from planner.actions.plan import contacts, deals, goals, plans
from planner.database import Base, db
from planner.models import Customer, Deal, Goal, Person, Plan
from planner.planfiles import items
from planner.views.history.changes_in_words import word_of
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast

# What is in no history: sessions, links, forms that were sent, and what has a course of its own.
UNTOLD = {
    "account_mails",
    "api_answers",
    "availabilities",
    "connections",
    "deputies",
    "erasures",
    "events",
    "import_changed",
    "import_made",
    "imported_items",
    "import_mappings",
    "import_runs",
    "import_undos",
    "import_uploads",
    "introduction_answers",
    "introductions",
    "job_runs",
    "logos",
    "notification_choices",
    "notifications",
    "password_links",
    "kit_shares",
    "kit_visits",
    "lead_attempts",
    "lead_keys",
    "lead_verdicts",
    "match_keys",
    "matched_customers",
    "plan_visits",
    "presences",
    "ratings",
    "saved_views",
    "search_entries",
    "sessions",
    "sign_in_failures",
    "submissions",
    "webhook_deliveries",
    "week_letters",
}


def test_every_field_that_can_change_has_a_word() -> None:
    columns = {
        (table.name, column.name.removesuffix("_id"))
        for table in Base.metadata.tables.values()
        for column in table.c
        if table.name not in UNTOLD and column.name not in NOT_RECORDED
    }
    shapes = (*items.LISTED_SHAPES, items.CUSTOMERS, items.PLANS, items.PEOPLE_SHAPE)
    in_files = {(shape.list, each.name) for shape in shapes for each in shape.attributes}
    lists = {(shape.list, each.name) for shape in shapes for each in shape.lists}
    assert {each for each in columns | in_files | lists if not word_of(*each)} == set()


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    """A goal whose target Anna moves from 1,000 to 2,500 after Jo signed it."""
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        values = {"title": "Grow <b>fast</b>", "target": Decimal(1000), "field_id": None}
        goal = goals.create(plan, values, by=anna)
        goals.commit_to(goal, by=jo)
        new = {
            "target": Decimal("2500.5"),
            "due_on": datetime.date(2026, 9, 30),
            "field_id": cast.leasing.id,
            "customer_goal": True,
        }
        goals.update(goal, new, by=anna)
        db.session.commit()
        return goal.id


def test_history_tells_who_changed_what_from_what_to_what(
    cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/history")
    asked, changed, signed, added = page.element("events").all("article")
    assert asked.text.startswith("Signature asked for again: Grow <b>fast</b>: Jo Kilian Anna Berg")
    assert changed.text.startswith("Goal changed: Grow <b>fast</b> Anna Berg")
    assert "Target: 1,000 → 2,500.5" in changed.text
    assert "Until: 30 Sep 2026" in changed.text
    assert "Field: Leasing" in changed.text
    assert "A goal of the customer's own: no → yes" in changed.text
    assert signed.text.startswith("Goal signed: Grow <b>fast</b>: Jo Kilian Jo Kilian")
    assert "Where it comes from: Found together" in added.text


def test_history_of_one_item_leaves_the_others_out(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history?subject=goals&id={goal_id}")
    assert [h.text for h in page.root.all("h2")] == [
        "Goal changed: Grow <b>fast</b>",
        "Goal added: Grow <b>fast</b>",
    ]
    whole = page.click("The whole history")
    assert len(whole.element("events").all("article")) == 4


def test_what_happens_to_the_customer_is_part_of_it_but_not_other_plans(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        customer = db.session.get_one(Customer, cast.customer.id)
        contacts.create(customer, {"name": "Ute"}, by=anna)
        period = {"starts_on": datetime.date(2027, 1, 1), "ends_on": datetime.date(2027, 6, 1)}
        plans.begin_next(db.session.get_one(Plan, cast.plan.id), period, by=anna)
        db.session.commit()
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    assert "Contact added: Ute" in page.text
    assert "Plan drafted" not in page.text


@pytest.mark.databases("sqlite", "postgresql")
def test_history_is_read_page_by_page(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        for number in range(60):
            goals.create(plan, {"title": f"Goal {number}"}, by=anna)
        db.session.commit()
    first = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    second = first.click("Older")
    headings = [h.text for page in (first, second) for h in page.root.all("h2")]
    assert headings == [f"Goal added: Goal {n}" for n in reversed(range(60))]
    assert "Older" not in second.links
    assert second.click("To the newest").root.all("h2")[0].text == "Goal added: Goal 59"


def test_what_was_deleted_stays_readable(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        values = {
            "title": "Ten lorries",
            "annual_value": Decimal(90_000),
            "probability": Decimal("0.4"),
            "expected_on": datetime.date(2026, 11, 2),
        }
        deals.delete(deals.create(plan, values, by=anna), by=anna)
        db.session.commit()
        assert db.session.query(Deal).count() == 0
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history")
    deleted = page.element("events").all("article")[0].text
    assert deleted.startswith("Planned deal deleted: Ten lorries")
    assert "Probability: 40% → (nothing)" in deleted


@pytest.mark.databases("sqlite", "postgresql")
def test_number_of_statements_does_not_grow_with_the_events(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    def add(count: int) -> None:
        with app.app_context():
            plan = db.session.get_one(Plan, cast.plan.id)
            anna = db.session.get_one(Person, cast.anna.id)
            for number in range(count):
                goal = goals.create(plan, {"title": f"Goal {number}"}, by=anna)
                goals.commit_to(goal, by=anna)
            db.session.commit()

    def statements() -> int:
        seen: list[str] = []
        with app.app_context():
            engine = db.engine

        def count(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            seen.append(statement)

        event.listen(engine, "before_cursor_execute", count)
        reader.visit(f"/plans/{cast.plan.id}/history")
        event.remove(engine, "before_cursor_execute", count)
        return len(seen)

    reader = visitor(cast.anna)
    add(1)
    few = statements()
    add(15)
    assert statements() == few


def test_senseless_address_shows_the_whole_history(
    cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    address = f"/plans/{cast.plan.id}/history?subject=nonsense&id=x&before=99999999999999999999"
    page = visitor(cast.otto).visit(address)
    assert len(page.element("events").all("article")) == 4


@pytest.mark.parametrize("day", ["0101-01-01", "9999-12-31", "2026-02-30", "tomorrow", ""])
def test_senseless_day_shows_every_day(
    cast: Cast, goal_id: int, visitor: Visitors, day: str
) -> None:
    page = visitor(cast.otto).visit(f"/plans/{cast.plan.id}/history?day={day}")
    assert len(page.element("events").all("article")) == 4


@pytest.mark.databases("sqlite", "postgresql")
def test_history_is_narrowed_down_to_a_kind_and_a_day(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    with app.app_context(), clock.at(datetime.date(2026, 5, 4), datetime.time(0, 10)):
        goal = db.session.get_one(Goal, goal_id)
        goals.update(goal, {"title": "Earlier"}, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/history").form("history-filter")
    page = form.fill(subject="commitments").submit()
    assert {h.text for h in page.root.all("h2")} == {
        "Goal signed: Grow <b>fast</b>: Jo Kilian",
        "Signature asked for again: Grow <b>fast</b>: Jo Kilian",
    }
    page = form.fill(subject="", day="2026-05-04").submit()
    assert [h.text for h in page.root.all("h2")] == ["Goal changed: Earlier"]
    assert len(page.click("Clear filters").element("events").all("article")) == 5


def test_stranger_reads_no_history(cast: Cast, goal_id: int, visitor: Visitors) -> None:
    assert visitor(cast.fritz).visit(f"/plans/{cast.plan.id}/history").status == 404
    assert visitor(cast.mira).visit(f"/plans/{cast.plan.id}/history").status == 404
