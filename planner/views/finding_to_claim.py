"""Finding an activity for somebody who saw it open, and may be too late."""

from planner.access import Permission, own_field
from planner.actions import assignments
from planner.database import db
from planner.models import Activity
from planner.queries import field_history
from planner.queries.field_history import Deletion
from planner.views import gone, rights
from planner.views.current import me
from planner.views.finding import LARGEST_ID, find_activity


def find_activity_to_claim(activity_id: int) -> Activity:
    """An activity to claim; who comes too late for one of the own field is told so, not 404."""
    if deletion := _deletion_of_waiting(activity_id):
        raise assignments.deleted(deletion)
    activity = db.session.get(Activity, min(activity_id, LARGEST_ID))
    late = activity is not None and own_field.waited_for(me(), activity)
    if activity is not None and late and not rights.sees(activity):
        raise assignments.taken(activity)
    return find_activity(activity_id, Permission.CLAIM)


def _deletion_of_waiting(activity_id: int) -> Deletion | None:
    """That an activity was deleted which may still stand on this person's screen."""
    if activity_id > LARGEST_ID or db.session.get(Activity, activity_id) is not None:
        return None
    deletion = field_history.deletion_of(Activity.__tablename__, activity_id)
    if deletion is not None and own_field.waited_for_deleted(me(), deletion.at, deletion.held):
        return deletion
    return gone.seen_deletion(Activity.__tablename__, activity_id)
