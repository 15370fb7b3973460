"""Planning together: begun, gone through step by step, left and taken up again."""

from flask import Blueprint, redirect, render_template, url_for

from planner.models import Plan, PlanningStep
from planner.planning import actions
from planner.planning.queries import sessions
from planner.planning.views import step_pages
from planner.queries.maturity import way
from planner.queries.plan import members
from planner.views.web import Permission, Reply, changed, clock, db, find_plan, me, once

bp = Blueprint("planning", __name__)
_STEPS = ", ".join(PlanningStep)


@bp.get("/plans/<int:plan_id>/planning")
def index(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return _start_page(plan)


@bp.post("/plans/<int:plan_id>/planning")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    found = way.way_of(plan, clock.today())
    session = actions.begin(plan, way=sessions.as_kept(found), by=me())
    db.session.commit()
    return changed(url_for("planning.show", plan_id=plan.id, step=session.step))


@bp.get(f"/plans/<int:plan_id>/planning/<any({_STEPS}):step>")
def show(plan_id: int, step: str) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    session = sessions.running(plan.id)
    if session is None:  # somebody has finished it, perhaps while this page was open
        return _start_page(plan)
    return step_pages.show(plan, session, PlanningStep(step))


@bp.post(f"/plans/<int:plan_id>/planning/<any({_STEPS}):step>/completion")
def create_completion(plan_id: int, step: str) -> Reply:
    """Go on to the next step."""
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    session, following = sessions.running(plan.id), step_pages.step_after(PlanningStep(step))
    if session is None or following is None:
        return redirect(url_for("planning.index", plan_id=plan.id), 303)
    actions.go_to(session, following, by=me())
    db.session.commit()
    return redirect(url_for("planning.show", plan_id=plan.id, step=following), 303)


def _start_page(plan: Plan) -> str:
    return render_template(
        "planning/index.html",
        plan=plan,
        customer=plan.customer,
        running=sessions.running(plan.id),
        finished=sessions.finished(plan.id),
        members=members.members_of_plan(plan.id),
        steps=step_pages.STEPS_IN_ORDER,
        minutes=step_pages.MINUTES,
        whole=step_pages.WHOLE_MINUTES,
    )
