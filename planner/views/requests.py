"""What one has asked for, and what one may answer, across all plans."""

from flask import Blueprint, render_template, url_for

from planner.actions import requests
from planner.database import db
from planner.queries.requests import answerable_by, asked_by, visible_plans
from planner.views.current import me
from planner.views.finding import find_own_request
from planner.views.replies import Reply, reloaded

bp = Blueprint("requests", __name__)


@bp.get("/requests")
def index() -> str:
    asked, to_answer = asked_by(me()), answerable_by(me())
    visible = visible_plans(me(), {row.plan_id for row in [*asked, *to_answer]})
    return render_template("requests/index.html", asked=asked, to_answer=to_answer, visible=visible)


@bp.delete("/requests/<int:request_id>")
def destroy(request_id: int) -> Reply:
    request = find_own_request(request_id)
    requests.withdraw(request, by=me())
    db.session.commit()
    return reloaded(url_for("requests.index"))
