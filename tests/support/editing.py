"""Two people who edit the same at once, each in the form on their own page."""

from typing import Any

from flask import Flask

from planner.actions.plan import goals
from planner.database import db
from planner.models import Event, EventType, Goal, Person, Plan
from tests.support.page_forms import Form
from tests.support.pages import Visitor
from tests.support.stories.cast import Cast

REASON = "The press is late, and the customer waits for it until the summer."


def goal(app: Flask, cast: Cast, **values: Any) -> int:
    """A goal that Anna wrote down, with a text of a few words."""
    with app.app_context():
        plan, anna = (
            db.session.get_one(Plan, cast.plan.id),
            db.session.get_one(Person, cast.anna.id),
        )
        given = {"title": "Grow leasing", "missed_because": REASON, "unit": "kEUR", **values}
        made = goals.create(plan, given, by=anna)
        db.session.commit()
        return made.id


def goal_now(app: Flask, goal_id: int) -> Goal:
    with app.app_context():
        return db.session.get_one(Goal, goal_id)


def opened(somebody: Visitor, goal_id: int, *, htmx: bool = False) -> Form:
    """The form as it stands on somebody's screen."""
    page = somebody.visit(f"/goals/{goal_id}/edit", htmx=htmx)
    return page.form(f"goal-form-{goal_id}")


def lost(app: Flask) -> list[dict[str, Any]]:
    """What the history keeps of what did not hold."""
    with app.app_context():
        kept = db.session.query(Event).filter_by(type=EventType.CONFLICT_RESOLVED)
        return [event.changes for event in kept.order_by(Event.id)]
