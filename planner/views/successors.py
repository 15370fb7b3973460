"""The plan of the next period, begun from this one."""

import datetime

from flask import Blueprint, render_template

from planner.access import Permission
from planner.actions import plans
from planner.database import db
from planner.forms.plans import PeriodForm
from planner.views.addresses import of_plan as address_of_plan
from planner.views.current import me
from planner.views.finding import find_plan
from planner.views.replies import Reply, changed, invalid, refusals_in
from planner.views.submissions import once

bp = Blueprint("successors", __name__)


@bp.get("/plans/<int:plan_id>/successor/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.BEGIN_PLAN)
    start = plan.ends_on + datetime.timedelta(days=1)
    period = {"starts_on": start, "ends_on": plans.year_from(start)}
    form = PeriodForm(data=period, html_id="successor-form")
    return render_template("plans/next.html", plan=plan, form=form)


@bp.post("/plans/<int:plan_id>/successor")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.BEGIN_PLAN)
    form = PeriodForm(html_id="successor-form")
    if not form.validate():
        return invalid("plans/next.html", form=form, plan=plan)
    with refusals_in(form):
        successor = plans.begin_next(plan, form.values(), by=me())
    if form.errors:
        return invalid("plans/next.html", form=form, plan=plan)
    db.session.commit()
    return changed(address_of_plan(successor))
