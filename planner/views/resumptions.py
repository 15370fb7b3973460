"""Bringing back what was deleted while somebody was editing it, and going on with the edit."""

from flask import Blueprint, abort, render_template, request

from planner.actions import undoing
from planner.database import db
from planner.views import kept_forms, undo_rights
from planner.views.current import me
from planner.views.replies import Reply

bp = Blueprint("resumptions", __name__)


@bp.post("/events/<int:event_id>/resumption")
def create(event_id: int) -> Reply:
    """Undo the deletion; what was typed then waits to be saved."""
    event = undo_rights.find_event(event_id)
    undo_rights.check_act(undoing.events_of(event.act))
    kept = kept_forms.unpack(request.form.get("kept", ""))
    if kept is None or not event.type.endswith(".deleted"):
        abort(400)
    undoing.undo(event, by=me())
    db.session.commit()
    page = render_template("kept_forms/show.html", kept=kept)
    return kept_forms.whole_page(page, 200)
