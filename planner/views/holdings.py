"""That a planned review was held: from then on it counts, and its agenda stays as it was."""

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.actions import planned_reviews
from planner.actions.editing import lock
from planner.database import db
from planner.models import Review
from planner.queries import agendas
from planner.queries.reviews import of_review
from planner.views import review_forms
from planner.views.current import me
from planner.views.finding import find_review
from planner.views.replies import Reply, changed, invalid
from planner.views.saving import merging
from planner.views.submissions import once

bp = Blueprint("holdings", __name__)
_PAGE = "holdings/new.html"


@bp.get("/reviews/<int:review_id>/holding/new")
def new(review_id: int) -> str:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    form = review_forms.holding(review)
    return render_template(_PAGE, review=review, shown=of_review(review), form=form)


@bp.post("/reviews/<int:review_id>/holding")
@once
def create(review_id: int) -> Reply:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    lock(review)
    form = review_forms.holding(review)
    if review.is_planned and not merging.fit(form, review):
        return invalid(_PAGE, review=review, shown=of_review(review), form=form)
    kept = agendas.of_review(review, symptoms=True, at_once=True)
    planned_reviews.hold(
        review,
        review_forms.values(form),
        by=me(),
        attendees=review_forms.attendees(form, review),
        agenda=kept.as_json(),
    )
    merging.settle(form, review)
    db.session.commit()
    flash(_said_of(review))
    return changed(url_for("reviews.show", review_id=review.id))


def _said_of(review: Review) -> str:
    if of_review(review).is_joint:
        return gettext("The review is written down as held. It counts as a joint review.")
    return gettext("The review is written down as held. It does not count as a joint review.")
