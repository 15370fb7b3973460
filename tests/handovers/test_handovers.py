"""Handovers: described, proposed, sent back, described better, accepted; and told in time."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.errors import Refused
from planner.actions.history import undo
from planner.actions.people import people
from planner.actions.plan import members
from planner.database import db
from planner.handovers import actions as handovers
from planner.models import (
    Activity,
    Contract,
    Customer,
    Doer,
    Event,
    Handover,
    HandoverAnswer,
    Member,
    Notification,
    Occasion,
    Person,
    Plan,
    Promise,
)
from planner.models.kinds import ActivityKind, NotificationKind
from planner.playbooks.actions import playbooks
from tests.handovers.signing import DAY, SIGNED, it, proposed
from tests.support.fixtures import Visitors
from tests.support.stories.cast import Cast


def told() -> set[int]:
    of_handovers = Notification.kind == NotificationKind.HANDOVER
    return set(db.session.scalars(select(Notification.person_id).where(of_handovers)))


def _playbook(app: Flask) -> None:
    with app.app_context():
        said = {"name": "30, 60, 90", "occasion": Occasion.AFTER_SIGNATURE}
        playbook = playbooks.create(said, by=None)
        for days in (5, 30, 60, 90):
            line = {"title": f"Day {days}", "offset_days": days, "doer": Doer.GENERALIST}
            playbooks.add_activity(playbook, {**line, "kind": ActivityKind.CALL}, by=None)
        db.session.commit()


@pytest.mark.databases("sqlite", "postgresql")
def test_a_customer_is_described_and_proposed_with_what_is_missing_in_sight(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int
) -> None:
    anna, tab = visitor(cast.anna), f"/plans/{cast.plan.id}/renewals"
    shown = anna.visit(tab).element("handovers").text
    for said in ("It is not described yet what was promised.", "Nobody is asked to take over."):
        assert said in shown
    assert "14 days since the signature" in shown

    form = anna.visit(tab).click("Describe Fleet").form(f"description-form-{fleet}")
    form.fill(promised="A visit every quarter", still_open="Who signs?\n\nWhich cars?").submit()
    page = anna.visit(f"/contracts/{fleet}/handover")
    assert "A visit every quarter" in page.element("promises").text
    assert "Which cars?" in page.element("open").text
    form = page.click("Add a promise").form("promise-form")
    answer = form.fill(text="", owner_id="Anna Berg").submit()
    assert (answer.status, answer.errors) == (422, ["Fill this in."])
    answer.form("promise-form").fill(text="Call back within the day", due_on="2026-06-10").submit()
    form = (
        anna.visit(f"/contracts/{fleet}/handover").click("Propose somebody").form("proposal-form")
    )
    assert form.fill(to_id="Carla Koch").submit().follow().status == 200
    shown = anna.visit(f"/contracts/{fleet}/handover").element("handover").text
    assert "Proposed" in shown
    assert "A promise is not kept." in shown
    with app.app_context():
        assert told() == {carla.id}


@pytest.mark.databases("sqlite", "postgresql")
def test_sent_back_it_is_described_better_and_then_taken_over(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int
) -> None:
    _playbook(app)
    page = f"/contracts/{fleet}/handover"
    anna = visitor(cast.anna)
    form = anna.visit(f"{page}/edit").form(f"description-form-{fleet}")
    form.fill(promised="A visit every quarter").submit()
    proposed(app, cast, fleet, carla)
    receiver = visitor(carla)
    answer = receiver.visit(page).form("return-form").fill(reason=" ").submit()
    assert (answer.status, answer.errors) == (422, ["Fill this in."])
    answer.form("return-form").fill(reason="Which cars, and who pays?").submit()
    shown = anna.visit(f"/plans/{cast.plan.id}/renewals").element("handovers").text
    assert "Carla Koch has sent it back: Which cars, and who pays?" in " ".join(shown.split())

    form = anna.visit(f"{page}/edit").form(f"description-form-{fleet}")
    assert form["promised"] == "A visit every quarter"
    form.fill(promised="A visit every quarter; forty cars, the works pay").submit()
    proposed(app, cast, fleet, carla)
    assert "forty cars" in receiver.visit(page).text
    receiver.visit(page).press("Take over the customer")
    assert "Accepted" in receiver.visit(page).element("handover").text
    proposals = receiver.visit(page).element("proposals").text
    assert "it can be undone in the history" in proposals
    with app.app_context():
        assert db.session.get_one(Customer, cast.customer.id).owner_id == carla.id
        on_plan = (Member.plan_id == cast.plan.id, Member.left_on.is_(None))
        there = set(db.session.scalars(select(Member.person_id).where(*on_plan)))
        # Who has won the customer goes there once more together with who takes over.
        assert {carla.id, cast.anna.id} <= there
        assert told() == {carla.id, cast.anna.id}
        tasks = select(Activity.title).where(Activity.title.startswith("Day "))
        # What is over already does not begin any more.
        assert set(db.session.scalars(tasks)) == {"Day 30", "Day 60", "Day 90"}
    history = receiver.visit(f"/plans/{cast.plan.id}/history").text
    assert "Customer taken over" in history
    assert "Handover sent back" in history
    assert "Which cars, and who pays?" in history


@pytest.mark.databases("sqlite", "postgresql")
def test_a_promise_is_kept_changed_and_deleted(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int
) -> None:
    with app.app_context():
        contract = db.session.get_one(Contract, fleet)
        values = {"text": "A call", "due_on": SIGNED, "owner_id": cast.anna.id}
        identity = handovers.add_promise(contract, values, by=it(cast.anna)).id
        db.session.commit()
    anna, page = visitor(cast.anna), f"/contracts/{fleet}/handover"
    assert "A promise is not kept." in anna.visit(page).text
    anna.visit(page).press("Kept: A call")
    assert "kept on 15 Jun 2026" in anna.visit(page).element("promises").text
    assert "A promise is not kept." not in anna.visit(page).text
    anna.visit(page).press("Not kept after all: A call")
    with app.app_context():
        assert db.session.get_one(Promise, identity).kept_on is None
    form = anna.visit(f"/promises/{identity}/edit").form(f"promise-form-{identity}")
    form.fill(text="A call every week").submit()
    assert "A call every week" in anna.visit(page).text
    anna.visit(f"/promises/{identity}/edit").press("Delete this promise")
    with app.app_context():
        assert db.session.get(Promise, identity) is None
    assert not visitor(cast.otto).visit(page).offers("Add a promise")
    assert visitor(cast.fritz).visit(page).status == 404


def test_who_cannot_take_over_is_refused_at_the_form(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int
) -> None:
    anna = visitor(cast.anna)
    form = anna.visit(f"/contracts/{fleet}/handovers/new").form("proposal-form")
    assert "Carla Koch" in form.element.text
    assert "Otto" not in form.element.text
    form.fill(to_id="Carla Koch")
    with app.app_context():
        people.update(it(carla), {"is_active": False}, by=it(cast.ada))
        db.session.commit()
    answer = form.submit()
    assert (answer.status, len(answer.errors)) == (422, 1)
    with app.app_context():
        for somebody in (cast.jo, cast.otto):
            contract, by = db.session.get_one(Contract, fleet), it(cast.anna)
            with pytest.raises(Refused, match="owns no customers"):
                handovers.propose(contract, {"to_id": somebody.id}, by=by)


@pytest.mark.databases("sqlite", "postgresql")
def test_of_two_who_accept_only_the_one_who_was_asked_last_takes_over(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int
) -> None:
    first = proposed(app, cast, fleet, carla)
    early = visitor(carla).visit(f"/contracts/{fleet}/handover")
    second = proposed(app, cast, fleet, cast.tom if cast.tom.is_generalist_side else cast.anna)
    assert early.press("Take over the customer").status == 409
    with app.app_context():
        asked = db.session.get_one(Handover, second)
        handovers.accept(asked, by=asked.to)
        db.session.commit()
        assert db.session.get_one(Handover, first).answer is None
        assert db.session.get_one(Handover, second).answer is HandoverAnswer.ACCEPTED
        with pytest.raises(Refused, match="answered already"):
            handovers.accept(db.session.get_one(Handover, second), by=asked.to)


def test_a_receiver_who_leaves_before_the_answer_stands_no_more(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int
) -> None:
    proposed(app, cast, fleet, carla)
    with app.app_context():
        plan = db.session.get_one(Plan, cast.plan.id)
        member = members.still_there(plan, it(carla))
        assert member is not None
        members.leave(member, by=it(cast.anna))
        db.session.commit()
    page = visitor(cast.anna).visit(f"/contracts/{fleet}/handover")
    assert "nobody yet" in page.element("handover").text
    assert page.offers("Propose somebody") or "Propose somebody" in page.links
    assert visitor(carla).visit(f"/contracts/{fleet}/handover").status == 404
    with clock.at(DAY + datetime.timedelta(days=8)):
        late = visitor(cast.anna).visit(f"/contracts/{fleet}/handover").element("handover").text
        assert "Nobody is asked to take over." in late


def test_the_history_takes_back_a_proposal_and_a_changed_promise(
    app: Flask, cast: Cast, visitor: Visitors, carla: Person, fleet: int
) -> None:
    with app.app_context():
        contract = db.session.get_one(Contract, fleet)
        anna = it(cast.anna)
        promise = handovers.add_promise(contract, {"text": "A call a month"}, by=anna)
        db.session.commit()
        handovers.update_promise(promise, {"text": "A call a week"}, by=anna)
        db.session.commit()
    proposed(app, cast, fleet, carla)
    anna_sees, page = visitor(cast.anna), f"/contracts/{fleet}/handover"
    with app.app_context():
        for happened in ("handover.created", "promise.updated"):
            event = db.session.scalars(select(Event).where(Event.type == happened)).one()
            undo.undo(event, by=it(cast.anna))
            db.session.commit()
        plan = db.session.get_one(Plan, cast.plan.id)
        assert members.still_there(plan, it(carla)) is None
    shown = anna_sees.visit(page)
    assert "A call a month" in shown.element("promises").text
    assert not shown.has("proposals")
    with clock.at(DAY + datetime.timedelta(days=1)):
        then = anna_sees.visit(f"/plans/{cast.plan.id}/as-of?day={DAY.isoformat()}").text
    assert "A call a month" in then


def test_a_meeting_that_is_missing_is_planned_from_one_button(
    app: Flask, cast: Cast, visitor: Visitors, fleet: int, carla: Person
) -> None:
    proposed(app, cast, fleet, carla)
    named = "Plan the meeting of"
    page = f"/contracts/{fleet}/handover"
    with clock.at(DAY + datetime.timedelta(days=21)):
        shown = visitor(carla).visit(page)
    assert "There was no meeting of both with the customer yet." in shown.text
    assert shown.html.count(named) == 1
