"""Agreeing to a plan."""

from flask import Blueprint

from planner.access import Permission
from planner.actions import members
from planner.database import db
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_plan
from planner.views.replies import Reply, reloaded

bp = Blueprint("agreements", __name__)


@bp.post("/plans/<int:plan_id>/agreement")
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    members.agree(plan, by=me())
    db.session.commit()
    return reloaded(address_of_plan(plan))
