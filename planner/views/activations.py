"""Letting an agreed plan begin."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import plans
from planner.database import db
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_plan
from planner.views.replies import Reply, reloaded

bp = Blueprint("activations", __name__)


@bp.post("/plans/<int:plan_id>/activation")
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.STEER)
    plans.activate(plan, by=me())
    db.session.commit()
    return reloaded(address_of_plan(plan))
