"""Reviews that are still to come: planned for a day, and then held or cancelled.

From the moment in which it was held a review counts, and its agenda stays as it was.
"""

from functools import partial

from flask import Blueprint, flash, render_template, url_for

from planner.actions.plan import planned_reviews
from planner.forms.plan.reviews import HoldingForm
from planner.models import Review
from planner.queries.plan import agendas, reviews
from planner.views.plan.reviews import review_forms
from planner.views.plan.reviews.reviews import listed
from planner.views.web import Permission, db, find, find_plan, gettext, me, once, saving
from planner.views.web.replies import Reply, changed, invalid, reloaded

bp = Blueprint("planned_reviews", __name__)


@bp.get("/plans/<int:plan_id>/planned-reviews/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = review_forms.planned(plan)
    return render_template("plan/planned_reviews/new.html", plan=plan, form=form)


@bp.post("/plans/<int:plan_id>/planned-reviews")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = review_forms.planned(plan)
    if not saving.create(form, planned_reviews.create, plan, arguments=review_forms.arguments):
        return invalid("plan/planned_reviews/new.html", plan=plan, form=form)
    db.session.commit()
    return listed(plan)


@bp.get("/reviews/<int:review_id>/holding/new")
def new_held_review(review_id: int) -> str:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    form = review_forms.form_to_hold(review)
    return render_template(
        "plan/planned_reviews/held.html",
        review=review,
        shown=reviews.row_of_review(review),
        form=form,
    )


@bp.post("/reviews/<int:review_id>/holding")
@once
def create_held_review(review_id: int) -> Reply:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    saving.lock(review)
    planned_reviews.check_planned(review)
    arguments = partial(_held, review)
    form = saving.save(review_forms.form_to_hold, review, planned_reviews.hold, arguments)
    if not form.is_saved:
        return invalid(
            "plan/planned_reviews/held.html",
            review=review,
            shown=reviews.row_of_review(review),
            form=form,
        )
    db.session.commit()
    flash(_said_of(review))
    return changed(url_for("reviews.show", review_id=review.id))


@bp.post("/reviews/<int:review_id>/cancellation")
def create_cancellation(review_id: int) -> Reply:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    saving.lock(review)
    planned_reviews.cancel(review, by=me())
    db.session.commit()
    return reloaded(url_for("reviews.show", review_id=review.id))


@bp.delete("/reviews/<int:review_id>/cancellation")
def destroy_cancellation(review_id: int) -> Reply:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    saving.lock(review)
    planned_reviews.resume(review, by=me())
    db.session.commit()
    return reloaded(url_for("reviews.show", review_id=review.id))


def _held(review: Review, form: HoldingForm) -> dict[str, object]:
    """What the form says, and the agenda as it is now."""
    agenda = agendas.agenda_of_review(review, symptoms=True, at_once=True)
    return {**review_forms.arguments(form), "agenda": agenda.as_json()}


def _said_of(review: Review) -> str:
    if reviews.row_of_review(review).is_joint:
        return gettext("The review is written down as held. It counts as a joint review.")
    return gettext("The review is written down as held. It does not count as a joint review.")
