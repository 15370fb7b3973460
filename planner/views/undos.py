"""Taking back what somebody did."""

from flask import Blueprint, url_for

from planner.actions import naming, undoing
from planner.database import db
from planner.models import Event, Plan, Target
from planner.models.playbook import OF_PLAYBOOKS
from planner.views import undo_rights
from planner.views.addresses import came_from, of_plan
from planner.views.current import me
from planner.views.replies import Reply, reloaded

bp = Blueprint("undos", __name__)


@bp.post("/events/<int:event_id>/undo")
def create(event_id: int) -> Reply:
    event = undo_rights.find_event(event_id)
    undo_rights.check_act(undoing.events_of(event.act))
    undoing.undo(event, by=me())
    db.session.commit()
    return reloaded(_where(event))


def _where(event: Event) -> str:
    """The page where the person acted, unless it was that of what is gone now."""
    if event.plan_id is not None and not _is_there(event):
        return of_plan(db.session.get_one(Plan, event.plan_id))
    if event.subject == Target.__tablename__ and not _is_there(event):
        return url_for("targets.index")
    if event.subject in OF_PLAYBOOKS and not _is_there(event):
        return url_for("playbooks.index")
    return came_from()


def _is_there(event: Event) -> bool:
    return db.session.get(naming.model_of(event.subject), event.subject_id) is not None
