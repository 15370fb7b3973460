"""Reviews: the members, and perhaps a lead, go through the plan."""

from collections.abc import Sequence

from planner import clock
from planner.actions import events
from planner.actions.editing import Values, assign, next_position
from planner.database import db
from planner.models import Attendance, Decision, EventType, Person, Plan, Review


def create(
    plan: Plan,
    values: Values,
    *,
    by: Person,
    attendees: Sequence[Person] = (),
    decisions: Sequence[str] = (),
) -> Review:
    """Record a review that `by` led; without a day, today's."""
    review = Review(
        plan=plan,
        by=by,
        on=clock.today(),
        position=next_position(Review.plan_id, plan.id),
        attendances=[Attendance(person=p, position=n) for n, p in enumerate(attendees)],
        decisions=[Decision(text=text, position=n) for n, text in enumerate(decisions)],
    )
    assign(review, values)
    db.session.add(review)
    events.record(EventType.REVIEW_CREATED, review, by=by)
    return review
