"""The demo story with names, texts and amounts as large as they may be."""

from typing import Any

from flask import Flask
from sqlalchemy import String, func, update
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
    Playbook,
    PlaybookActivity,
    PlaybookGoal,
    Potential,
    Team,
)
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
