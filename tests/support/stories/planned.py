"""What a story needs before it begins, made without a browser; what is made is told by its id."""

import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.plan import (
    activities,
    assignments,
    contacts,
    conversations,
    deals,
    goals,
    planned_reviews,
    plans,
    reviews,
)
from planner.contracts import actions as contracts
from planner.database import db
from planner.handovers import actions as handovers
from planner.models import Activity, Contract, Conversation, Customer, Person, Plan, Potential
from planner.models.kinds import ActivityKind, Channel, Mode, PlanStatus, Role, TalkState
from tests.support.stories.cast import Cast


def activity(app: Flask, cast: Cast, title: str = "Visit the plant", **values: Any) -> int:
    """An open activity that Anna wrote down, or one planned for `assignee_id`."""
    with app.app_context():
        plan, anna = _fresh(cast)
        made = activities.create(
            plan, {"title": title, "kind": ActivityKind.VISIT, **values}, by=anna
        )
        db.session.commit()
        return made.id


def deal(app: Flask, cast: Cast, title: str = "Leasing frame contract", **values: Any) -> int:
    """A deal that Anna planned."""
    with app.app_context():
        plan, anna = _fresh(cast)
        made = deals.create(plan, {"title": title, **values}, by=anna)
        db.session.commit()
        return made.id


def goal(app: Flask, cast: Cast, title: str = "More leasing", **values: Any) -> int:
    """A goal that Anna set."""
    with app.app_context():
        plan, anna = _fresh(cast)
        made = goals.create(plan, {"title": title, **values}, by=anna)
        db.session.commit()
        return made.id


def review(app: Flask, cast: Cast, outcome: str = "On course") -> int:
    """A review that Anna led and wrote up."""
    with app.app_context():
        plan, anna = _fresh(cast)
        made = reviews.create(plan, {"outcome": outcome}, by=anna)
        db.session.commit()
        return made.id


def review_ahead(
    app: Flask, cast: Cast, *, on: datetime.date | None = None, attendees: tuple[Person, ...] = ()
) -> int:
    """A review that Anna has planned for today, or for another day."""
    with app.app_context():
        plan, anna = _fresh(cast)
        there = [db.session.get_one(Person, one.id) for one in attendees]
        values = {"on": on or clock.today()}
        made = planned_reviews.create(plan, values, by=anna, attendees=there)
        db.session.commit()
        return made.id


def talk(app: Flask, cast: Cast, topic: str = "Leasing", **values: Any) -> int:
    """A topic that Anna has talked about once; told is the id of the topic."""
    said = {"on": clock.today(), "channel": Channel.CALL, "summary": "They think about it."}
    with app.app_context():
        plan, anna = _fresh(cast)
        made = conversations.create(plan, {"topic": topic}, by=anna)
        db.session.flush()
        conversations.log(made, {**said, "state": TalkState.INTEREST, **values}, by=anna)
        db.session.commit()
        return made.id


def entry(app: Flask, cast: Cast, **values: Any) -> int:
    """What Anna wrote down about a talk."""
    topic_id = talk(app, cast, **values)
    with app.app_context():
        return db.session.get_one(Conversation, topic_id).entries[0].id


def contact(app: Flask, cast: Cast, name: str = "Klaus Wiegand", *known_by: Person) -> int:
    """Somebody of the customer's, written down by Anna."""
    with app.app_context():
        plan, anna = _fresh(cast)
        people = [db.session.get_one(Person, each.id) for each in known_by]
        made = contacts.create(plan.customer, {"name": name}, by=anna, known_by=people)
        db.session.commit()
        return made.id


def potential(app: Flask, cast: Cast) -> int:
    """The customer's potential in Leasing, which is there from the start."""
    with app.app_context():
        of_customer = select(Potential.id).where(Potential.customer_id == cast.customer.id)
        return db.session.scalars(of_customer.where(Potential.field_id == cast.leasing.id)).one()


def contract(app: Flask, cast: Cast, title: str = "Fleet", **terms: Any) -> int:
    """A contract that Anna wrote down, signed today unless the terms say when."""
    with app.app_context():
        plan, anna = _fresh(cast)
        said = {"title": title, "signed_on": clock.today(), **terms}
        made = contracts.create(plan.customer, said, by=anna)
        db.session.commit()
        return made.id


def promise(app: Flask, cast: Cast, contract_id: int, text: str = "A spare car") -> int:
    """What Anna has promised with a contract."""
    with app.app_context():
        of = db.session.get_one(Contract, contract_id)
        made = handovers.add_promise(of, {"text": text}, by=_fresh(cast)[1])
        db.session.commit()
        return made.id


def proposal(app: Flask, cast: Cast, contract_id: int) -> int:
    """That Anna proposed the customer to Tom."""
    with app.app_context():
        of = db.session.get_one(Contract, contract_id)
        made = handovers.propose(of, {"to_id": cast.tom.id}, by=_fresh(cast)[1])
        db.session.commit()
        return made.id


def finish(app: Flask, cast: Cast, activity_id: int) -> None:
    """Anna says that it is done."""
    with app.app_context():
        _plan, anna = _fresh(cast)
        activities.finish(db.session.get_one(Activity, activity_id), by=anna)
        db.session.commit()


def give(app: Flask, activity_id: int, person: Person) -> None:
    """Somebody claims it while nobody looks."""
    with app.app_context():
        claimer = db.session.get_one(Person, person.id)
        assignments.give(db.session.get_one(Activity, activity_id), claimer, by=claimer)
        db.session.commit()


def co_care(app: Flask, cast: Cast) -> None:
    """The plan's members own the customer together."""
    with app.app_context():
        db.session.get_one(Plan, cast.plan.id).mode = Mode.CO_CARE
        db.session.commit()


def close(app: Flask, cast: Cast) -> None:
    """Anna closes the plan."""
    with app.app_context():
        plan, anna = _fresh(cast)
        plans.close(plan, by=anna)
        db.session.commit()


def status_of(app: Flask, plan_id: int) -> PlanStatus:
    """How far the plan is now."""
    with app.app_context():
        return db.session.get_one(Plan, plan_id).status


def now(app: Flask, activity_id: int) -> Activity:
    """The activity as it is now."""
    with app.app_context():
        found = db.session.get_one(Activity, activity_id)
        assert found.assignee is None or found.assignee.name
        return found


def customer(app: Flask, key: str, **values: Any) -> int:
    """A further customer."""
    with app.app_context():
        made = Customer(key=key, **{"name": key, **values})
        db.session.add(made)
        db.session.commit()
        return made.id


def person(app: Flask, key: str, name: str, role: Role, **values: Any) -> Person:
    """Somebody further, whole, as a visitor has to be."""
    with app.app_context():
        made = Person(key=key, name=name, role=role, **values)
        db.session.add(made)
        db.session.commit()
        db.session.refresh(made)
        db.session.expunge(made)
        return made


def _fresh(cast: Cast) -> tuple[Plan, Person]:
    return db.session.get_one(Plan, cast.plan.id), db.session.get_one(Person, cast.anna.id)
