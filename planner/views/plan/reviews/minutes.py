"""The minutes of a review and what is decided, as it happens.

Several people write the minutes at the same time, each on their own screen.
"""

from flask import Blueprint, flash, get_flashed_messages, render_template, url_for

from planner.actions.editing import lock
from planner.actions.plan import reviews
from planner.models import Review
from planner.queries.plan.reviews import of_review
from planner.translation import gettext
from planner.views.plan.reviews import agendas, review_forms
from planner.views.web import Permission, Reply, changed, db, find, htmx, invalid, me, once, saving

bp = Blueprint("minutes", __name__)


@bp.get("/reviews/<int:review_id>/minutes/edit")
def edit(review_id: int) -> str:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    form = review_forms.minutes(review)
    if htmx:
        return render_template("plan/minutes/_form.html", review=review, form=form)
    return render_template("plan/minutes/edit.html", form=form, **_around(review))


@bp.post("/reviews/<int:review_id>/minutes")
def update(review_id: int) -> Reply:
    """Sent again and again while somebody writes; the answer has the text as it is saved."""
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    form = saving.save(review_forms.minutes, review, reviews.write)
    if not form.is_saved:
        page = "plan/minutes/_form.html" if htmx else "plan/minutes/edit.html"
        return invalid(page, form=form, **_around(review))
    db.session.commit()
    form.outcome.object_data = review.outcome
    form.begin_again()
    if htmx:
        get_flashed_messages()  # whoever is writing sees the others' text, and needs no word of it
    address = url_for("minutes.edit", review_id=review.id)
    return changed(address, "plan/minutes/_form.html", review=review, form=form)


@bp.get("/reviews/<int:review_id>/decisions/new")
def new_decision(review_id: int) -> str:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    form = review_forms.decision(review)
    return render_template("plan/minutes/new_decision.html", review=review, form=form)


@bp.post("/reviews/<int:review_id>/decisions")
@once
def create_decision(review_id: int) -> Reply:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    lock(review)
    form = review_forms.decision(review)
    if not form.validate():
        return invalid("plan/minutes/new_decision.html", review=review, form=form)
    becomes_activity = form.assignee_id.data is not None
    task = review_forms.task_of(form.data)
    reviews.decide(review, task, by=me(), becomes_activity=becomes_activity)
    db.session.commit()
    if becomes_activity:
        flash(gettext("The decision is an activity now."))
    return changed(
        url_for("minutes.edit", review_id=review.id, _anchor="decisions"),
        "plan/minutes/_decisions.html",
        review=review,
        decision_form=review_forms.decision(review, fresh=True),
    )


def _around(review: Review) -> dict[str, object]:
    """What stands on the page beside the minutes."""
    return {
        "review": review,
        "shown": of_review(review),
        "agenda": agendas.of_review(review),
        "decision_form": review_forms.decision(review, fresh=True),
    }
