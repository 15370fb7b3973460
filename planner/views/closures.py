"""Closing a plan, after asking once more."""

from flask import Blueprint, render_template

from planner.access import Permission
from planner.actions import plans
from planner.database import db
from planner.forms.base import Form
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_plan
from planner.views.replies import Reply, reloaded

bp = Blueprint("closures", __name__)


@bp.get("/plans/<int:plan_id>/closure/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.STEER)
    return render_template("plans/close.html", plan=plan, form=Form(html_id="closure-form"))


@bp.post("/plans/<int:plan_id>/closure")
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.STEER)
    plans.close(plan, by=me())
    db.session.commit()
    return reloaded(address_of_plan(plan))
