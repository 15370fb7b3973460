"""What a case rests on: what is taken for true, who stands behind it and where it is from."""

from functools import partial

from flask import Blueprint, render_template

from planner.business_cases import actions as business_cases
from planner.business_cases.forms.cases import AssumptionForm
from planner.business_cases.views.business_cases import place_of_case
from planner.models import Assumption, BusinessCase
from planner.views.web import Permission, choices, confirm_deletion, db, find, me, once, saving
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("assumptions", __name__)
_PAGE = "business_cases/assumptions/form.html"


@bp.get("/business-cases/<int:business_case_id>/assumptions/new")
def new(business_case_id: int) -> str:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    return render_template(_PAGE, case=case, form=_form(case))


@bp.post("/business-cases/<int:business_case_id>/assumptions")
@once
def create(business_case_id: int) -> Reply:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    form = _form(case)
    if not saving.create(form, business_cases.add_assumption, case):
        return invalid(_PAGE, case=case, form=form)
    db.session.commit()
    return changed(place_of_case(case.id))


@bp.get("/assumptions/<int:assumption_id>/edit")
def edit(assumption_id: int) -> str:
    assumption = find(Assumption, assumption_id, Permission.WORK_ON_PLAN)
    case = assumption.business_case
    return render_template(_PAGE, item=assumption, case=case, form=_form(case, assumption))


@bp.post("/assumptions/<int:assumption_id>")
def update(assumption_id: int) -> Reply:
    assumption = find(Assumption, assumption_id, Permission.WORK_ON_PLAN)
    case = assumption.business_case
    form = saving.save(partial(_form, case), assumption, business_cases.rewrite_assumption)
    if not form.is_saved:
        return invalid(_PAGE, item=assumption, case=case, form=form)
    db.session.commit()
    return changed(place_of_case(case.id))


@bp.delete("/assumptions/<int:assumption_id>")
def destroy(assumption_id: int) -> Reply:
    assumption = find(Assumption, assumption_id, Permission.WORK_ON_PLAN)
    case_id = assumption.business_case_id
    if asked := confirm_deletion(assumption, place_of_case(case_id)):
        return asked
    business_cases.delete_assumption(assumption, by=me())
    db.session.commit()
    return changed(place_of_case(case_id))


def _form(case: BusinessCase, assumption: Assumption | None = None) -> AssumptionForm:
    about = next(
        (f.id for f in case.flows if assumption and f.key and f.key == assumption.flow), None
    )
    name = f"assumption-form-{assumption.id}" if assumption else "assumption-form"
    form = AssumptionForm(obj=assumption, data={"flow_id": about}, html_id=name)
    form.flow_id.offer([(flow.id, flow.label) for flow in case.flows])
    person, contact = (assumption.person, assumption.contact) if assumption else (None, None)
    there = choices.choices_of_members(case.plan_id)
    form.person_id.offer(choices.with_chosen(there, [(person.id, person.name)] if person else []))
    known = choices.choices_of_contacts(case.plan.customer_id)
    form.contact_id.offer(
        choices.with_chosen(known, [(contact.id, contact.name)] if contact else [])
    )
    return form
