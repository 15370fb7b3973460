"""Goals, and the signatures of both sides under them."""

import datetime
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.plan import goals
from planner.database import db
from planner.models import Commitment, Event, Goal, Person, Plan
from tests.support.editing import goal, goal_now, opened
from tests.support.fixtures import Visitors
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast


@pytest.fixture
def goal_id(app: Flask, cast: Cast) -> int:
    """A goal of 100 that nobody has signed yet."""
    with app.app_context():
        anna, plan = (
            db.session.get_one(Person, cast.anna.id),
            db.session.get_one(Plan, cast.plan.id),
        )
        goal = goals.create(plan, {"title": "More leasing", "target": Decimal(100)}, by=anna)
        db.session.commit()
        return goal.id


def token_of(someone: Visitor) -> dict[str, list[str]]:
    """The token of a form that this person really has, for a request that no page offers."""
    element = someone.visit("/roles").root.all("input", name="csrf_token")[0]
    return {"csrf_token": [element["value"]]}


def test_member_adds_a_goal_once_even_when_the_form_is_sent_twice(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    form = form.fill(title="Größer werden <i>", target="1,250.5", field_id="Leasing")
    assert form.submit().status == 303
    assert form.submit().status == 303
    with app.app_context():
        goal = db.session.scalars(select(Goal)).one()
        assert (goal.title, goal.target) == ("Größer werden <i>", Decimal("1250.5"))
        assert goal.field_id == cast.leasing.id


def test_goal_is_shown_as_text_on_the_plan(cast: Cast, visitor: Visitors) -> None:
    anna = visitor(cast.anna)
    form = anna.visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    page = form.fill(title="<b>Bold</b> & 目標").submit().follow()
    assert "<b>Bold</b> & 目標" in page.element("goals").text


def test_number_in_german_form_is_read_in_german_and_not_guessed_in_english(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    address = f"/plans/{cast.plan.id}/goals/new"
    german = visitor(cast.anna, language="de").visit(address).form("goal-form")
    assert german.fill(title="Wachsen", target="1.250,5").submit().status == 303
    with app.app_context():
        assert db.session.scalars(select(Goal)).one().target == Decimal("1250.5")
    english = visitor(cast.anna).visit(address).form("goal-form")
    answer = english.fill(title="Grow", target="12,50").submit()
    assert answer.status == 422
    assert answer.errors == ["This is not a number. Write it like 1,234.5."]
    assert answer.form("goal-form")["target"] == "12,50"


def test_day_that_does_not_exist_is_refused_at_its_field(cast: Cast, visitor: Visitors) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    answer = form.fill(title="Grow", due_on="2026-02-30").submit()
    assert answer.status == 422
    assert answer.errors == ["There is no such day. Write it as 2026-03-14 or 14.03.2026."]
    assert answer.form("goal-form")["title"] == "Grow"


@pytest.mark.parametrize("typed", ["0026-12-03", "3.12.26", " 03.12.2026 "])
def test_year_of_two_digits_is_of_this_century_and_stays_when_something_else_is_saved(
    app: Flask, cast: Cast, visitor: Visitors, typed: str
) -> None:
    anna = visitor(cast.anna)
    form = anna.visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    form.fill(title="Grow", due_on=typed).submit()
    with app.app_context():
        goal_id = db.session.scalars(select(Goal.id)).one()
    form = opened(anna, goal_id)
    assert form["due_on"] == "2026-12-03"
    form.fill(title="Grow more").submit()
    assert goal_now(app, goal_id).due_on == datetime.date(2026, 12, 3)


@pytest.mark.parametrize("typed", ["1989-12-31", "2077-01-01", "31.12.99"])
def test_year_that_nobody_means_is_refused_at_its_field_and_not_lost(
    cast: Cast, visitor: Visitors, typed: str
) -> None:
    form = visitor(cast.anna).visit(f"/plans/{cast.plan.id}/goals/new").form("goal-form")
    answer = form.fill(title="Grow", due_on=typed).submit()
    assert answer.status == 422
    assert answer.errors == ["Choose a day of the years 1990 to 2076."]
    assert answer.form("goal-form")["due_on"] == typed


def test_day_of_long_ago_that_is_there_already_does_not_stand_in_the_way(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    goal_id = goal(app, cast, due_on=datetime.date(1926, 12, 3))
    form = opened(visitor(cast.anna), goal_id)
    assert form.fill(title="Grow more").submit().status == 303
    assert goal_now(app, goal_id).due_on == datetime.date(1926, 12, 3)


def test_both_sides_sign_and_the_goal_is_shared(
    cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    first = anna.visit(f"/plans/{cast.plan.id}/goals").press("Sign More leasing", htmx=True)
    assert "signed by both sides" not in first.text
    second = jo.visit(f"/plans/{cast.plan.id}/goals").press("Sign More leasing", htmx=True)
    assert second.element(f"goal-{goal_id}").text.count("signed by both sides") == 1


def test_signing_twice_leaves_one_signature_and_withdrawing_none(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    jo = visitor(cast.jo)
    goals = jo.visit(f"/plans/{cast.plan.id}/goals")
    goals.press("Sign More leasing")
    goals.press("Sign More leasing")
    with app.app_context():
        assert len(db.session.scalars(select(Commitment)).all()) == 1
    jo.visit(f"/plans/{cast.plan.id}/goals").menu("More leasing").press("Withdraw signature")
    with app.app_context():
        assert db.session.scalars(select(Commitment)).all() == []
        kinds = db.session.scalars(
            select(Event.type).where(Event.subject == "commitments").order_by(Event.id)
        )
        assert list(kinds) == ["commitment.created", "commitment.deleted"]


def test_moving_a_signed_target_asks_the_others_again_until_they_sign(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna, jo = visitor(cast.anna), visitor(cast.jo)
    for person in (anna, jo):
        person.visit(f"/plans/{cast.plan.id}/goals").press("Sign More leasing")
    edited = anna.visit(f"/goals/{goal_id}/edit").form(f"goal-form-{goal_id}")
    page = edited.fill(target="150").submit().follow()
    shown = page.element(f"goal-{goal_id}").text
    assert "signed 100, asked again" in shown
    assert "signed by both sides" not in shown
    with app.app_context():
        signatures = {c.person_id: c for c in db.session.scalars(select(Commitment))}
        assert signatures[cast.anna.id].stands
        assert signatures[cast.jo.id].target == 100
    again = jo.visit(f"/plans/{cast.plan.id}/goals").press("Sign More leasing", htmx=True)
    assert "signed by both sides" in again.text


def test_deleted_goal_stays_readable_in_the_history(
    app: Flask, cast: Cast, goal_id: int, visitor: Visitors
) -> None:
    anna = visitor(cast.anna)
    page = anna.visit(f"/goals/{goal_id}/edit").press("Delete this goal").follow()
    assert not page.has(f"goal-{goal_id}")
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.type == "goal.deleted")).one()
        assert (event.subject_name, event.changes["target"]) == ("More leasing", [100, None])


def test_lead_reads_goals_and_changes_none(cast: Cast, goal_id: int, visitor: Visitors) -> None:
    paul = visitor(cast.paul)
    assert paul.visit(f"/goals/{goal_id}").status == 200
    assert not paul.visit(f"/plans/{cast.plan.id}/goals").offers("Sign More leasing")
    assert paul.visit(f"/goals/{goal_id}/edit").status == 403
    assert paul.send("POST", f"/goals/{goal_id}/commitment", token_of(paul)).status == 403


def test_stranger_finds_no_goal(cast: Cast, goal_id: int, visitor: Visitors) -> None:
    fritz = visitor(cast.fritz)
    for address in (f"/goals/{goal_id}", f"/goals/{goal_id}/edit", f"/plans/{cast.plan.id}"):
        assert fritz.visit(address).status == 404
    assert fritz.send("POST", f"/goals/{goal_id}/commitment", token_of(fritz)).status == 404
