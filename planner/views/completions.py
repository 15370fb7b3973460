"""That an activity is done, and taking that back."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import activities
from planner.database import db
from planner.views.activity_replies import row_changed
from planner.views.current import me
from planner.views.finding import find_activity
from planner.views.replies import Reply

bp = Blueprint("completions", __name__)


@bp.post("/activities/<int:activity_id>/completion")
def create(activity_id: int) -> Reply:
    activity = find_activity(activity_id, Permission.WORK_ON_ACTIVITY)
    activities.finish(activity, by=me())
    db.session.commit()
    return row_changed(activity)


@bp.delete("/activities/<int:activity_id>/completion")
def destroy(activity_id: int) -> Reply:
    activity = find_activity(activity_id, Permission.WORK_ON_ACTIVITY)
    activities.reopen(activity, by=me())
    db.session.commit()
    return row_changed(activity)
