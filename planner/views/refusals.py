"""Saying no to a request, with the reason."""

from flask import Blueprint, render_template

from planner.access import Permission
from planner.actions import requests
from planner.database import db
from planner.forms.requests import RefusalForm
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_request
from planner.views.replies import Reply, invalid, reloaded

bp = Blueprint("refusals", __name__)


@bp.get("/requests/<int:request_id>/refusal/new")
def new(request_id: int) -> str:
    request = find_request(request_id, Permission.STEER)
    form = RefusalForm(html_id=f"refusal-form-{request.id}")
    return render_template("requests/decline.html", asked=request, form=form)


@bp.post("/requests/<int:request_id>/refusal")
def create(request_id: int) -> Reply:
    request = find_request(request_id, Permission.STEER)
    form = RefusalForm(html_id=f"refusal-form-{request.id}")
    if not form.validate():
        return invalid("requests/decline.html", asked=request, form=form)
    requests.decline(request, form.reason.data or "", by=me())
    db.session.commit()
    return reloaded(address_of_plan(request.plan, "requests"))
