"""That a planned review will not be held, and taking that back."""

from flask import Blueprint, url_for

from planner.access import Permission
from planner.actions import planned_reviews
from planner.actions.editing import lock
from planner.database import db
from planner.views.current import me
from planner.views.finding import find_review
from planner.views.replies import Reply, reloaded

bp = Blueprint("review_cancellations", __name__)


@bp.post("/reviews/<int:review_id>/cancellation")
def create(review_id: int) -> Reply:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    lock(review)
    planned_reviews.cancel(review, by=me())
    db.session.commit()
    return reloaded(url_for("reviews.show", review_id=review.id))


@bp.delete("/reviews/<int:review_id>/cancellation")
def destroy(review_id: int) -> Reply:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    lock(review)
    planned_reviews.resume(review, by=me())
    db.session.commit()
    return reloaded(url_for("reviews.show", review_id=review.id))
