"""Comments on the items of a plan."""

from flask import Blueprint, flash, render_template, url_for
from flask_babel import gettext

from planner.access import Permission
from planner.actions import comments
from planner.actions.mentions import Known
from planner.database import Base, db
from planner.extensions import htmx
from planner.forms.comments import CommentForm
from planner.models import Comment
from planner.views import threads
from planner.views.addresses import came_from, of_item
from planner.views.commented import SUBJECTS, find_commented, find_own_comment
from planner.views.current import me
from planner.views.replies import Reply, changed, invalid
from planner.views.submissions import once

bp = Blueprint("comments", __name__)
_OF_ITEM = f"/<any({SUBJECTS}):subject>/<int:subject_id>/comments"


@bp.get(_OF_ITEM)
def index(subject: str, subject_id: int) -> str:
    item = find_commented(subject, subject_id, Permission.SEE_COMMENTS)
    return render_template("comments/index.html", thread=threads.of(item))


@bp.post(_OF_ITEM)
@once
def create(subject: str, subject_id: int) -> Reply:
    item = find_commented(subject, subject_id, Permission.COMMENT)
    known = threads.known_of(threads.plan_of(item).id, subject, subject_id)
    form = threads.form_for(known)
    if not form.validate():
        return _asked_again(item, form)
    comment = comments.create(item, threads.text_of(form, known), by=me())
    db.session.commit()
    return _thread(item, comment)


@bp.get("/comments/<int:comment_id>/edit")
def edit(comment_id: int) -> str:
    comment, _item = find_own_comment(comment_id)
    return render_template("comments/edit.html", comment=comment, form=_form(comment))


@bp.post("/comments/<int:comment_id>")
def update(comment_id: int) -> Reply:
    comment, item = find_own_comment(comment_id)
    form = _form(comment)
    if not form.validate():
        return invalid("comments/edit.html", comment=comment, form=form)
    comments.update(comment, threads.text_of(form, _known(comment)), by=me())
    db.session.commit()
    return _thread(item, comment)


@bp.delete("/comments/<int:comment_id>")
def destroy(comment_id: int) -> Reply:
    comment, item = find_own_comment(comment_id)
    comments.delete(comment, by=me())
    db.session.commit()
    return _thread(item)


def _form(comment: Comment) -> CommentForm:
    return threads.form_for(_known(comment), comment)


def _known(comment: Comment) -> list[Known]:
    return threads.known_of(comment.plan_id, comment.subject, comment.subject_id)


def _asked_again(item: Base, form: CommentForm) -> Reply:
    """Only the form for htmx, which stands in the middle of any page; else the thread around it."""
    if not htmx:
        return render_template("comments/index.html", thread=threads.of(item, form)), 422
    return invalid("comments/new.html", form=form, thread=threads.of(item, form))


def _thread(item: Base, comment: Comment | None = None) -> Reply:
    """The comments as they are now, and whom they did not reach."""
    notices = [_not_told(name) for name in comments.unknown_names(comment)] if comment else []
    thread = threads.of(item)
    if not htmx:
        for notice in notices:
            flash(notice, "warning")
    page = of_item(thread.subject, thread.subject_id)
    all_of_them = url_for("comments.index", subject=thread.subject, subject_id=thread.subject_id)
    to = page if page and page == came_from() else all_of_them
    return changed(to, "comments/_thread.html", thread=thread, notices=notices)


def _not_told(name: str) -> str:
    """The same words whether there is such a person or not."""
    return gettext("%(name)s is not on this plan and is not told. Invite them first.", name=name)
