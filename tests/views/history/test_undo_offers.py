"""The offer to undo that stands for a while after deleting, finishing, taking or moving."""

import datetime
from decimal import Decimal
from typing import Any

from flask import Flask

from planner import clock
from planner.actions.plan import goals, members
from planner.database import db
from planner.models import Activity, Deal, Goal, Person, Plan
from planner.models.kinds import Mode
from tests.support.fixtures import Visitors
from tests.support.pages import Page
from tests.support.stories import planned
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


def offers(page: Page) -> list[str]:
    return [offer.text for offer in page.root.all(class_="undo-offer")]


def goal(app: Flask, cast: Cast) -> int:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        made = goals.create(plan, {"title": "Grow"}, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()
        return made.id


def test_offer_stands_on_the_next_page_and_only_there(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = goal(app, cast)
    anna = visitor(cast.anna)
    page = anna.visit(f"/goals/{identity}/edit").press("Delete this goal").follow()
    assert offers(page) == ["Goal deleted: Grow Undo"]
    assert offers(anna.visit(f"/plans/{cast.plan.id}")) == []
    back = page.press("Undo: Goal deleted: Grow").follow()
    assert "Grow" in back.element("goals").text
    assert offers(back) == ["Undone. Goal added: Grow Undo"]
    gone = back.press("Undo: Undone. Goal added: Grow").follow()
    assert "Grow" not in gone.element("goals").text


def test_offer_comes_beside_the_changed_part_of_the_page(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.jo.id)
    with clock.at(DAY):
        page = visitor(cast.jo).visit(f"/plans/{cast.plan.id}/activities")
        answer = page.press("Done: Visit the plant", htmx=True)
        assert "done today" in answer.element(f"activity-{identity}").text
        beside = answer.element("undo-offers")
        assert beside["data-hx-swap-oob"] == "innerHTML"
        assert beside.text == "Activity done: Visit the plant Undo"
        again = answer.press("Undo: Activity done: Visit the plant", htmx=True)
    assert again.headers["HX-Refresh"] == "true"
    assert planned.now(app, identity).done_on is None


def test_claiming_and_releasing_can_be_undone(app: Flask, cast: Cast, visitor: Visitors) -> None:
    with app.app_context():
        db.session.get_one(Plan, cast.plan.id).mode = Mode.CO_CARE
        db.session.commit()
    identity = planned.activity(app, cast)
    jo = visitor(cast.jo)
    page = jo.visit(f"/activities/{identity}").press("Claim").follow()
    page = page.press("Undo: Activity taken: Visit the plant").follow()
    assert planned.now(app, identity).assignee_id is None
    page = page.press("Claim").follow().press("Release").follow()
    page.press("Undo: Activity put back into the pool: Visit the plant").follow()
    assert planned.now(app, identity).assignee_id == cast.jo.id


def test_cancelling_can_be_undone(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.jo.id)
    page = visitor(cast.anna).visit(f"/activities/{identity}")
    page = page.press("Cancel the activity").follow()
    page.press("Undo: Activity cancelled: Visit the plant")
    assert planned.now(app, identity).assignee_id == cast.jo.id
    with app.app_context():
        assert db.session.get_one(Activity, identity).is_unfinished


def test_moving_a_deal_can_be_undone_but_another_title_makes_no_offer(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    values: dict[str, Any] = {
        "annual_value": Decimal(100),
        "probability": Decimal("0.5"),
        "expected_on": datetime.date(2026, 7, 1),
    }
    identity = planned.deal(app, cast, **values)
    anna = visitor(cast.anna)
    form = anna.visit(f"/deals/{identity}/edit").form(f"deal-form-{identity}")
    page = form.fill(expected_on="2026-10-01").submit().follow()
    page.press("Undo: Planned deal changed: Leasing frame contract")
    with app.app_context():
        assert db.session.get_one(Deal, identity).expected_on == values["expected_on"]
    form = anna.visit(f"/deals/{identity}/edit").form(f"deal-form-{identity}")
    assert offers(form.fill(title="Another").submit().follow()) == []


def test_signing_and_withdrawing_can_be_undone(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = goal(app, cast)
    anna = visitor(cast.anna)
    page = anna.visit(f"/plans/{cast.plan.id}/goals").press("Sign Grow").follow()
    page.press("Undo: Goal signed: Grow: Anna Berg")
    with app.app_context():
        assert db.session.get_one(Goal, identity).commitments == []


def test_leaving_makes_an_offer_to_who_still_sees_the_plan(
    app: Flask, cast: Cast, visitor: Visitors
) -> None:
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        tom = next(member for member in plan.members if member.person_id == cast.tom.id)
    anna = visitor(cast.anna)
    page = anna.visit(f"/plans/{cast.plan.id}/people")
    left = page.form(f"/members/{tom.id}").submit().follow()
    left.press("Undo: Member left: Tom Ahrens")
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        person = db.session.get_one(Person, cast.tom.id)
        assert members.still_there(plan, person) is not None


def test_what_was_refused_makes_no_offer(app: Flask, cast: Cast, visitor: Visitors) -> None:
    identity = planned.activity(app, cast, assignee_id=cast.jo.id)
    form = visitor(cast.jo).visit(f"/activities/{identity}").form_of("Done")
    form.submit()
    again = form.submit()
    assert again.status == 409
    assert offers(again) == ["Activity done: Visit the plant Undo"]  # that of the first time
    assert offers(form.submit()) == []
