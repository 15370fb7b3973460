"""What happens at the customer, for stories about the rating."""

import datetime

from flask import Flask

from planner import clock
from planner.actions.people import settings as organisation
from planner.actions.plan import activities, conversations, goals
from planner.database import db
from planner.models import Person, Plan
from planner.models.kinds import ActivityKind, Channel, TalkState
from tests.support.stories.cast import Cast


def joint_visit(app: Flask, cast: Cast, on: datetime.date, next_step: str | None = None) -> None:
    """Anna and Jo were at the customer together, and Anna wrote it down that day."""
    with app.app_context(), clock.at(on):
        plan = db.session.get_one(Plan, cast.plan.id)
        anna, jo = (db.session.get_one(Person, one.id) for one in (cast.anna, cast.jo))
        topic = conversations.create(plan, {"topic": "A new press"}, by=anna)
        values = {
            "on": on,
            "channel": Channel.VISIT,
            "state": TalkState.INTEREST,
            "summary": "The press can be leased.",
            "next_step": next_step,
        }
        conversations.log(topic, values, by=anna, participants=[jo])
        db.session.commit()


def goal_of_one_side(app: Flask, cast: Cast, title: str, signed_by: Person) -> int:
    """A goal that one person has signed; its id."""
    with app.app_context():
        plan, person = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, signed_by.id),
        )
        goal = goals.create(plan, {"title": title}, by=person)
        goals.commit_to(goal, by=person)
        db.session.commit()
        return goal.id


def visits_alone(app: Flask, cast: Cast, days: list[datetime.date]) -> list[int]:
    """Anna was at the customer by herself on these days, and nobody wrote anything down."""
    made = []
    for day in days:
        with app.app_context(), clock.at(day):
            plan = db.session.get_one(Plan, cast.plan.id)
            anna = db.session.get_one(Person, cast.anna.id)
            values = {
                "title": f"Visit of {day:%B}",
                "kind": ActivityKind.VISIT,
                "customer_facing": True,
                "assignee": anna,
                "assignee_id": anna.id,
            }
            visit = activities.create(plan, values, by=anna)
            activities.finish(visit, by=anna)
            db.session.commit()
            made.append(visit.id)
    return made


def decide(app: Flask, cast: Cast, name: str, value: str) -> None:
    """A setting of the organisation."""
    with app.app_context():
        organisation.change(name, value, by=db.session.get_one(Person, cast.ada.id))
        db.session.commit()
