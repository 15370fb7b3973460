"""Reviews before they are held: planned for a day, and then held or cancelled.

Until a review is held, neither the rating nor a plan file knows of it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from planner.actions.editing import Values, assign, next_position
from planner.actions.errors import Refused, Taken
from planner.actions.history import events
from planner.actions.plan import reviews
from planner.database import db
from planner.models import EventType, Person, Plan, Review
from planner.models.kinds import ReviewStatus
from planner.queries.history import field_history


def create(plan: Plan, values: Values, *, by: Person, attendees: Sequence[Person] = ()) -> Review:
    """Plan a review for the day `on`, to be led by `by` unless `values` name somebody else."""
    review = Review(
        plan=plan,
        by=by,
        by_id=by.id,
        status=ReviewStatus.PLANNED,
        position=next_position(Review.plan_id, plan.id),
        attendances=reviews.seats(attendees),
    )
    assign(review, values)
    db.session.add(review)
    events.record("created", review, by=by)
    return review


def hold(
    review: Review,
    values: Values,
    *,
    by: Person,
    attendees: Sequence[Person],
    agenda: Mapping[str, Any],
) -> None:
    """Let a planned review be held, with the agenda as it was; raises as `check_planned` does."""
    check_planned(review)
    assign(review, {**values, "status": ReviewStatus.HELD})
    review.agenda = dict(agenda)
    changes = events.changes_of(review) | reviews.seat(review, attendees)
    event = events.record("held", review, by=by, changes=changes)
    db.session.flush()
    review.last_event = event.id if event else None


def check_planned(review: Review) -> None:
    """Raise Taken if the review is held already, Refused if it was cancelled."""
    _refuse_held(review)
    if review.status is ReviewStatus.CANCELLED:
        raise Refused("This review was cancelled. Plan it again first.")


def cancel(review: Review, *, by: Person) -> None:
    """Say that a planned review will not be held; what was prepared stays with it."""
    _refuse_held(review)
    if review.is_planned:
        review.status = ReviewStatus.CANCELLED
        events.record("cancelled", review, by=by)


def resume(review: Review, *, by: Person) -> None:
    """Plan a cancelled review again, for the day that it had."""
    _refuse_held(review)
    if not review.is_planned:
        review.status = ReviewStatus.PLANNED
        events.record("updated", review, by=by)


def _refuse_held(review: Review) -> None:
    if not review.is_held:
        return
    last = field_history.last_of_type(review, EventType.REVIEW_HELD)
    if last is None or last.actor is None:
        raise Refused("This review was held already.")
    raise Taken("%(name)s has already written down that this review was held.", name=last.actor)
