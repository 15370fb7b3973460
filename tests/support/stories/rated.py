"""What was stored of a plan's rating, and the changes that move the plan of the cast.

On its own the plan lies in the Neanderthal age, because the generalist side is silent. An activity
of Anna's takes it to the bronze age: Jo was invited and has never been at the customer.
"""

import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from planner import clock
from planner.actions.maturity import ratings
from planner.actions.plan import activities
from planner.database import db
from planner.models import Activity, Customer, Notification, Person, Plan, StoredRating
from planner.models.kinds import ActivityKind, NotificationKind, PlanStatus
from tests.support.stories.cast import Cast

DAY = datetime.date(2026, 6, 15)


def before(days: int) -> datetime.date:
    return DAY - datetime.timedelta(days=days)


def course(app: Flask, plan: Plan) -> list[tuple[datetime.date, str, str | None]]:
    """Day, age and movement of all that was stored."""
    with app.app_context():
        return [(row.on, row.age, row.movement) for row in stored(plan)]


def stored(plan: Plan) -> list[StoredRating]:
    statement = select(StoredRating).where(StoredRating.plan_id == plan.id)
    return list(db.session.scalars(statement.order_by(StoredRating.on)))


def symptoms(app: Flask, plan: Plan) -> set[str]:
    """The codes of the symptoms that were stored last."""
    with app.app_context():
        return {symptom["code"] for symptom in stored(plan)[-1].symptoms}


def told(app: Flask) -> set[tuple[str, str, str | None]]:
    """Who was told of what, beside what they follow: first names, kind and code."""
    with app.app_context():
        statement = select(Person.key, Notification.kind, Notification.code).where(
            Notification.kind != NotificationKind.FOLLOWED
        )
        rows = db.session.execute(statement.join(Person, Person.id == Notification.person_id))
        return {(key, kind.value, code) for key, kind, code in rows}


def speak(app: Flask, cast: Cast, on: datetime.date = DAY, by: Person | None = None) -> int:
    """An open activity, written down by Anna; its id."""
    with app.app_context(), clock.at(on):
        plan = db.session.get_one(Plan, cast.plan.id)
        author = db.session.get_one(Person, (by or cast.anna).id)
        values = {"title": "Visit the plant", "kind": ActivityKind.VISIT}
        made = activities.create(plan, values, by=author)
        db.session.commit()
        return made.id


def fall_silent(app: Flask, cast: Cast, activity_id: int, on: datetime.date = DAY) -> None:
    """Anna deletes it again."""
    with app.app_context(), clock.at(on):
        activity = db.session.get_one(Activity, activity_id)
        activities.delete(activity, by=db.session.get_one(Person, cast.anna.id))
        db.session.commit()


def pass_night(app: Flask, cast: Cast, on: datetime.date = DAY) -> None:
    """The plan is rated because days have passed."""
    with app.app_context(), clock.at(on):
        ratings.rate_plans({cast.plan.id: None})
        db.session.commit()


def store(app: Flask, plan_id: int, age: str, on: datetime.date = DAY, **values: Any) -> None:
    """As if the plan had been rated so on a day; leads see it at once unless it is told when."""
    usual = {"last_age": age, "symptoms": [], "thresholds": {}, "visible_to_leads_on": on}
    with app.app_context():
        db.session.add(StoredRating(plan_id=plan_id, on=on, age=age, **(usual | values)))
        db.session.commit()


def symptom(code: str, *evidence: str, age: str = "iron", decides: bool = True) -> dict[str, Any]:
    """One as it is stored with a rating."""
    return {"code": code, "age": age, "decides": decides, "evidence": list(evidence)}


def further_plan(app: Flask, name: str, owner: Person | None, **values: Any) -> int:
    """An active plan of a further customer, without any rating; its id."""
    with app.app_context():
        customer = Customer(key=name.lower(), name=name, owner_id=owner.id if owner else None)
        began = before(300)
        days = {"starts_on": began, "ends_on": before(-65), "activated_on": began}
        plan = Plan(customer=customer, **({"status": PlanStatus.ACTIVE} | days | values))
        db.session.add(plan)
        db.session.commit()
        return plan.id
