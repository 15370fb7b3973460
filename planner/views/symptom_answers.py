"""What members answer to a symptom of their plan."""

from functools import partial

from flask import Blueprint, abort, render_template, url_for

from planner import clock
from planner.access import Permission
from planner.actions import symptom_answers as actions
from planner.actions.editing import Values
from planner.actions.errors import Refused
from planner.database import db
from planner.forms.symptom_answers import SymptomAnswerForm
from planner.models import Person, Plan, SymptomAnswer
from planner.queries import maturity, pictures
from planner.queries.maturity import HeldSymptom
from planner.rating import Symptom
from planner.rating.symptoms import RULES
from planner.views import saving
from planner.views.current import me
from planner.views.finding import find_plan
from planner.views.replies import Reply, changed, invalid

bp = Blueprint("symptom_answers", __name__)
_CODES = frozenset(rule.code for rule in RULES)


@bp.get("/plans/<int:plan_id>/symptoms/<code>/answer/edit")
def edit(plan_id: int, code: str) -> str:
    plan, symptom = _find(plan_id, code)
    form = _form(code, actions.of(plan, code))
    return render_template("symptom_answers/edit.html", plan=plan, symptom=symptom, form=form)


@bp.post("/plans/<int:plan_id>/symptoms/<code>/answer")
def update(plan_id: int, code: str) -> Reply:
    plan, symptom = _find(plan_id, code)

    def answer(_found: SymptomAnswer | None, values: Values, *, by: Person) -> None:
        actions.answer(plan, symptom, values, by=by)

    form = saving.save(partial(_form, code), actions.of(plan, code), answer)
    if not form.is_saved:
        return invalid("symptom_answers/edit.html", plan=plan, symptom=symptom, form=form)
    db.session.commit()
    return _changed(plan, symptom)


@bp.delete("/plans/<int:plan_id>/symptoms/<code>/answer")
def destroy(plan_id: int, code: str) -> Reply:
    plan, symptom = _find(plan_id, code)
    found = actions.of(plan, code)
    if found is not None:
        actions.withdraw(found, by=me())
        db.session.commit()
    return _changed(plan, symptom)


def _find(plan_id: int, code: str) -> tuple[Plan, Symptom]:
    """The plan and the symptom as it holds today; raises Refused if it does not hold."""
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    if code not in _CODES:
        abort(404)
    symptom = pictures.symptom(plan, code)
    if symptom is None:
        raise Refused("This does not hold any more, so there is nothing to answer.")
    return plan, symptom


def _form(code: str, found: SymptomAnswer | None) -> SymptomAnswerForm:
    form = SymptomAnswerForm(obj=found, html_id=f"answer-form-{code}")
    form.today = clock.today()
    return form


def _changed(plan: Plan, symptom: Symptom) -> Reply:
    """The answer as it is now, where it was given."""
    address = url_for("maturity.show", plan_id=plan.id, _anchor=f"symptom-{symptom.code}")
    held = _held(plan, symptom)
    return changed(address, "symptom_answers/_answer.html", plan=plan, held=held, is_now=True)


def _held(plan: Plan, symptom: Symptom) -> HeldSymptom:
    return maturity.with_answers([symptom], maturity.answers(plan.id))[0]
