"""Planning a review for a day that is still to come."""

from flask import Blueprint, render_template

from planner.access import Permission
from planner.actions import planned_reviews
from planner.database import db
from planner.views import review_forms
from planner.views.current import me
from planner.views.finding import find_plan
from planner.views.replies import Reply, invalid
from planner.views.reviews import listed
from planner.views.submissions import once

bp = Blueprint("planned_reviews", __name__)


@bp.get("/plans/<int:plan_id>/planned-reviews/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = review_forms.planned(plan)
    return render_template("planned_reviews/new.html", plan=plan, form=form)


@bp.post("/plans/<int:plan_id>/planned-reviews")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = review_forms.planned(plan)
    if not form.validate():
        return invalid("planned_reviews/new.html", plan=plan, form=form)
    attendees = review_forms.attendees(form)
    planned_reviews.create(plan, review_forms.values(form), by=me(), attendees=attendees)
    db.session.commit()
    return listed(plan)
