"""What follows from a signature, done by two people in the same instant: whoever is first, what is
stored fits together, and the other is told."""

import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.handovers import actions as handovers
from planner.models import (
    Contract,
    Customer,
    Deal,
    Event,
    EventType,
    Handover,
    HandoverAnswer,
    Member,
    Person,
)
from planner.models.kinds import Role
from tests.journeys.together.at_once import Click, at_once, prepared
from tests.support.fixtures import Visitors
from tests.support.stories import planned
from tests.support.stories.cast import Cast

TAKE_OVER = "Take over the customer"
ENDED = (403, 404, 409)
"""The answers to who comes too late: no longer allowed, no longer in sight, or a conflict."""


@pytest.fixture
def receivers(app: Flask, cast: Cast) -> list[Person]:
    """Two who could develop what Anna, a business developer here, has won."""
    with app.app_context():
        db.session.get_one(Person, cast.anna.id).role = Role.BUSINESS_DEVELOPER
        db.session.commit()
    return [
        planned.person(app, key, name, Role.CUSTOMER_DEVELOPER, team_id=cast.anna.team_id)
        for key, name in (("carla", "Carla Koch"), ("dora", "Dora Lenz"))
    ]


@pytest.fixture
def fleet(app: Flask, cast: Cast, receivers: list[Person]) -> int:
    """A contract that Anna has won, not yet handed over to one of them."""
    assert receivers
    return signed(app, cast, "Fleet")


def signed(app: Flask, cast: Cast, title: str) -> int:
    end = clock.today() + datetime.timedelta(days=400)
    return planned.contract(app, cast, title, won_by_id=cast.anna.id, ends_on=end)


def propose(app: Flask, cast: Cast, contract_id: int, to: Person) -> None:
    with app.app_context():
        contract = db.session.get_one(Contract, contract_id)
        handovers.propose(contract, {"to_id": to.id}, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()


def taking_over(visitor: Visitors, person: Person, contract_id: int) -> Click:
    return prepared(visitor(person).visit(f"/contracts/{contract_id}/handover").form_of(TAKE_OVER))


def owner(app: Flask, cast: Cast) -> int | None:
    with app.app_context():
        return db.session.get_one(Customer, cast.customer.id).owner_id


def accepted(app: Flask) -> list[int]:
    """Who has accepted a proposal, one after the other; each acceptance has its event."""
    with app.app_context():
        found = select(Handover.to_id).where(Handover.answer == HandoverAnswer.ACCEPTED)
        receivers = list(db.session.scalars(found.order_by(Handover.id)))
        told = select(Event).where(Event.type == EventType.HANDOVER_ACCEPTED)
        assert len(db.session.scalars(told).all()) == len(receivers)
    return receivers


def times_there(app: Flask, cast: Cast, person: Person) -> int:
    with app.app_context():
        there = select(Member).where(
            Member.plan_id == cast.plan.id, Member.person_id == person.id, Member.left_on.is_(None)
        )
        return len(db.session.scalars(there).all())


def test_of_two_receivers_who_accept_at_once_the_one_asked_last_takes_over(
    app: Flask,
    address: str,
    cast: Cast,
    visitor: Visitors,
    receivers: list[Person],
    fleet: int,
) -> None:
    carla, dora = receivers
    propose(app, cast, fleet, carla)
    carlas = taking_over(visitor, carla, fleet)
    propose(app, cast, fleet, dora)
    doras = [taking_over(visitor, dora, fleet) for _tab in range(2)]
    answers = at_once(address, (carlas, *doras))
    assert answers[0] == 409
    assert sorted(answers[1:]) == [303, 409], "of two tabs one is told that it is done"
    assert accepted(app) == [dora.id]
    assert owner(app, cast) == dora.id


def test_of_two_contracts_taken_over_at_once_both_are_and_the_customer_has_one_owner(
    app: Flask,
    address: str,
    cast: Cast,
    visitor: Visitors,
    receivers: list[Person],
    fleet: int,
) -> None:
    others = signed(app, cast, "Machines")
    for contract, person in zip((fleet, others), receivers, strict=True):
        propose(app, cast, contract, person)
    clicks = [
        taking_over(visitor, person, contract)
        for contract, person in zip((fleet, others), receivers, strict=True)
    ]
    assert at_once(address, clicks) == [303, 303]
    assert sorted(accepted(app)) == sorted(person.id for person in receivers)
    last = owner(app, cast)
    assert last in {person.id for person in receivers}
    assert [times_there(app, cast, each) for each in receivers if each.id == last] == [1]


def test_who_leaves_while_they_accept_has_accepted_or_stands_no_more(
    app: Flask,
    address: str,
    cast: Cast,
    visitor: Visitors,
    receivers: list[Person],
    fleet: int,
) -> None:
    carla = receivers[0]
    propose(app, cast, fleet, carla)
    leaving = prepared(visitor(carla).visit(f"/plans/{cast.plan.id}/people").form_of("Leave"))
    left, answered = at_once(address, (leaving, taking_over(visitor, carla, fleet)))
    assert left in (303, *ENDED)
    if answered == 303:
        assert (accepted(app), owner(app, cast)) == ([carla.id], carla.id)
    else:
        assert answered in ENDED
        assert (accepted(app), owner(app, cast)) == ([], cast.anna.id)
        assert times_there(app, cast, carla) == 0
        assert "nobody yet" in visitor(cast.anna).visit(f"/contracts/{fleet}/handover").text


def test_a_contract_is_terminated_in_the_instant_in_which_its_development_begins(
    app: Flask,
    address: str,
    cast: Cast,
    visitor: Visitors,
    fleet: int,
) -> None:
    anna, tom = visitor(cast.anna), visitor(cast.tom)
    place = f"/plans/{cast.plan.id}/contracts/{fleet}/development/new"
    development = anna.visit(place).form("development-form").fill(title="More of it")
    place = f"/contracts/{fleet}/termination/edit"
    termination = tom.visit(place).form(f"termination-form-{fleet}")
    ended, begun = at_once(address, (prepared(termination), prepared(development)))
    assert ended == 303
    assert begun in (303, 422)
    with app.app_context():
        assert db.session.get_one(Contract, fleet).terminated_on == clock.today()
        deals = db.session.scalars(select(Deal.title).where(Deal.contract_id == fleet)).all()
        told = select(Event.subject).where(Event.subject.in_(("contracts", "deals")))
        last = list(db.session.scalars(told.order_by(Event.id)))[-1]
    assert list(deals) == (["More of it"] if begun == 303 else [])
    assert last == "contracts", "what is terminated is developed no more"
