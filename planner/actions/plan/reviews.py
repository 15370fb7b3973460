"""Reviews: the members, and perhaps a lead, go through the plan."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from planner import clock
from planner.actions.editing import Values, assign, next_position, remove
from planner.actions.history import events
from planner.actions.plan import activities
from planner.database import db
from planner.models import Activity, Attendance, Decision, Person, Plan, Review
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
        attendances=seats(attendees),
        decisions=decided(decisions),
    )
    assign(review, values)
    db.session.add(review)
    events.record("created", review, by=by)
    _plan_tasks(review, tasks, by=by)
    return review


def update(
    review: Review,
    values: Values,
    *,
    by: Person,
    attendees: Sequence[Person],
    decisions: Sequence[str] | None = None,
    tasks: Sequence[Task] = (),
) -> None:
    """Change what was recorded; who was there and what was decided is replaced as a whole.

    Without `decisions` those that there are stay.
    """
    assign(review, values)
    changes = events.changes_of(review)
    changes |= seat(review, attendees)
    texts = review.decided
    if decisions is not None and list(decisions) != texts:
        changes["decisions"] = [texts, list(decisions)]
        review.decisions.clear()
        db.session.flush()
        review.decisions = decided(decisions)
    if changes:
        events.record("updated", review, by=by, changes=changes)
    _plan_tasks(review, tasks, by=by)


def write(review: Review, values: Values, *, by: Person) -> None:
    """Keep the minutes as `outcome`, also before the review is held."""
    assign(review, values)
    events.record("updated", review, by=by)


def decide(review: Review, task: Task, *, by: Person, becomes_activity: bool) -> None:
    """Add a decision to those that were made already."""
    texts = review.decided
    review.decisions.append(Decision(text=task.text, position=len(texts)))
    changes: events.Changes = {"decisions": [texts, [*texts, task.text]]}
    events.record("updated", review, by=by, changes=changes)
    if becomes_activity:
        _plan_tasks(review, [task], by=by)


def seat(review: Review, attendees: Sequence[Person]) -> events.Changes:
    """Let these be the attendees; gives what that changes, which is not recorded yet."""
    before = review.attendees
    if list(attendees) == before:
        return {}
    review.attendances.clear()
    db.session.flush()
    review.attendances = seats(attendees)
    return {"attendees": [_names(before), _names(attendees)]}


def delete(review: Review, *, by: Person) -> None:
    """Delete a review; the activities that were made of its decisions stay."""
    remove(review, by=by)


def _plan_tasks(review: Review, tasks: Sequence[Task], *, by: Person) -> list[Activity]:
    return [activities.create(review.plan, _values(review, task), by=by) for task in tasks]


def _values(review: Review, task: Task) -> Values:
    return {
        "title": shortened(task.text),
        "kind": ActivityKind.OTHER,
        "assignee": task.assignee,
        "assignee_id": task.assignee.id if task.assignee else None,
        "due_on": task.due_on,
        "review": review,
        "review_id": review.id,
    }


def seats(people: Sequence[Person]) -> list[Attendance]:
    """Who attends, in this order."""
    return [Attendance(person=person, position=n) for n, person in enumerate(people)]


def decided(texts: Sequence[str]) -> list[Decision]:
    """What was decided, in this order."""
    return [Decision(text=text, position=n) for n, text in enumerate(texts)]


def _names(people: Sequence[Person]) -> list[str]:
    return [person.name for person in people]
