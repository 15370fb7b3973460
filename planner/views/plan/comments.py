"""Comments on the items of a plan."""

from functools import partial
from typing import Any

from flask import Blueprint, flash, render_template

from planner.actions.plan import comments
from planner.actions.plan.mentions import Known
from planner.forms.plan.comments import CommentForm
from planner.models import Comment
from planner.translation import gettext
from planner.views.plan import threads
from planner.views.plan.commented import SUBJECTS, find_commented, find_own_comment
from planner.views.plan.threads import Thread
from planner.views.web import (
    Permission,
    Reply,
    addresses,
    changed,
    db,
    htmx,
    invalid,
    me,
    once,
    saving,
)

bp = Blueprint("comments", __name__)
_OF_ITEM = f"/<any({SUBJECTS}):subject>/<int:subject_id>/comments"


@bp.get(_OF_ITEM)
def index(subject: str, subject_id: int) -> str:
    item, plan = find_commented(subject, subject_id, Permission.SEE_COMMENTS)
    return render_template("plan/comments/index.html", thread=threads.of(item, plan))


@bp.post(_OF_ITEM)
@once
def create(subject: str, subject_id: int) -> Reply:
    item, plan = find_commented(subject, subject_id, Permission.COMMENT)
    known = threads.known_of(plan.id, subject, subject_id)
    form = threads.form_for(known)
    if not form.validate():
        return _asked_again(threads.of(item, plan, form), form)
    comment = comments.create(item, threads.text_of(form, known), by=me(), plan=plan)
    db.session.commit()
    return _thread(threads.of(item, plan), comment)


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
    return _thread(threads.of(item, comment.plan), comment)


@bp.delete("/comments/<int:comment_id>")
def destroy(comment_id: int) -> Reply:
    comment, item = find_own_comment(comment_id)
    plan = comment.plan
    comments.delete(comment, by=me())
    db.session.commit()
    return _thread(threads.of(item, plan))


def _edited(comment: Comment, form: CommentForm) -> dict[str, Any]:
    back = addresses.of_comments(comment.subject, comment.subject_id, comment.plan_id)
    return {"comment": comment, "form": form, "back": back}


def _form(comment: Comment) -> CommentForm:
    return threads.form_for(_known(comment), comment)


def _known(comment: Comment) -> list[Known]:
    return threads.known_of(comment.plan_id, comment.subject, comment.subject_id)


def _asked_again(thread: Thread, form: CommentForm) -> Reply:
    """Only the form for htmx, which stands in the middle of any page; else the thread around it."""
    if not htmx:
        return render_template("plan/comments/index.html", thread=thread), 422
    return invalid("plan/comments/new.html", form=form, thread=thread)


def _thread(thread: Thread, comment: Comment | None = None) -> Reply:
    """The comments as they are now, and whom they did not reach."""
    notices = [_not_told(name) for name in comments.unknown_names(comment)] if comment else []
    if not htmx:
        for notice in notices:
            flash(notice, "warning")
    page = addresses.of_item(thread.subject, thread.subject_id)
    to = page if page and page == addresses.came_from() else thread.address
    return changed(to, "plan/comments/_thread.html", thread=thread, notices=notices)


def _not_told(name: str) -> str:
    """The same words whether there is such a person or not."""
    return gettext("%(name)s is not on this plan and is not told. Invite them first.", name=name)
