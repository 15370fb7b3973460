"""The demo story with names, texts and amounts as large as they may be."""

from decimal import Decimal
from typing import Any

from flask import Flask
from sqlalchemy import String, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from planner.database import db
from planner.models import (
    Activity,
    Contact,
    Contract,
    Conversation,
    Customer,
    Deal,
    Field,
    Goal,
    Idea,
    Person,
    Plan,
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    Potential,
    Team,
)
from planner.models.kinds import ActivityKind, ActivityStatus, PlanStatus
from planner.models.mixins import LINE_LENGTH

# One word without a place to break it, and more of usual ones than any line holds.
LONG = " Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG += " für den Mittelrhein und das angrenzende Umland mbH & Co. Kommanditgesellschaft"
NAMES: list[InstrumentedAttribute[Any]] = [
    *(noun.name for noun in (Customer, Person, Team, Field, Contact, Playbook)),
    *(noun.title for noun in (Goal, Activity, Deal, Idea, Contract, PlaybookGoal)),
    *(PlaybookActivity.title, Conversation.topic, Customer.city, Contact.function, Person.unit),
]
AMOUNTS = [Potential.annual_value, Customer.annual_revenue, Deal.annual_value]
MUCH = 987_654_321_987


def overfill(app: Flask) -> None:
    """Make every name long and every amount large."""
    with app.app_context():
        for name in NAMES:
            assert isinstance(name.type, String)
            db.session.execute(
                update(name.class_).values({name: func.substr(name + LONG, 1, LINE_LENGTH)})
            )
        for amount in AMOUNTS:
            db.session.execute(update(amount.class_).values({amount: MUCH}))
        db.session.commit()


ACTIVITIES, GOALS = 100, 60


def crowd(app: Flask, owner: Person) -> int:
    """Fill the last open plan of this owner with very many rows under names as long as they may be;
    its id."""
    with app.app_context():
        open_plans = Plan.status != PlanStatus.CLOSED
        of_owner = select(Plan).join(Customer).where(Customer.owner_id == owner.id, open_plans)
        plan = db.session.scalars(of_owner.order_by(Plan.id.desc()).limit(1)).one()
        db.session.add_all(_goal(plan, number) for number in range(GOALS))
        db.session.add_all(_activity(plan, owner, number) for number in range(ACTIVITIES))
        db.session.commit()
        return plan.id


def _goal(plan: Plan, number: int) -> Goal:
    return Goal(
        plan=plan,
        key=f"crowd-{number}",
        position=1000 + number,
        title=_long(number),
        metric=_long(number),
        unit=_long(number),
        target=Decimal(MUCH),
    )


def _activity(plan: Plan, owner: Person, number: int) -> Activity:
    """In turns nobody's and the owner's."""
    return Activity(
        plan=plan,
        key=f"crowd-{number}",
        title=_long(number),
        kind=ActivityKind.VISIT,
        created_by_id=owner.id,
        created_on=plan.starts_on,
        assignee_id=owner.id if number % 2 else None,
        status=ActivityStatus.PLANNED if number % 2 else ActivityStatus.OPEN,
        due_on=plan.ends_on,
        effort_hours=Decimal("999.5"),
    )


def _long(number: int) -> str:
    return f"{number}{LONG}"[:LINE_LENGTH]
