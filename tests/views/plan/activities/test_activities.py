"""Activities in the plan."""

import datetime
from collections.abc import Iterator
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.models import Activity, Event, EventType, Person
from planner.queries.plan import activities as queries
from tests.support.fixtures import Visitors
from tests.support.statements import counted
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)
NEXT_WEEK = "2026-06-22"


@pytest.fixture(autouse=True)
def _in_june() -> Iterator[None]:
    with clock.at(DAY):
        yield


def only(app: Flask) -> Activity:
    with app.app_context():
        return db.session.scalars(select(Activity)).one()


def test_member_adds_an_activity_for_somebody(app: Flask, cast: Cast, visitor: Visitors) -> None:
    page = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities").click("Add an activity")
    form = page.form("activity-form").fill(title="Visit the plant", due_on=NEXT_WEEK)
    page = form.fill(assignee_id="Jo Kilian", kind="Visit", effort_hours="2.5").submit().follow()

    row = page.element(f"activity-{only(app).id}").text
    assert "Visit the plant" in row
    assert "Jo Kilian" in row
    assert "due in 7 days" in row
    assert "2.5 hours" in row
    with app.app_context():
        events = db.session.scalars(select(Event).where(Event.subject == "activities")).all()
        assert [event.type for event in events] == [EventType.ACTIVITY_CREATED]


def test_activity_without_anybody_waits_in_the_pool(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/activities/new", htmx=True)
    page = page.form("activity-form").fill(title="Call the buyer").submit(htmx=True)

    assert page.status == 200
    assert "Open" in page.element(f"activity-{only(app).id}").text
    assert page.has("deals"), "the deals are told which activities lead to them"


def test_who_only_reads_cannot_add_and_the_stranger_sees_nothing(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new").form("activity-form")
    form.fill(title="Visit")
    for person, status in ((cast.otto, 403), (cast.fritz, 404), (cast.mira, 404)):
        assert form.sent_by(visitor(person)).status == status
    with app.app_context():
        assert db.session.scalars(select(Activity)).all() == []


def test_lead_adds_an_activity_for_the_members_and_changes_none(
    cast: Cast, visitor: Visitors
) -> None:
    paul = visitor(cast.paul)
    form = paul.visit(f"/plans/{cast.plan.id}/activities/new").form("activity-form")
    page = form.fill(title="Bring in somebody for payments").submit().follow()
    assert "Bring in somebody for payments" in page.element("activities").text
    assert paul.visit("/activities/1/edit").status == 403


@pytest.mark.parametrize(
    ("field", "typed", "complaint"),
    [
        ("title", "", "Fill this in."),
        ("title", "x" * 201, "Use at most 200 characters."),
        ("due_on", "2026-02-30", "There is no such day."),
        ("due_on", "2026-06-14", "before the activity was written down"),
        ("effort_hours", "-1", "Write a number from 0 to 999,999,999,999,999."),
        ("effort_hours", "a few", "This is not a number."),
    ],
)
def test_bad_input_is_refused_at_its_field(
    cast: Cast, visitor: Visitors, field: str, typed: str, complaint: str
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new").form("activity-form")
    page = form.fill(**{"title": "Visit", "internal_note": "kept", field: typed}).submit()

    assert page.status == 422
    assert complaint in " ".join(page.errors)
    assert page.form("activity-form")[field] == typed
    assert page.form("activity-form")["internal_note"] == "kept"


def test_numbers_are_read_in_the_form_of_the_language(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    page = visitor(cast.anna, language="de").visit(f"/plans/{cast.plan.id}/activities/new")
    page.form("activity-form").fill(title="Besuch", effort_hours="1.234,5").submit()
    assert only(app).effort_hours == Decimal("1234.5")


def test_form_sent_twice_adds_one_activity(app: Flask, cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/activities/new").form("activity-form")
    form.fill(title="Visit")
    assert form.submit().status == 303
    assert form.submit().status == 303
    assert only(app).title == "Visit"


def test_only_members_take_part(app: Flask, cast: Cast, visitor: Visitors) -> None:
    visitor_anna = visitor(cast.anna)
    form = visitor_anna.visit(f"/plans/{cast.plan.id}/activities/new").form("activity-form")
    form.fill(title="Visit", participant_ids=[str(cast.jo.id), str(cast.tom.id)]).submit()
    identity = only(app).id
    assert "Jo Kilian" in visitor_anna.visit(f"/activities/{identity}").text

    form = visitor_anna.visit(f"/plans/{cast.plan.id}/activities/new").form("activity-form")
    page = form.fill(title="Visit").tamper(participant_ids=[str(cast.fritz.id)]).submit()
    assert page.status == 422
    assert page.errors == ["Choose from the list."]


def test_member_changes_an_activity(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, due_on=DAY, effort_hours=Decimal("1.5"))
    page = visitor(cast.jo).visit(f"/activities/{identity}").click("Edit")
    form = page.form(f"activity-form-{identity}")
    assert form["effort_hours"] == "1.5"
    page = form.fill(title="Visit both plants", participant_ids=[str(cast.tom.id)]).submit()

    assert page.status == 303
    with app.app_context():
        changed = db.session.scalars(
            select(Event).where(Event.type == EventType.ACTIVITY_UPDATED)
        ).one()
        assert changed.changes == {
            "title": ["Visit the plant", "Visit both plants"],
            "participants": [[], [{"id": cast.tom.id, "name": "Tom Ahrens"}]],
        }


def test_saving_without_a_change_leaves_no_event(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, due_on=DAY - datetime.timedelta(days=30))
    page = visitor(cast.anna).visit(f"/activities/{identity}/edit")
    assert page.form(f"activity-form-{identity}").submit().status == 303
    with app.app_context():
        changes = select(Event).where(Event.type == EventType.ACTIVITY_UPDATED)
        assert db.session.scalars(changes).all() == []


@pytest.mark.databases("sqlite", "postgresql")
def test_only_members_change_or_delete(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.mira.id)
    page = visitor(cast.anna).visit(f"/activities/{identity}/edit")
    change, delete = page.form(f"activity-form-{identity}"), page.form_of("Delete this activity")
    for person, status in ((cast.mira, 403), (cast.paul, 403), (cast.fritz, 404)):
        assert visitor(person).visit(f"/activities/{identity}/edit").status == status
        assert change.sent_by(visitor(person)).status == status
        assert delete.sent_by(visitor(person)).status == status

    assert delete.submit().follow().status == 200
    with app.app_context():
        assert db.session.get(Activity, identity) is None


def test_list_has_what_is_due_first_and_what_is_over_folded_away(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    later = planned.activity(app, cast, "Later", due_on=DAY + datetime.timedelta(days=9))
    late = planned.activity(app, cast, "Late", due_on=DAY - datetime.timedelta(days=1))
    done = planned.activity(app, cast, "Over", assignee_id=cast.anna.id)
    planned.finish(app, cast, done)

    page = visitor(cast.paul).visit(f"/plans/{cast.plan.id}/activities")
    rows = [article["id"] for article in page.element("activities").all("article")]
    assert rows == [f"activity-{late}", f"activity-{later}"]
    assert "overdue, yesterday" in page.element(f"activity-{late}").text
    folded = page.element("activities").all("details")[0]
    assert "1 done or cancelled" in folded.text
    assert "Over" in folded.text


def test_markup_in_a_title_is_text(app: Flask, cast: Cast, visitor: Visitors) -> None:
    title = '<script>alert("1")</script> & Größe 中文 العربية 🙂'
    identity = planned.activity(app, cast, title)
    for address in (f"/plans/{cast.plan.id}/activities", f"/activities/{identity}"):
        page = visitor(cast.anna).visit(address)
        assert title in page.text
        assert "<script>alert" not in page.html


def test_list_takes_one_statement_however_many(app: Flask, cast: Cast) -> None:
    for number in range(12):
        planned.activity(app, cast, f"Activity {number}")
    with app.app_context():
        anna = db.session.get_one(Person, cast.anna.id)
        with counted(db.engine) as statements:
            found = queries.activities_of_plan(cast.plan.id, anna)
        assert len(found.unfinished) == 12
        assert len(statements) == 1
