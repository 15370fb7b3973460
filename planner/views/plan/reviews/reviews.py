"""Reviews: when the plan was gone through, who was there and what was decided."""

from flask import Blueprint, flash, get_flashed_messages, render_template, url_for

from planner.actions.plan import reviews
from planner.forms.plan.reviews import AttendedForm
from planner.models import Plan, Review
from planner.queries.notices import follows
from planner.queries.plan import decided_activities, reviews as queries
from planner.views.plan import threads
from planner.views.plan.reviews import agendas, review_forms
from planner.views.web import Permission, addresses, db, find, find_plan, htmx, me, once, saving
from planner.views.web.deletions import confirm_deletion
from planner.views.web.replies import Reply, changed, invalid, reloaded
from planner.views.web.sheets import in_menu
from planner.words import gettext, ngettext

bp = Blueprint("reviews", __name__)


@bp.get("/plans/<int:plan_id>/reviews")
def index(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    return render_template(
        "plan/reviews/index.html", plan=plan, reviews=queries.reviews_of_plan(plan.id)
    )


@bp.get("/reviews/<int:review_id>")
def show(review_id: int) -> str:
    review = find(Review, review_id, Permission.SEE_PLAN)
    if in_menu():
        return render_template("plan/reviews/menu.html", review=review)
    return render_template(
        "plan/reviews/show.html",
        review=review,
        shown=queries.row_of_review(review),
        agenda=agendas.shown_agenda(review),
        thread=threads.beside(review, review.plan),
        follows=follows.is_followed(review, review.plan_id, me()),
    )


@bp.get("/reviews/<int:review_id>/record")
def show_printed_review(review_id: int) -> str:
    """On paper: agenda, who attended, minutes, decisions, and the activities made of them."""
    review = find(Review, review_id, Permission.SEE_PLAN)
    return render_template(
        "plan/reviews/printed.html",
        review=review,
        shown=queries.row_of_review(review),
        agenda=agendas.shown_agenda(review),
        made=decided_activities.decided_at_review(review),
    )


@bp.get("/plans/<int:plan_id>/reviews/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template(
        "plan/reviews/form.html", plan=plan, form=review_forms.form_to_write(plan)
    )


@bp.post("/plans/<int:plan_id>/reviews")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = review_forms.form_to_write(plan)
    if not saving.create(form, reviews.create, plan, arguments=review_forms.arguments):
        return invalid("plan/reviews/form.html", plan=plan, form=form)
    db.session.commit()
    return _changed(plan, form)


@bp.get("/reviews/<int:review_id>/edit")
def edit(review_id: int) -> str:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    return render_template(
        "plan/reviews/form.html", item=review, form=review_forms.form_of_review(review)
    )


@bp.post("/reviews/<int:review_id>")
def update(review_id: int) -> Reply:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    form = saving.save(review_forms.form_of_review, review, reviews.update, review_forms.arguments)
    if not form.is_saved:
        return invalid("plan/reviews/form.html", item=review, form=form)
    db.session.commit()
    return _changed(review.plan, form)


@bp.delete("/reviews/<int:review_id>")
def destroy(review_id: int) -> Reply:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    plan = review.plan
    if asked := confirm_deletion(review, url_for("reviews.show", review_id=review.id)):
        return asked
    reviews.delete(review, by=me())
    db.session.commit()
    return listed(plan)


def _changed(plan: Plan, form: AttendedForm) -> Reply:
    """Where decisions became activities, the whole page is shown again."""
    count = len(review_forms.tasks(form))
    if not count:
        return listed(plan)
    flash(
        ngettext(
            "%(num)d decision is an activity now.", "%(num)d decisions are activities now.", count
        )
    )
    return reloaded(addresses.address_of_plan(plan, "reviews"))


def listed(plan: Plan) -> Reply:
    """The reviews as they are now."""
    return changed(
        addresses.address_of_plan(plan, "reviews"),
        "plan/reviews/_list.html",
        plan=plan,
        reviews=queries.reviews_of_plan(plan.id),
    )


@bp.get("/reviews/<int:review_id>/minutes/edit")
def edit_minutes(review_id: int) -> str:
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    form = review_forms.minutes(review)
    if htmx:
        return render_template("plan/minutes/_form.html", review=review, form=form)
    return render_template("plan/minutes/edit.html", form=form, **_around_minutes(review))


@bp.post("/reviews/<int:review_id>/minutes")
def update_minutes(review_id: int) -> Reply:
    """Sent again and again while somebody writes; the answer has the text as it is saved."""
    review = find(Review, review_id, Permission.WORK_ON_PLAN)
    form = saving.save(review_forms.minutes, review, reviews.write)
    if not form.is_saved:
        page = "plan/minutes/_form.html" if htmx else "plan/minutes/edit.html"
        return invalid(page, form=form, **_around_minutes(review))
    db.session.commit()
    form.outcome.object_data = review.outcome
    form.begin_again()
    if htmx:
        get_flashed_messages()  # whoever is writing sees the others' text, and needs no word of it
    address = url_for("reviews.edit_minutes", review_id=review.id)
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
    saving.lock(review)
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
        url_for("reviews.edit_minutes", review_id=review.id, _anchor="decisions"),
        "plan/minutes/_decisions.html",
        review=review,
        decision_form=review_forms.decision(review, fresh=True),
    )


def _around_minutes(review: Review) -> dict[str, object]:
    """What stands on the page beside the minutes."""
    return {
        "review": review,
        "shown": queries.row_of_review(review),
        "agenda": agendas.shown_agenda(review),
        "decision_form": review_forms.decision(review, fresh=True),
    }
