"""Claiming an open activity, and giving it up again."""

from flask import Blueprint, render_template

from planner.access import Permission
from planner.actions import claims
from planner.actions.errors import Taken
from planner.database import db
from planner.extensions import htmx
from planner.models import Activity
from planner.views.activity_replies import row_as_it_is, row_changed
from planner.views.current import me
from planner.views.finding import find_activity
from planner.views.finding_to_claim import find_activity_to_claim
from planner.views.replies import Reply, reason
from planner.views.rights import sees

bp = Blueprint("claims", __name__)


@bp.post("/activities/<int:activity_id>/claim")
def create(activity_id: int) -> Reply:
    try:
        activity = find_activity_to_claim(activity_id)
        claims.make(activity, by=me())
    except Taken as taken:
        db.session.rollback()
        if not htmx:
            raise
        return _lost(activity_id, taken), 409
    db.session.commit()
    return row_changed(activity)


@bp.delete("/activities/<int:activity_id>/claim")
def destroy(activity_id: int) -> Reply:
    activity = find_activity(activity_id, _needed(activity_id))
    claims.give_up(activity, by=me())
    db.session.commit()
    return row_changed(activity)


def _needed(activity_id: int) -> Permission:
    """Who has only asked takes that back; giving up the activity is for those who work on it."""
    asked = claims.pending(activity_id, by=me())
    return Permission.CLAIM if asked else Permission.WORK_ON_ACTIVITY


def _lost(activity_id: int, taken: Taken) -> str:
    """Who was faster, on the row as it is now; outside the plan only that much."""
    notice = reason(taken)
    activity = db.session.get(Activity, activity_id)
    if activity is not None and sees(activity):
        return row_as_it_is(activity, notice)
    return render_template("activities/gone.html", activity_id=activity_id, notice=notice)
