"""Reviews: when the plan was gone through, who was there and what was decided."""

from typing import Any

from flask import Blueprint, flash, render_template, url_for
from flask_babel import ngettext

from planner import clock
from planner.access import Permission
from planner.actions import reviews
from planner.actions.editing import hold
from planner.actions.reviews import Task
from planner.database import db
from planner.forms.reviews import OPEN, ReviewForm
from planner.models import Person, Plan, Review
from planner.queries import choices
from planner.queries.reviews import of_plan, of_review
from planner.views import edits, threads
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.deletions import doubt
from planner.views.entries import all_of
from planner.views.finding import find_plan, find_review
from planner.views.replies import Reply, changed, invalid, reloaded
from planner.views.submissions import once

bp = Blueprint("reviews", __name__)


@bp.get("/plans/<int:plan_id>/reviews")
def index(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    return render_template("reviews/index.html", plan=plan, reviews=of_plan(plan.id))


@bp.get("/reviews/<int:review_id>")
def show(review_id: int) -> str:
    review = find_review(review_id, Permission.SEE_PLAN)
    return render_template(
        "reviews/show.html", review=review, shown=of_review(review), thread=threads.of(review)
    )


@bp.get("/plans/<int:plan_id>/reviews/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template("reviews/new.html", plan=plan, form=_form(plan))


@bp.post("/plans/<int:plan_id>/reviews")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _form(plan)
    if not form.validate():
        return invalid("reviews/new.html", plan=plan, form=form)
    reviews.create(plan, _values(form), by=me(), **_lists(form))
    db.session.commit()
    return _changed(plan, form)


@bp.get("/reviews/<int:review_id>/edit")
def edit(review_id: int) -> str:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    return render_template("reviews/edit.html", review=review, form=_form(review.plan, review))


@bp.post("/reviews/<int:review_id>")
def update(review_id: int) -> Reply:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    hold(review)
    form = _form(review.plan, review)
    if not edits.fit(form, review):
        return invalid("reviews/edit.html", review=review, form=form)
    reviews.update(review, _values(form), by=me(), **_lists(form, review))
    edits.settle(form, review)
    db.session.commit()
    return _changed(review.plan, form)


@bp.delete("/reviews/<int:review_id>")
def destroy(review_id: int) -> Reply:
    review = find_review(review_id, Permission.WORK_ON_PLAN)
    plan = review.plan
    if asked := doubt(review, url_for("reviews.show", review_id=review.id)):
        return asked
    reviews.delete(review, by=me())
    db.session.commit()
    return _listed(plan)


def _form(plan: Plan, review: Review | None = None) -> ReviewForm:
    """Whoever was there already can stay, also after having left."""
    there = [me()] if review is None else [review.by, *review.attendees]
    if review is None:
        first = {"on": clock.today(), "by_id": me().id}
        form = ReviewForm(data=first, html_id="review-form")
    else:
        chosen = {"attendee_ids": [person.id for person in review.attendees]}
        form = ReviewForm(obj=review, data=chosen, html_id=f"review-form-{review.id}")
    form.earliest = min(day for day in (plan.starts_on, plan.activated_on) if day)
    named = [(person.id, person.name) for person in there]
    form.offer(choices.with_chosen(choices.attendees(plan), named), choices.members(plan.id))
    return form


def _values(form: ReviewForm) -> dict[str, Any]:
    leader = db.session.get_one(Person, form.by_id.data)
    return {**form.review_values(), "by": leader}


def _lists(form: ReviewForm, review: Review | None = None) -> dict[str, Any]:
    """Who was there and what was decided; what did not change stays as it was, to the letter."""
    known = {text.replace("\r\n", "\n"): text for text in (review.decided if review else ())}
    before = [person.id for person in (review.attendees if review else ())]
    ticked = form.attendee_ids.data or []
    stay = [identity for identity in before if identity in ticked]
    attendees = list(dict.fromkeys([*stay, *ticked]))
    return {
        "attendees": all_of(Person, attendees),
        "decisions": [known.get(row["text"], row["text"]) for row in form.decided],
        "tasks": _tasks(form),
    }


def _tasks(form: ReviewForm) -> list[Task]:
    return [
        Task(row["text"], db.session.get(Person, row["assignee_id"] or OPEN), row["due_on"])
        for row in form.decided
        if row["assignee_id"] is not None
    ]


def _changed(plan: Plan, form: ReviewForm) -> Reply:
    """Where decisions became activities, the whole page is shown again."""
    count = len(_tasks(form))
    if not count:
        return _listed(plan)
    flash(
        ngettext(
            "%(num)d decision is an activity now.", "%(num)d decisions are activities now.", count
        )
    )
    return reloaded(address_of_plan(plan, "reviews"))


def _listed(plan: Plan) -> Reply:
    """The reviews as they are now."""
    return changed(
        address_of_plan(plan, "reviews"), "reviews/_list.html", plan=plan, reviews=of_plan(plan.id)
    )
