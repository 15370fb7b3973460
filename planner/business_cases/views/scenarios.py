"""Scenarios: the case with some of its lines, or its rate, changed."""

from functools import partial
from typing import Any

from flask import Blueprint, render_template

from planner.access import Permission
from planner.business_cases import actions as business_cases
from planner.business_cases.actions import as_number
from planner.business_cases.forms.scenarios import ScenarioForm
from planner.business_cases.forms.tables import TableRow
from planner.business_cases.views.business_cases import place_of_case
from planner.models import BusinessCase, Scenario
from planner.views.web import Reply, changed, confirm_deletion, db, find, invalid, me, once, saving

bp = Blueprint("scenarios", __name__)
_PAGE = "business_cases/scenarios/form.html"


@bp.get("/business-cases/<int:business_case_id>/scenarios/new")
def new(business_case_id: int) -> str:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    return render_template(_PAGE, case=case, form=_form(case))


@bp.post("/business-cases/<int:business_case_id>/scenarios")
@once
def create(business_case_id: int) -> Reply:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    form = _form(case)
    if form.asks_to_look:
        return render_template(_PAGE, case=case, form=form)
    if not saving.create(form, business_cases.create_scenario, case, arguments=_typed):
        return invalid(_PAGE, case=case, form=form)
    db.session.commit()
    return changed(place_of_case(case.id))


@bp.get("/scenarios/<int:scenario_id>/edit")
def edit(scenario_id: int) -> str:
    scenario = find(Scenario, scenario_id, Permission.WORK_ON_PLAN)
    case = scenario.business_case
    return render_template(_PAGE, item=scenario, case=case, form=_form(case, scenario))


@bp.post("/scenarios/<int:scenario_id>")
def update(scenario_id: int) -> Reply:
    scenario = find(Scenario, scenario_id, Permission.WORK_ON_PLAN)
    case = scenario.business_case
    form = saving.save(partial(_form, case), scenario, business_cases.rewrite_scenario, _typed)
    if form.asks_to_look and not form.is_in_conflict:
        return render_template(_PAGE, item=scenario, case=case, form=form)
    if not form.is_saved:
        return invalid(_PAGE, item=scenario, case=case, form=form)
    db.session.commit()
    return changed(place_of_case(case.id))


@bp.delete("/scenarios/<int:scenario_id>")
def destroy(scenario_id: int) -> Reply:
    scenario = find(Scenario, scenario_id, Permission.WORK_ON_PLAN)
    case_id = scenario.business_case_id
    if asked := confirm_deletion(scenario, place_of_case(case_id)):
        return asked
    business_cases.delete_scenario(scenario, by=me())
    db.session.commit()
    return changed(place_of_case(case_id))


def _form(case: BusinessCase, scenario: Scenario | None = None) -> ScenarioForm:
    name = f"scenario-form-{scenario.id}" if scenario else "scenario-form"
    return ScenarioForm(case, scenario, html_id=name)


def _typed(form: ScenarioForm) -> dict[str, Any]:
    """The rate and the title, and by the id of its flow what changes of a line."""
    changes = ((int(row.name), _change(row)) for row in form.rows)
    return {
        "values": {"title": form.title.data, "discount_rate": form.discount_rate.data},
        "changes": {identity: change for identity, change in changes if change},
    }


def _change(row: TableRow) -> dict[str, Any]:
    if row.typed:
        return {"amounts": [as_number(amount) for amount in row.typed]}
    if row.factor is not None and row.factor.data is not None:
        return {"factor": as_number(row.factor.data)}
    return {}
