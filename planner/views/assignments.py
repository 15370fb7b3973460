"""Handing an activity on to another member of the plan."""

from flask import Blueprint, request

from planner.access import Permission
from planner.actions import assignments
from planner.actions.editing import lock
from planner.actions.errors import Taken
from planner.database import db
from planner.insights.versions import version
from planner.models import Activity, Person
from planner.queries import field_history
from planner.views.activity_replies import assignment_form, page_of, row_changed
from planner.views.current import me
from planner.views.finding import find_activity
from planner.views.replies import Reply

bp = Blueprint("assignments", __name__)


@bp.post("/activities/<int:activity_id>/assignment")
def create(activity_id: int) -> Reply:
    activity = find_activity(activity_id, Permission.WORK_ON_PLAN)
    form = assignment_form(activity)
    if not form.validate():
        return page_of(activity, form), 422
    _refuse_unseen(activity)
    person = db.session.get_one(Person, form.person_id.data)
    assignments.hand_to(activity, person, by=me())
    db.session.commit()
    return row_changed(activity)


def _refuse_unseen(activity: Activity) -> None:
    """Nobody hands on what somebody else has taken or got since the page was made."""
    lock(activity)
    seen = request.form.get("assignee", "")
    if seen == version(activity.assignee_id) or activity.assignee is None:
        return
    since = field_history.since(field_history.of_item(activity), "assignee", seen)
    if not since.is_known or any(event.actor_id != me().id for event in since.changes):
        raise Taken(
            "%(name)s has this activity by now. Look at it again before you hand it on.",
            name=activity.assignee.name,
        )
