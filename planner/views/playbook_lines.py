"""What is answered when a line of a playbook was saved: a goal or an activity of it."""

from flask import url_for

from planner.database import db
from planner.models import Playbook
from planner.views.replies import Reply, changed


def saved(playbook: Playbook) -> Reply:
    """Commit, and show the lines of the playbook as they are now."""
    db.session.commit()
    db.session.refresh(playbook)
    to = url_for("playbooks.show", playbook_id=playbook.id, _anchor="playbook-lines")
    return changed(to, "playbooks/_lines.html", playbook=playbook)
