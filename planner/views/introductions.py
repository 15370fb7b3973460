"""Asking the generalist side to be introduced to the customer."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import requests
from planner.database import db
from planner.models.kinds import RequestKind
from planner.queries.requests import of_plan
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_plan
from planner.views.replies import Reply, changed

bp = Blueprint("introductions", __name__)


@bp.post("/plans/<int:plan_id>/introduction")
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.ASK_FOR_INTRODUCTION)
    requests.create(plan, RequestKind.INTRODUCTION, by=me())
    db.session.commit()
    return changed(
        address_of_plan(plan, "requests"),
        "requests/_list.html",
        plan=plan,
        requests=of_plan(plan.id, me()),
    )
