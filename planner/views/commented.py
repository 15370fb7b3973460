"""Finds the items of plans that can be commented on, and comments; checks the right with it."""

from flask import abort

from planner.access import Permission
from planner.database import Base, db
from planner.models import Comment
from planner.views import finding
from planner.views.current import me

_FIND = {
    "activities": finding.find_activity,
    "conversations": finding.find_conversation,
    "deals": finding.find_deal,
    "goals": finding.find_goal,
    "ideas": finding.find_idea,
    "plans": finding.find_plan,
    "questions": finding.find_question,
    "reviews": finding.find_review,
}
SUBJECTS = ", ".join(_FIND)
"""The tables of what can be commented on, as a part of an address lists them."""


def find_commented(subject: str, subject_id: int, permission: Permission) -> Base:
    """An item of a plan, or the plan."""
    item: Base = _FIND[subject](subject_id, permission)
    return item


def find_own_comment(comment_id: int) -> tuple[Comment, Base]:
    """A comment with its item, for whoever has written it; 403 for everybody else who sees it."""
    found = db.session.get(Comment, comment_id) if comment_id <= finding.LARGEST_ID else None
    if found is None:
        abort(404)
    find_commented(found.subject, found.subject_id, Permission.SEE_COMMENTS)
    if found.by_id != me().id:
        abort(403)
    return found, find_commented(found.subject, found.subject_id, Permission.COMMENT)
