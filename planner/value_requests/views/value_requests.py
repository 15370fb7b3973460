"""A value specialist is asked for on a plan."""

from flask import Blueprint, render_template
from sqlalchemy import and_

from planner.access import Permission
from planner.models import Person, Plan, Role, ValueRequest
from planner.queries.web import choices
from planner.value_requests import actions as value_requests
from planner.value_requests.forms import ValueRequestForm
from planner.value_requests.queries import value_requests as found
from planner.views.web import addresses, db, find, find_plan, me, once, saving
from planner.views.web.replies import Reply, changed, invalid

bp = Blueprint("value_requests", __name__)
_NEW = "value_requests/new.html"


@bp.get("/plans/<int:plan_id>/value-requests/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    return render_template(_NEW, plan=plan, form=_form())


@bp.post("/plans/<int:plan_id>/value-requests")
@once
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    form = _form()
    if not saving.create(form, value_requests.ask, plan):
        return invalid(_NEW, plan=plan, form=form)
    db.session.commit()
    return _changed(plan)


@bp.delete("/value-requests/<int:value_request_id>")
def destroy(value_request_id: int) -> Reply:
    request = find(ValueRequest, value_request_id, Permission.WORK_ON_PLAN)
    plan = request.plan
    value_requests.withdraw(request, by=me())
    db.session.commit()
    return _changed(plan)


def _form() -> ValueRequestForm:
    form = ValueRequestForm(html_id="value-request-form")
    form.person_id.offer(
        choices.choices_of_people(and_(Person.is_active, Person.role == Role.VALUE_SPECIALIST))
    )
    return form


def _changed(plan: Plan) -> Reply:
    return changed(
        addresses.address_of_plan(plan, "value_requests"),
        "value_requests/_list.html",
        plan=plan,
        value_requests=found.value_requests_of_plan(plan.id),
    )
