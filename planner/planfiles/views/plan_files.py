"""A plan as a file: taken out, and brought in once its changes were looked at."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from flask import Blueprint, current_app, flash, render_template, request
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from planner import nouns, planfiles
from planner.models import Base, Plan
from planner.planfiles import exporting, forms, importing, outcomes, preview
from planner.planfiles.checks.parsing import LARGEST_FILE
from planner.planfiles.hands.left_out import LeftOut
from planner.views.history.changes_in_words import Told, told_pairs, word_of
from planner.views.web import Permission, Reply, addresses, changed, db, find_plan, invalid, me
from planner.words import exact_day, gettext, ngettext

bp = Blueprint("plan_files", __name__)


@bp.get("/plans/<int:plan_id>/plan-file")
def show(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    text = json.dumps(exporting.export_document(plan), ensure_ascii=False, indent=2) + "\n"
    response = Response(text, mimetype="application/json")
    response.headers.set("Content-Disposition", "attachment", filename=f"{plan.customer.key}.json")
    return response


@bp.get("/plans/<int:plan_id>/plan-file/new")
def new(plan_id: int) -> str:
    plan = find_plan(plan_id, Permission.STEER)
    return render_template(
        "planfiles/new.html", plan=plan, form=forms.PlanFileForm(html_id="plan-file-form")
    )


@bp.post("/plans/<int:plan_id>/plan-file")
def create(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.STEER)
    form = forms.ConfirmationForm()
    sealed = unsealed(form.document.data)
    if sealed is None:
        return choose_again(plan, [gettext("Choose the file again.")])
    name, text, replace = sealed
    try:
        document = planfiles.read_plan_file(text.encode(), name)
        outcome = importing.import_document(
            document, by=me(), name=name, replace=replace, customer=plan.customer.key
        )
    except planfiles.PlanFileRefused as error:
        db.session.rollback()
        return refused_page(plan, error)
    db.session.commit()
    flash(_said(outcome))
    return changed(addresses.address_of_plan(plan))


def _said(outcome: outcomes.PlanFileOutcome) -> str:
    if outcome.changes_nothing and outcome.left_out:
        return gettext("Nothing was changed: the rest of the file is not yours to import.")
    if outcome.changes_nothing:
        return gettext("The plan is as the file says already; nothing was changed.")
    count = len(outcome.created) + len(outcome.changed) + len(outcome.removed)
    return ngettext(
        "The file was imported; %(num)d item changed.",
        "The file was imported; %(num)d items changed.",
        count,
    )


Sealed = tuple[str, str, bool]
_LONGEST_NAME = 100


@bp.post("/plans/<int:plan_id>/plan-file/preview")
def create_preview(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.STEER)
    form = forms.PlanFileForm(html_id="plan-file-form")
    if not form.validate():
        return invalid("planfiles/new.html", form=form, plan=plan)
    name, data = _received(form)
    try:
        document = planfiles.read_plan_file(data, name)
        outcome = preview.preview(
            document, by=me(), name=name, replace=form.replace.data, customer=plan.customer.key
        )
    except planfiles.PlanFileRefused as error:
        db.session.rollback()
        return refused_page(plan, error)
    sealed = _sealed((name, data.decode("utf-8-sig"), form.replace.data))
    if len(sealed) > _most_in_a_form():
        return choose_again(
            plan, [gettext("This file is too large to be looked through on a page.")]
        )
    return render_template(
        "planfiles/preview.html",
        plan=plan,
        outcome=outcome,
        changes=[
            (nouns.happened(f"{change.noun}.{verb}"), change.name, _told(change))
            for verb, changes in (
                ("created", outcome.created),
                ("updated", outcome.changed),
                ("deleted", outcome.removed),
            )
            for change in changes
        ],
        left_out=[_told_left_out(each) for each in outcome.left_out],
        form=forms.ConfirmationForm(
            formdata=None, data={"document": sealed}, html_id="confirmation"
        ),
    )


def _told(change: outcomes.PlanFileChange) -> list[Told]:
    """What the import does to one item."""
    return told_pairs(
        _table_of(change.noun), {each.field: (each.old, each.new) for each in change.fields}
    )


def _told_left_out(left: LeftOut) -> tuple[str, str, list[str], str]:
    """What is not brought in, its name, what of it, and why."""
    fields = [str(word_of(_table_of(left.noun), name) or name) for name in left.fields]
    return nouns.happened(f"{left.noun}.{left.verb}"), left.name, fields, left.why(gettext)


@cache
def _table_of(noun: str) -> str:
    """`business_case` is kept in `business_cases`."""
    for mapper in Base.registry.mappers:
        name = mapper.class_.__name__
        spelled = "".join(f"_{c.lower()}" if c.isupper() else c for c in name).removeprefix("_")
        if spelled == noun:
            return str(mapper.class_.__tablename__)
    return noun


def refused_page(plan: Plan, error: planfiles.PlanFileRefused) -> Reply:
    """The form again, with every problem of the file and its place there."""
    problems = [(problem.pointer, problem.text(gettext, exact_day)) for problem in error.problems]
    if all(not pointer for pointer, _text in problems):
        return choose_again(plan, [text for _pointer, text in problems])
    said = gettext("This file cannot be imported. Correct what is listed below.")
    return choose_again(plan, [said], problems)


def choose_again(plan: Plan, errors: list[str], problems: Sequence[tuple[str, str]] = ()) -> Reply:
    """The form with what is wrong at its field; browsers do not keep the file that was chosen."""
    form = forms.PlanFileForm(formdata=None, html_id="plan-file-form")
    form.replace.data = request.form.get("replace") == "y"
    form.file.errors = errors
    return invalid("planfiles/new.html", form=form, plan=plan, problems=problems)


def unsealed(text: str | None) -> Sealed | None:
    """Name, text and the wish to replace, as they were previewed; None for what we did not seal."""
    try:
        name, document, replace = _sealer().loads(text or "")
    except (BadData, ValueError):
        return None
    return name, document, replace


def _received(form: forms.PlanFileForm) -> tuple[str, bytes]:
    """The name of the file, and its content up to a little more than is allowed."""
    upload: Any = form.file.data
    name = str(upload.filename or "")[-_LONGEST_NAME:]
    return name, upload.stream.read(LARGEST_FILE + 1)


def _sealed(what: Sealed) -> str:
    return str(_sealer().dumps(what))


def _sealer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="plan file")


def _most_in_a_form() -> int:
    """How long a field can be, leaving room for the others."""
    return int(current_app.config["MAX_FORM_MEMORY_SIZE"]) - 10_000
