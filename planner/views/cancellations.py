"""That an activity will not be done, and taking that back."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import activities
from planner.database import db
from planner.views.activity_replies import row_changed
from planner.views.current import me
from planner.views.finding import find_activity
from planner.views.replies import Reply

bp = Blueprint("cancellations", __name__)


@bp.post("/activities/<int:activity_id>/cancellation")
def create(activity_id: int) -> Reply:
    activity = find_activity(activity_id, Permission.WORK_ON_PLAN)
    activities.cancel(activity, by=me())
    db.session.commit()
    return row_changed(activity)


@bp.delete("/activities/<int:activity_id>/cancellation")
def destroy(activity_id: int) -> Reply:
    activity = find_activity(activity_id, Permission.WORK_ON_PLAN)
    activities.reopen(activity, by=me())
    db.session.commit()
    return row_changed(activity)
