"""The record of a review on paper: agenda, who attended, minutes, decisions."""

from flask import Blueprint, render_template

from planner.access import Permission
from planner.queries import decided_activities
from planner.queries.reviews import of_review
from planner.views import agendas
from planner.views.finding import find_review

bp = Blueprint("records", __name__)


@bp.get("/reviews/<int:review_id>/record")
def show(review_id: int) -> str:
    review = find_review(review_id, Permission.SEE_PLAN)
    return render_template(
        "records/show.html",
        review=review,
        shown=of_review(review),
        agenda=agendas.of_review(review),
        made=decided_activities.of_review(review),
    )
