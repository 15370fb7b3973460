"""An earlier value of something comes back."""

from flask import Blueprint, abort, flash, request
from flask_babel import gettext

from planner.actions import restoring
from planner.database import db
from planner.views import undo_rights
from planner.views.addresses import came_from
from planner.views.current import me
from planner.views.replies import Reply, reloaded

bp = Blueprint("restorations", __name__)
_SIDES = {"old": 0, "new": 1}


@bp.post("/events/<int:event_id>/restorations")
def create(event_id: int) -> Reply:
    event = undo_rights.find_event(event_id)
    undo_rights.check_restoring(event)
    field, side = request.form.get("field", ""), _SIDES.get(request.form.get("side", ""))
    if side is None or field not in event.changes:
        abort(400)
    restoring.restore(event, field, event.changes[field][side], by=me())
    db.session.commit()
    flash(gettext("The value is back. The one that it replaced stands in the history."))
    return reloaded(came_from())
