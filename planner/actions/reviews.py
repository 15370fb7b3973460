"""Reviews: the members, and perhaps a lead, go through the plan."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from planner import clock
from planner.actions import activities, events
from planner.actions.editing import Values, assign, next_position, remove
from planner.database import db
from planner.models import Activity, Attendance, Decision, EventType, Person, Plan, Review
from planner.models.kinds import ActivityKind
from planner.models.shortening import shortened


@dataclass(frozen=True)
class Task:
    """What somebody is to do about a decision; without an assignee it waits in the pool."""

    text: str
    assignee: Person | None = None
    due_on: datetime.date | None = None


def create(
    plan: Plan,
    values: Values,
    *,
    by: Person,
    attendees: Sequence[Person] = (),
    decisions: Sequence[str] = (),
    tasks: Sequence[Task] = (),
) -> Review:
    """Record a review; without another leader `by` led it, without a day it was today."""
    review = Review(
        plan=plan,
        by=by,
        by_id=by.id,
        on=clock.today(),
        position=next_position(Review.plan_id, plan.id),
        attendances=_attendances(attendees),
        decisions=_decisions(decisions),
    )
    assign(review, values)
    db.session.add(review)
    events.record(EventType.REVIEW_CREATED, review, by=by)
    _plan_tasks(review, tasks, by=by)
    return review


def update(
    review: Review,
    values: Values,
    *,
    by: Person,
    attendees: Sequence[Person],
    decisions: Sequence[str],
    tasks: Sequence[Task] = (),
) -> None:
    """Change what was recorded; who was there and what was decided is replaced as a whole."""
    assign(review, values)
    changes = events.changes_of(review)
    people, texts = review.attendees, review.decided
    if list(attendees) != people:
        changes["attendees"] = [_names(people), _names(attendees)]
        review.attendances.clear()
        db.session.flush()
        review.attendances = _attendances(attendees)
    if list(decisions) != texts:
        changes["decisions"] = [texts, list(decisions)]
        review.decisions.clear()
        db.session.flush()
        review.decisions = _decisions(decisions)
    if changes:
        events.record(EventType.REVIEW_UPDATED, review, by=by, changes=changes)
    _plan_tasks(review, tasks, by=by)


def delete(review: Review, *, by: Person) -> None:
    """Delete a review; the activities that were made of its decisions stay."""
    remove(EventType.REVIEW_DELETED, review, by=by)


def _plan_tasks(review: Review, tasks: Sequence[Task], *, by: Person) -> list[Activity]:
    return [activities.create(review.plan, _values(task), by=by) for task in tasks]


def _values(task: Task) -> Values:
    return {
        "title": shortened(task.text),
        "kind": ActivityKind.OTHER,
        "assignee": task.assignee,
        "assignee_id": task.assignee.id if task.assignee else None,
        "due_on": task.due_on,
    }


def _attendances(people: Sequence[Person]) -> list[Attendance]:
    return [Attendance(person=person, position=n) for n, person in enumerate(people)]


def _decisions(texts: Sequence[str]) -> list[Decision]:
    return [Decision(text=text, position=n) for n, text in enumerate(texts)]


def _names(people: Sequence[Person]) -> list[str]:
    return [person.name for person in people]
