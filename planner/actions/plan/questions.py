"""What is not known about the customer yet."""

from planner import clock
from planner.actions.editing import Values, added, assign, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.plan import activities
from planner.database import db
from planner.models import Activity, Person, Plan, Question
from planner.models.kinds import ActivityKind
from planner.models.shortening import shortened


def create(plan: Plan, values: Values, *, by: Person) -> Question:
    """Ask a question, today."""
    question = added(Question, plan, values)
    question.asked_by, question.on = by, clock.today()
    events.record("created", question, by=by)
    return question


def update(question: Question, values: Values, *, by: Person) -> None:
    """Change a question, or answer it: the first answer sets the day, none takes it away."""
    was_answered = bool(question.answer)
    assign(question, values)
    if was_answered and not question.answer:
        question.answered_on = None
    answered_now = bool(question.answer) and question.answered_on is None
    if answered_now:
        question.answered_on = max(clock.today(), question.on)
    events.record("answered" if answered_now else "updated", question, by=by)


def make_activity(question: Question, *, by: Person) -> Activity:
    """Have somebody find it out: an open activity with the question as its title."""
    db.session.refresh(question, with_for_update=True)
    if question.activity_id is not None:
        raise Refused("This question is an activity already.")
    if question.answered_on is not None:
        raise Refused("The question has been answered already.")
    values = {"title": shortened(question.text), "kind": ActivityKind.OTHER}
    activity = activities.create(question.plan, values, by=by)
    assign(question, {"activity": activity, "activity_id": activity.id})
    events.record("updated", question, by=by)
    return activity


def delete(question: Question, *, by: Person) -> None:
    """Delete a question; an activity made of it stays."""
    remove(question, by=by)
