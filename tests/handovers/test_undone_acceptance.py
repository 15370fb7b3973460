"""Taking a customer over is taken back: all is as before, unless others have gone on from there."""

import datetime
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from planner.actions.errors import Refused
from planner.actions.history import undo
from planner.actions.plan import activities, assignments, customers, members
from planner.database import db
from planner.handovers import actions as handovers
from planner.models import (
    Activity,
    Customer,
    Event,
    Handover,
    Member,
    Notification,
    NotificationKind,
    Person,
    Plan,
)
from planner.models.kinds import Via
from planner.work_list.queries.lines import line_of
from tests.handovers.signing import it, proposed
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast


@pytest.fixture
def visit(app: Flask, cast: Cast, fleet: int) -> int:
    """What Anna has to do, and what passes with the customer."""
    made = planned.activity(app, cast, due_on=datetime.date(2026, 7, 1))
    with app.app_context():
        assignments.give(db.session.get_one(Activity, made), it(cast.anna), by=it(cast.anna))
        db.session.commit()
    return made


@pytest.fixture
def accepted(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int, visit: int
) -> int:
    """The handover that Carla has accepted."""
    made = proposed(app, cast, fleet, carla)
    visitor(carla).visit(f"/contracts/{fleet}/handover").press("Take over the customer")
    return made


def standing(app: Flask, cast: Cast, visit: int) -> tuple[object, ...]:
    """Who has the customer, who is on its plan and how, and who has the visit."""
    with app.app_context():
        there = select(Member.person_id, Member.via).where(
            Member.plan_id == cast.plan.id, Member.left_on.is_(None)
        )
        owner = db.session.get_one(Customer, cast.customer.id).owner_id
        assignee = db.session.get_one(Activity, visit).assignee_id
        return owner, set(map(tuple, db.session.execute(there))), assignee


@pytest.mark.databases("sqlite", "postgresql")
def test_who_has_taken_over_gives_it_back_and_all_is_as_before(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int, visit: int
) -> None:
    handover = proposed(app, cast, fleet, carla)
    before = standing(app, cast, visit)
    receiver, page = visitor(carla), f"/contracts/{fleet}/handover"
    done = receiver.visit(page).press("Take over the customer").follow()
    owner, _there, assignee = standing(app, cast, visit)
    assert (owner, assignee) == (carla.id, carla.id)
    done.press("Undo")
    assert standing(app, cast, visit) == before
    assert before[0] == before[2] == cast.anna.id
    shown = receiver.visit(page)
    assert shown.offers("Take over the customer")
    with app.app_context():
        assert db.session.get_one(Handover, handover).answered_on is None
        step = line_of(it(carla), cast.plan.id)
        assert step is not None
        assert step.step == "answer_handover"
        told = (
            select(Notification.event_id)
            .where(
                Notification.person_id == cast.anna.id,
                Notification.kind == NotificationKind.HANDOVER,
            )
            .order_by(Notification.id)
        )
        types = [db.session.get_one(Event, one).type for one in db.session.scalars(told)]
        assert types == ["handover.accepted", "handover.updated"]
    assert "has given the customer back" in visitor(cast.anna).visit("/notifications").text
    # And once more, for good.
    shown.press("Take over the customer")
    assert standing(app, cast, visit)[0] == carla.id


def test_from_the_page_the_history_is_at_hand_and_undoes_it(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int, visit: int, accepted: int
) -> None:
    history = visitor(carla).visit(f"/contracts/{fleet}/handover").click("History")
    history.press("Undo: Customer taken over: Fleet")
    assert standing(app, cast, visit)[0] == cast.anna.id
    assert accepted


@pytest.mark.databases("sqlite", "postgresql")
def test_only_who_has_taken_over_gives_it_back(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int, accepted: int
) -> None:
    with app.app_context(), pytest.raises(Refused, match="Only Carla Koch can withdraw this"):
        undo.undo(_acceptance(), by=it(cast.anna))
    anna = visitor(cast.anna)
    history = anna.visit(f"/plans/{cast.plan.id}/history?subject=handovers&id={accepted}")
    assert "Customer taken over" in history.text
    assert not history.offers("Undo: Customer taken over: Fleet")


def _acceptance() -> Event:
    return db.session.scalars(select(Event).where(Event.type == "handover.accepted")).one()


def _visit_is_done(cast: Cast, carla: Person) -> str:
    activity = db.session.scalars(select(Activity)).first()
    assert activity is not None
    activities.finish(activity, by=it(carla))
    return "Carla Koch has changed “Visit the plant” since"


def _given_on(cast: Cast, carla: Person) -> str:
    activity = db.session.scalars(select(Activity)).first()
    assert activity is not None
    assignments.hand_to(activity, it(cast.tom), by=it(carla))
    return "Carla Koch has changed “Visit the plant” since"


def _another_owner(cast: Cast, carla: Person) -> str:
    customers.update(it(cast.customer), {"owner_id": cast.tom.id}, by=it(cast.ada))
    return "Ada Admin has changed"


def _proposed_on(cast: Cast, carla: Person) -> str:
    contract = _handover().contract
    handovers.propose(contract, {"to_id": cast.tom.id}, by=it(carla))
    return "The customer was proposed to Tom Ahrens since."


def _handover() -> Handover:
    return db.session.scalars(select(Handover)).one()


@pytest.mark.databases("sqlite", "postgresql")
@pytest.mark.parametrize("go_on", [_visit_is_done, _given_on, _another_owner, _proposed_on])
def test_it_stays_where_somebody_has_gone_on_from_there_and_says_what(
    app: Flask,
    cast: Cast,
    carla: Person,
    visit: int,
    accepted: int,
    go_on: Callable[[Cast, Person], str],
) -> None:
    assert accepted
    with app.app_context():
        says = go_on(cast, carla)
        db.session.commit()
    before = standing(app, cast, visit)
    with app.app_context():
        with pytest.raises(Refused, match=says):
            undo.undo(_acceptance(), by=it(carla))
        db.session.rollback()
    assert standing(app, cast, visit) == before


def test_it_stays_where_who_had_left_with_it_is_on_the_plan_again(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person
) -> None:
    """Nobody is known to have won this one, so Anna leaves the plan with the customer."""
    contract = planned.contract(app, cast, "Vans")
    proposed(app, cast, contract, carla)
    visitor(carla).visit(f"/contracts/{contract}/handover").press("Take over the customer")
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        assert members.still_there(plan, it(cast.anna)) is None
        members.join(plan, it(cast.anna), via=Via.INVITATION, by=it(carla))
        db.session.commit()
        with pytest.raises(Refused, match="Anna Berg is on this plan already"):
            undo.undo(_acceptance(), by=it(carla))
