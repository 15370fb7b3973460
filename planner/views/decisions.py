"""What is decided while a review is held, each decision as it is made."""

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.actions import reviews
from planner.actions.editing import lock
from planner.database import db
from planner.views import review_forms
from planner.views.current import me
from planner.views.finding import find_review
from planner.views.replies import Reply, changed, invalid
from planner.views.submissions import once

bp = Blueprint("decisions", __name__)


@bp.get("/reviews/<int:review_id>/decisions/new")
def new(review_id: int) -> str:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    form = review_forms.decision(review)
    return render_template("decisions/new.html", review=review, form=form)


@bp.post("/reviews/<int:review_id>/decisions")
@once
def create(review_id: int) -> Reply:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    lock(review)
    form = review_forms.decision(review)
    if not form.validate():
        return invalid("decisions/new.html", review=review, form=form)
    becomes_activity = form.assignee_id.data is not None
    task = review_forms.task_of(form.data)
    reviews.decide(review, task, by=me(), becomes_activity=becomes_activity)
    db.session.commit()
    if becomes_activity:
        flash(gettext("The decision is an activity now."))
    return changed(
        url_for("minutes.edit", review_id=review.id, _anchor="decisions"),
        "decisions/_list.html",
        review=review,
        decision_form=review_forms.decision(review, fresh=True),
    )
