"""A plan as a file: taken out, and brought in once its changes were looked at."""

import json

from flask import Blueprint, flash, render_template
from werkzeug.wrappers import Response

from planner import planfiles
from planner.planfiles.exporting import export_document
from planner.planfiles.forms import ConfirmationForm, PlanFileForm
from planner.planfiles.importing import import_document
from planner.planfiles.outcomes import PlanFileOutcome
from planner.planfiles.views.plan_file_previews import choose_again, refused_page, unsealed
from planner.translation import gettext, ngettext
from planner.views.web import Permission, Reply, addresses, changed, db, find_plan, me

bp = Blueprint("plan_files", __name__)


@bp.get("/plans/<int:plan_id>/plan-file")
def show(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    text = json.dumps(export_document(plan), ensure_ascii=False, indent=2) + "\n"
    response = Response(text, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"{plan.customer.key}.json")
    return response


@bp.get("/plans/<int:plan_id>/plan-file/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.STEER)
    return render_template(
        "planfiles/new.html", plan=plan, form=PlanFileForm(html_id="plan-file-form")
    )


@bp.post("/plans/<int:plan_id>/plan-file")
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.STEER)
    form = ConfirmationForm()
    sealed = unsealed(form.document.data)
    if sealed is None:
        return choose_again(plan, [gettext("Choose the file again.")])
    name, text, replace = sealed
    try:
        document = planfiles.read_plan_file(text.encode(), name)
        outcome = import_document(
            document, by=me(), name=name, replace=replace, customer=plan.customer.key
        )
    except planfiles.PlanFileRefused as error:
        db.session.rollback()
        return refused_page(plan, error)
    db.session.commit()
    flash(_said(outcome))
    return changed(addresses.of_plan(plan))


def _said(outcome: PlanFileOutcome) -> str:
    if outcome.changes_nothing and outcome.left_out:
        return gettext("Nothing was changed: the rest of the file is not yours to bring in.")
    if outcome.changes_nothing:
        return gettext("The plan is as the file says already; nothing was changed.")
    count = len(outcome.created) + len(outcome.changed) + len(outcome.removed)
    return ngettext(
        "The file has been brought in; %(num)d item changed.",
        "The file has been brought in; %(num)d items changed.",
        count,
    )
