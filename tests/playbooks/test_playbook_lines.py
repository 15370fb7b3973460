"""The goals and activities of a playbook: added, changed and deleted, one by one."""

from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner.database import db
from planner.models import Doer, Event, PlaybookActivity, PlaybookGoal
from planner.models.kinds import ActivityKind
from tests.support.fixtures import Visitors
from tests.support.stories import playbooks
from tests.support.stories.cast import Cast


def activities(app: Flask) -> list[PlaybookActivity]:
    with app.app_context():
        return list(db.session.scalars(select(PlaybookActivity).order_by(PlaybookActivity.id)))


@pytest.mark.databases("sqlite", "postgresql")
def test_lead_adds_a_goal_and_an_activity_for_it(app: Flask, cast: Cast, visitor: Visitors) -> None:
    playbook_id = playbooks.written(app, cast)
    page = visitor(cast.paul).visit(f"/playbooks/{playbook_id}").click("Add a goal")
    form = page.form("playbook-goal-form")
    form.fill(title="Keep it", metric="volume", unit="kEUR", target="1,250.5", field_id="Leasing")
    page = form.submit().follow().click("Add an activity")
    form = page.form("playbook-activity-form").fill(
        title="Visit",
        kind="Visit",
        offset_days="-14",
        doer="Specialist of the field",
        goal_id="Keep it",
        effort_hours="1.5",
        customer_facing=True,
        note="Bring <i>numbers</i>",
    )
    page = form.submit().follow()
    for text in ("14 days before the start", "Specialist of the field", "1.5 h", "for Keep it"):
        assert text in page.text
    assert "Bring <i>numbers</i>" in page.text
    (made,) = activities(app)
    assert (made.kind, made.doer, made.offset_days) == (ActivityKind.VISIT, Doer.SPECIALIST, -14)
    assert (made.effort_hours, made.customer_facing) == (Decimal("1.5"), True)
    with app.app_context():
        goal = db.session.scalars(select(PlaybookGoal)).one()
        assert (goal.target, goal.field_id) == (Decimal("1250.5"), cast.leasing.id)


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("offset_days", "1001", "Write a number from -1000 to 1000."),
        ("offset_days", "-1001", "Write a number from -1000 to 1000."),
        ("offset_days", "1.5", "Write a whole number."),
        ("offset_days", "soon", "This is not a number. Write it like 1,234.5."),
        ("offset_days", "", "Write a number."),
        ("effort_hours", "-1", "Write a number from 0 to 999,999,999,999,999."),
        ("title", "x" * 201, "Use at most 200 characters."),
        ("title", "", "Fill this in."),
    ],
)
def test_what_makes_no_activity_is_told_at_its_field_and_kept(
    app: Flask, cast: Cast, visitor: Visitors, field: str, value: str, error: str
) -> None:
    playbook_id = playbooks.written(app, cast)
    page = visitor(cast.ada).visit(f"/playbooks/{playbook_id}/activities/new")
    form = page.form("playbook-activity-form").fill(title="Call", note="Kept")
    answer = form.fill(**{field: value}).submit(htmx=True)
    assert (answer.status, answer.errors) == (422, [error])
    again = answer.form("playbook-activity-form")
    assert (again[field], again["note"]) == (value, "Kept")
    assert activities(app) == []


@pytest.mark.parametrize("days", [-1000, 0, 1000])
def test_offsets_up_to_the_limit_are_taken(
    app: Flask, cast: Cast, visitor: Visitors, days: int
) -> None:
    playbook_id = playbooks.written(app, cast)
    page = visitor(cast.ada).visit(f"/playbooks/{playbook_id}/activities/new")
    form = page.form("playbook-activity-form").fill(title="Call", offset_days=str(days))
    assert form.submit().status == 303
    assert [made.offset_days for made in activities(app)] == [days]


@pytest.mark.databases("sqlite", "postgresql")
def test_two_people_change_one_line_at_once(app: Flask, cast: Cast, visitor: Visitors) -> None:
    playbook_id = playbooks.written(app, cast)
    line = playbooks.activity(app, cast, playbook_id, "Call", note="Old")
    address, name = f"/playbook-activities/{line}/edit", f"playbook-activity-form-{line}"
    ada, paul = (visitor(who).visit(address).form(name) for who in (cast.ada, cast.paul))
    assert ada.fill(title="Call twice").submit().status == 303
    assert paul.fill(offset_days="7").submit().status == 303
    page = visitor(cast.ada).visit(address).form(name)
    assert (page["title"], page["offset_days"], page["note"]) == ("Call twice", "7", "Old")
    clash = paul.fill(title="Write").submit()
    assert clash.status == 409
    assert clash.has(f"{name}-title-conflict")


@pytest.mark.databases("sqlite", "postgresql")
def test_deleted_goal_leaves_its_activities_and_comes_back_to_them(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.leasing_renewal(app, cast)
    with app.app_context():
        goal_id = db.session.scalars(select(PlaybookGoal.id)).one()
    ada = visitor(cast.ada)
    page = ada.visit(f"/playbook-goals/{goal_id}/edit").press("Delete this goal").follow()
    assert page.address == f"/playbooks/{playbook_id}"
    assert "Goal of a playbook deleted: Keep the contract" in page.element("undo-offers").text
    assert [made.goal_id for made in activities(app)] == [None] * 3
    page.press("Undo")
    assert [made.goal_id for made in activities(app)] == [goal_id] * 3


def test_deleting_what_somebody_else_has_changed_is_asked_about(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    playbook_id = playbooks.written(app, cast)
    line = playbooks.activity(app, cast, playbook_id, "Call")
    address = f"/playbook-activities/{line}/edit"
    old = visitor(cast.ada).visit(address)
    visitor(cast.paul).visit(address).form(f"playbook-activity-form-{line}").fill(
        title="Call at noon"
    ).submit()
    page = old.press("Delete this activity")
    assert page.status == 409
    assert "Paul Stein" in page.text
    assert len(activities(app)) == 1


def test_line_is_saved_in_place_with_htmx(app: Flask, cast: Cast, visitor: Visitors) -> None:
    playbook_id = playbooks.written(app, cast)
    line = playbooks.activity(app, cast, playbook_id, "Call")
    page = visitor(cast.ada).visit(f"/playbook-activities/{line}/edit", htmx=True)
    page = page.form(f"playbook-activity-form-{line}").fill(title="Write").submit(htmx=True)
    assert page.status == 200
    assert page.has("playbook-lines")
    assert "Write" in page.text
    with app.app_context():
        event = db.session.scalars(
            select(Event).where(Event.type == "playbook_activity.updated")
        ).one()
        assert event.changes["title"] == ["Call", "Write"]
