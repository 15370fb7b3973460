"""Comments on the items of a plan."""

from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, render_template, request

from planner.actions.plan import comments, mentions
from planner.forms.plan.comments import CommentForm
from planner.models import Base, Comment, Plan
from planner.nouns import NOUNS, OF_TABLE
from planner.queries.plan import plans
from planner.views.plan import threads
from planner.views.web import Permission, addresses, db, finding, gettext, htmx, me, once, saving
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("comments", __name__)
_COMMENTED = {noun.table: noun.model for noun in NOUNS if noun.is_commented}
SUBJECTS = ", ".join(sorted(_COMMENTED))
"""The tables of what can be commented on, as a part of an address lists them."""
_OF_ITEM = f"/<any({SUBJECTS}):subject>/<int:subject_id>/comments"


@bp.get(_OF_ITEM)
def index(subject: str, subject_id: int) -> str:
    item, plan = find_commented(subject, subject_id, Permission.SEE_COMMENTS)
    return render_template("plan/comments/index.html", thread=threads.thread_of(item, plan))


@bp.post(_OF_ITEM)
@once
def create(subject: str, subject_id: int) -> Reply:
    item, plan = find_commented(subject, subject_id, Permission.COMMENT)
    known = threads.known_of(plan.id, subject, subject_id)
    form = threads.form_for(known)
    if not form.validate():
        return _asked_again(threads.thread_of(item, plan, form), form)
    comment = comments.create(item, threads.text_of(form, known), by=me(), plan=plan)
    db.session.commit()
    return _thread(threads.thread_of(item, plan), comment)


@bp.get("/comments/<int:comment_id>/edit")
def edit(comment_id: int) -> str:
    comment, _item = find_own_comment(comment_id)
    return render_template("plan/comments/edit.html", **_edited(comment, _form(comment)))


@bp.post("/comments/<int:comment_id>")
def update(comment_id: int) -> Reply:
    comment, item = find_own_comment(comment_id)
    known = _known(comment)
    form = saving.save(
        partial(threads.form_for, known),
        comment,
        comments.update,
        lambda typed: {"text": threads.text_of(typed, known)},
    )
    if not form.is_saved:
        return invalid("plan/comments/edit.html", **_edited(comment, form))
    db.session.commit()
    return _thread(threads.thread_of(item, comment.plan), comment)


@bp.delete("/comments/<int:comment_id>")
def destroy(comment_id: int) -> Reply:
    comment, item = find_own_comment(comment_id)
    plan = comment.plan
    comments.delete(comment, by=me())
    db.session.commit()
    return _thread(threads.thread_of(item, plan))


def _edited(comment: Comment, form: CommentForm) -> dict[str, Any]:
    back = addresses.of_comments(comment.subject, comment.subject_id, comment.plan_id)
    return {"comment": comment, "form": form, "back": back}


def _form(comment: Comment) -> CommentForm:
    return threads.form_for(_known(comment), comment)


def _known(comment: Comment) -> list[mentions.Mentionable]:
    return threads.known_of(comment.plan_id, comment.subject, comment.subject_id)


def _asked_again(thread: threads.Thread, form: CommentForm) -> Reply:
    """Only the form for htmx, which stands in the middle of any page; else the thread around it."""
    if not htmx:
        return render_template("plan/comments/index.html", thread=thread), 422
    return invalid("plan/comments/new.html", form=form, thread=thread)


def _thread(thread: threads.Thread, comment: Comment | None = None) -> Reply:
    """The comments as they are now, and whom they did not reach."""
    notices = [_not_told(name) for name in comments.unknown_names(comment)] if comment else []
    if not htmx:
        for notice in notices:
            flash(notice, "warning")
    to = thread.page if thread.page == addresses.came_from() else thread.address
    return changed(to, "plan/comments/_thread.html", thread=thread, notices=notices)


def _not_told(name: str) -> str:
    """The same words whether there is such a person or not."""
    return gettext("%(name)s is not on this plan and is not told. Invite them first.", name=name)


def find_commented(
    subject: str, subject_id: int, permission: Permission, plan_id: int | None = None
) -> tuple[Base, Plan]:
    """An item of a plan, or the plan; and the plan that decides who reads what is said to it.

    Of what belongs to the customer that is the plan named, or else in the address, or else the
    current one.
    """
    if subject == "plans":
        plan = finding.find_plan(subject_id, permission)
        return plan, plan
    model = _COMMENTED[subject]
    if OF_TABLE[subject].outlasts_plans:
        wanted = plan_id or request.args.get("plan_id", type=int)
        return _find_of_customer(model, subject_id, permission, wanted)
    item: Any = finding.find(model, subject_id, permission)
    return item, item.plan


def _find_of_customer(
    model: type[Base], subject_id: int, permission: Permission, plan_id: int | None
) -> tuple[Any, Plan]:
    item: Any = finding.get(model, subject_id)
    current = None if plan_id else plans.current(item.customer_id)
    plan_id = current.id if current else plan_id
    if plan_id is None:
        abort(404)
    plan = finding.find_plan(plan_id, permission)
    if plan.customer_id != item.customer_id:
        abort(404)
    return item, plan


def find_own_comment(comment_id: int) -> tuple[Comment, Base]:
    """A comment with its item, for whoever has written it; 403 for everybody else who sees it."""
    found = db.session.get(Comment, comment_id) if comment_id <= finding.LARGEST_ID else None
    if found is None:
        abort(404)
    where = (found.subject, found.subject_id)
    find_commented(*where, Permission.SEE_COMMENTS, found.plan_id)
    if found.by_id != me().id:
        abort(403)
    item, _plan = find_commented(*where, Permission.COMMENT, found.plan_id)
    return found, item
