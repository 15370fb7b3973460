"""A row of a step, saved as the item's own page would save it."""

from flask import Blueprint, url_for

from planner.forms.base import Form
from planner.models import Plan, PlanningSession, PlanningStep
from planner.planning import actions
from planner.planning.queries import sessions
from planner.planning.views import step_pages
from planner.planning.views.step_forms import OF_ROWS, StepForms, taken_over
from planner.views.web import Permission, db, find_plan, htmx, me, once, saving
from planner.views.web.replies import Reply, changed, in_place, invalid

bp = Blueprint("planning_rows", __name__)


@bp.post(f"/plans/<int:plan_id>/planning/<any({OF_ROWS}):step>")
@once
def create(plan_id: int, step: str) -> Reply:
    plan, forms = _find(plan_id, step)
    form = forms.sent_new()
    given, of = taken_over(plan, forms.step), plan.customer if forms.has_places else plan

    def arguments(form: Form) -> dict[str, object]:
        return {"values": {**given, **forms.values(form)}}

    if not saving.create(form, forms.kind.create, of, arguments=arguments):
        return _invalid(plan, forms.step, form, None)
    session = _took_part(plan)
    db.session.commit()
    to = url_for("planning.show", plan_id=plan.id, step=step)
    if not (htmx and session):
        return changed(to)
    return in_place("planning/_step.html", **step_pages.context_of_step(plan, session, forms.step))


@bp.post(f"/plans/<int:plan_id>/planning/<any({OF_ROWS}):step>/<int:item_id>")
def update(plan_id: int, step: str, item_id: int) -> Reply:
    plan, forms = _find(plan_id, step)
    item = forms.find(item_id)
    form = saving.save(
        forms.sent, item, forms.kind.update, lambda form: {"values": forms.values(form)}
    )
    if not form.is_saved:
        return _invalid(plan, forms.step, form, item)
    _took_part(plan)
    db.session.commit()
    # Who stays on the page sees what else this moves by what the plan tells to all pages.
    to = url_for("planning.show", plan_id=plan.id, step=step)
    return changed(to, "planning/_saved.html")


def _find(plan_id: int, step: str) -> tuple[Plan, StepForms]:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return plan, StepForms(plan, PlanningStep(step))


def _invalid(plan: Plan, step: PlanningStep, form: Form, item: object) -> Reply:
    return invalid("planning/row.html", plan=plan, step=step, form=form, item=item)


def _took_part(plan: Plan) -> PlanningSession | None:
    """The session, in which this person takes part by now; None where it was finished."""
    session = sessions.running(plan.id)
    if session is not None:
        actions.take_part(session, by=me())
    return session
