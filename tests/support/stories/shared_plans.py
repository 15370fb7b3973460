"""A plan of its own for every story of many editors, in a database that many stories share."""

import datetime
from itertools import count

from flask import Flask

from planner.actions.plan import activities, contacts, conversations, deals, goals, ideas, questions
from planner.database import db
from planner.models import Customer, Member, Person, Plan
from planner.models.kinds import ActivityKind, Channel, Mode, PlanStatus, Stage, TalkState, Via
from tests.support.stories.cast import PLAN_BEGAN, Cast
from tests.support.stories.chronicles import Subject
from tests.support.stories.typed import REASON

_NUMBERS = count(1)


def begin(app: Flask, cast: Cast, mode: Mode) -> tuple[int, str, list[Subject]]:
    """The plan's id, its customer's key, and one item of each kind on it."""
    with app.app_context():
        plan = _plan(cast, mode)
        db.session.add(plan)
        db.session.flush()
        items = _items(plan, *(db.session.get_one(Person, p.id) for p in (cast.anna, cast.jo)))
        db.session.commit()
        return plan.id, plan.customer.key, items


def _plan(cast: Cast, mode: Mode) -> Plan:
    number = next(_NUMBERS)
    customer = Customer(
        key=f"customer-{number}",
        name=f"Customer {number}",
        stage=Stage.CUSTOMER,
        owner_id=cast.anna.id,
    )
    people = [cast.anna, cast.tom, cast.jo, cast.ruth]
    return Plan(
        customer=customer,
        starts_on=PLAN_BEGAN,
        ends_on=datetime.date(2026, 12, 31),
        status=PlanStatus.ACTIVE,
        activated_on=PLAN_BEGAN,
        mode=mode,
        members=[
            Member(
                person_id=person.id,
                joined_on=PLAN_BEGAN,
                via=Via.OWNER if person is cast.anna else Via.INVITATION,
                agreed_on=PLAN_BEGAN,
                position=position,
            )
            for position, person in enumerate(people)
        ],
    )


def _items(plan: Plan, anna: Person, jo: Person) -> list[Subject]:
    text = {"title": "Grow leasing", "missed_because": REASON}
    goal = goals.create(plan, text, by=anna)
    visit = {"title": "Visit the plant", "kind": ActivityKind.VISIT, "internal_note": REASON}
    activity = activities.create(plan, {**visit, "goal": goal}, by=anna)
    idea = ideas.create(plan, {"title": "Rent them out", "benefit": REASON}, by=jo)
    talk = conversations.create(plan, {"topic": "Zwölf lorries", "goal": goal}, by=jo)
    said = {
        "on": datetime.date(2026, 6, 1),
        "channel": Channel.VISIT,
        "summary": REASON,
        "state": TalkState.INTEREST,
    }
    entry = conversations.log(talk, said, by=jo, participants=[anna])
    deal = deals.create(
        plan,
        {
            "title": "Frame contract",
            "annual_value": 1000,
            "probability": 0.4,
            "expected_on": datetime.date(2026, 9, 1),
            "goal": goal,
        },
        by=anna,
    )
    boss = contacts.create(plan.customer, {"name": "Ute Groß"}, by=anna, known_by=[jo])
    contacts.create(plan.customer, {"name": "Max Öl", "reports_to": boss}, by=anna)
    question = questions.create(plan, {"text": "Who decides?"}, by=jo)
    items = (goal, activity, deal, entry, idea, talk, question, boss)
    return [(item.__tablename__, item.id) for item in items]
