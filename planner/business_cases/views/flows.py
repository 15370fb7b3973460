"""The lines of a case as one table to fill: a row for each line, a column for each year."""

from typing import Any

from flask import Blueprint, render_template

from planner.business_cases import actions as business_cases
from planner.business_cases.actions import FlowLine
from planner.business_cases.forms.flows import FlowsForm
from planner.business_cases.forms.tables import TableRow
from planner.business_cases.views.business_cases import place_of_case
from planner.models import BusinessCase
from planner.views.web import Permission, Reply, changed, db, find, invalid, saving

bp = Blueprint("flows", __name__)
_PAGE = "business_cases/flows.html"


@bp.get("/business-cases/<int:business_case_id>/flows/edit")
def edit(business_case_id: int) -> str:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    return render_template(_PAGE, item=case, form=_form(case))


@bp.post("/business-cases/<int:business_case_id>/flows")
def update(business_case_id: int) -> Reply:
    case = find(BusinessCase, business_case_id, Permission.WORK_ON_PLAN)
    form = saving.save(_form, case, business_cases.fill, _typed)
    if form.asks_to_look and not form.is_in_conflict:
        return render_template(_PAGE, item=case, form=form)
    if not form.is_saved:
        return invalid(_PAGE, item=case, form=form)
    db.session.commit()
    return changed(place_of_case(case.id))


def _form(case: BusinessCase) -> FlowsForm:
    return FlowsForm(case, html_id=f"flows-form-{case.id}")


def _typed(form: FlowsForm) -> dict[str, Any]:
    return {
        "lines": {identity: _line(row) for identity, row in form.known.items()},
        "new": [_line(row) for row in form.new],
        "gone": form.gone,
    }


def _line(row: TableRow) -> FlowLine:
    label, kind = row.label, row.kind
    return FlowLine(
        label=(label.data if label else None) or row.title,
        amounts=row.typed,
        kind=kind.data if kind else None,
    )
