"""What the program tells somebody about their plans."""

from flask import Blueprint, render_template, url_for

from planner.actions import notifications as actions
from planner.database import db
from planner.queries import notifications
from planner.rating_words import SYMPTOMS
from planner.views.current import me
from planner.views.replies import Reply, changed

bp = Blueprint("notifications", __name__)


@bp.get("/notifications")
def index() -> str:
    return render_template(
        "notifications/index.html", news=notifications.of_person(me()), symptoms=SYMPTOMS
    )


@bp.post("/notifications", defaults={"plan_id": None})
@bp.post("/notifications/<int:plan_id>")
def update(plan_id: int | None) -> Reply:
    """Those of one plan are seen, or all."""
    actions.see(me(), plan_id)
    db.session.commit()
    return changed(url_for("notifications.index"))
