"""Saying yes to a request."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import requests
from planner.database import db
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_request
from planner.views.replies import Reply, reloaded

bp = Blueprint("acceptances", __name__)


@bp.post("/requests/<int:request_id>/acceptance")
def create(request_id: int) -> Reply:
    request = find_request(request_id, Permission.STEER)
    requests.accept(request, by=me())
    db.session.commit()
    return reloaded(address_of_plan(request.plan, "requests"))
