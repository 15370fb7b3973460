"""Not now, because: the next step with a customer is put off until a day, and taken up again."""

from typing import Any

from flask import Blueprint, render_template, url_for

from planner.models import Plan
from planner.views.web import Permission, Refused, db, find_plan, gettext, me, once, saving
from planner.views.web.replies import Reply, changed, invalid
from planner.work_list import actions as postponements
from planner.work_list.forms import PostponementForm
from planner.work_list.queries.lines import line_of
from planner.work_list.queries.step_words import STEPS

bp = Blueprint("postponements", __name__)


@bp.get("/plans/<int:plan_id>/postponement/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template(_PAGE, plan=plan, form=PostponementForm(), step=_words(plan))


@bp.post("/plans/<int:plan_id>/postponement")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = PostponementForm()
    if not saving.create(form, postponements.put_off, plan, arguments=_arguments(plan)):
        return invalid(_PAGE, plan=plan, form=form, step=_words(plan))
    db.session.commit()
    return changed(url_for("work_list.index"))


@bp.delete("/plans/<int:plan_id>/postponement")
def destroy(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    postponements.take_up(plan, by=me())
    db.session.commit()
    return changed(url_for("work_list.index"))


_PAGE = "work_list/postponements/form.html"


def _arguments(plan: Plan) -> Any:
    """What the form says, and the step that is the next one now."""
    found = line_of(me(), plan.id)
    if found is None:
        raise Refused("You are not on this plan, so that it is not in your work list.")
    about = {"step": found.step, "evidence": found.evidence}
    return lambda form: {"values": form.values(), **about}


def _words(plan: Plan) -> str:
    found = line_of(me(), plan.id)
    return str(STEPS[found.step]) if found else gettext("Nothing is due")
