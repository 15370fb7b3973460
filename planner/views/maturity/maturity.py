"""How the collaboration on a plan is rated, and why, today or on a day that is over.

Members answer there to the symptoms that hold today.
"""

import datetime
from dataclasses import replace
from functools import partial

from flask import Blueprint, abort, render_template, request, url_for

from planner import clock
from planner.actions import editing, errors
from planner.actions.maturity import symptom_answers
from planner.forms.plan.symptom_answers import AsOfForm, SymptomAnswerForm
from planner.models import Person, Plan, SymptomAnswer
from planner.queries.maturity import maturity, maturity_of_day, organisation
from planner.rating import RULES, Age, Symptom
from planner.views.maturity import drawings, evidence_links, rating_strip, way_steps
from planner.views.maturity.remedies import Case, Remedy, remedies
from planner.views.web import Permission, db, exact_day, find_plan, gettext, may, me, rights, saving
from planner.views.web.replies import Reply, changed, invalid
from planner.words import PAIRS, SHIFTS, WORDS_OF_NEEDS, no_way_words, thresholds

bp = Blueprint("maturity", __name__)
_CODES = frozenset(rule.code for rule in RULES)


@bp.get("/plans/<int:plan_id>/maturity")
def show(plan_id: int) -> Reply:
    plan = find_plan(plan_id, Permission.SEE_PLAN)
    rights.check_sight(Permission.SEE_RATING)
    form = AsOfForm(request.args)
    day = _day(plan, form)
    if day is None:
        return render_template("maturity/show.html", plan=plan, form=form, picture=None), 422
    picture = _picture(plan, day)
    if picture is None:
        return render_template("maturity/show.html", plan=plan, form=form, picture=None)
    return _page(plan, picture, form)


@bp.get("/plans/<int:plan_id>/symptoms/<code>/answer/edit")
def edit_symptom_answer(plan_id: int, code: str) -> str:
    plan, symptom = _find_symptom(plan_id, code)
    form = _answer_form(code, symptom_answers.of(plan, code))
    return render_template(
        "maturity/symptom_answers/edit.html", plan=plan, symptom=symptom, form=form
    )


@bp.post("/plans/<int:plan_id>/symptoms/<code>/answer")
def update_symptom_answer(plan_id: int, code: str) -> Reply:
    plan, symptom = _find_symptom(plan_id, code)

    def answer(_found: SymptomAnswer | None, values: editing.Values, *, by: Person) -> None:
        symptom_answers.answer(plan, symptom, values, by=by)

    form = saving.save(partial(_answer_form, code), symptom_answers.of(plan, code), answer)
    if not form.is_saved:
        return invalid("maturity/symptom_answers/edit.html", plan=plan, symptom=symptom, form=form)
    db.session.commit()
    return _answered(plan, symptom)


@bp.delete("/plans/<int:plan_id>/symptoms/<code>/answer")
def destroy_symptom_answer(plan_id: int, code: str) -> Reply:
    plan, symptom = _find_symptom(plan_id, code)
    found = symptom_answers.of(plan, code)
    if found is not None:
        symptom_answers.withdraw(found, by=me())
        db.session.commit()
    return _answered(plan, symptom)


def _day(plan: Plan, form: AsOfForm) -> datetime.date | None:
    """The day that is asked for, today unless given; None with the reason at the field."""
    if not form.validate():
        return None
    day, today = form.as_of.data, clock.today()
    began = plan.activated_on or plan.starts_on
    if day is not None and day > today:
        form.as_of.errors = [gettext("This day has not come yet. Choose one up to today.")]
        return None
    if day is not None and day < began:
        message = gettext(
            "The plan began on %(day)s. Choose that day or a later one.", day=exact_day(began)
        )
        form.as_of.errors = [message]
        return None
    return day or today


def _picture(plan: Plan, day: datetime.date) -> maturity_of_day.MaturityOfDay | None:
    at_once = may(Permission.SEE_RATING_AT_ONCE)
    return maturity_of_day.computed(plan, day) if at_once else maturity_of_day.stored(plan, day)


def _page(plan: Plan, picture: maturity_of_day.MaturityOfDay, form: AsOfForm) -> str:
    case = way_steps.case_of(plan)
    return render_template(
        "maturity/show.html",
        plan=plan,
        form=form,
        picture=picture,
        is_now=form.as_of.data in (None, clock.today()),
        strip=rating_strip.of_picture(picture, organisation.sight().age_names),
        links=evidence_links.links(plan.id, picture.items),
        remedies=_remedies(case, picture),
        way=picture.way.way if picture.way else None,
        steps=way_steps.steps_on_page(picture.way, case) if picture.way else [],
        no_way_words=no_way_words,
        needs=WORDS_OF_NEEDS,
        pairs=list(zip(PAIRS.values(), picture.pairs or (), strict=False)),
        radar=_radar(picture),
        shifts=SHIFTS,
        line=drawings.line(picture.turns, picture.day),
        own_numbers=_own_numbers(picture),
        Age=Age,
    )


def _radar(picture: maturity_of_day.MaturityOfDay) -> drawings.Radar | None:
    if not picture.shifts:
        return None
    return drawings.radar(picture.shifts, {code: str(words.name) for code, words in SHIFTS.items()})


def _own_numbers(picture: maturity_of_day.MaturityOfDay) -> list[tuple[thresholds.Number, int]]:
    """The thresholds used that are not the usual ones, with their words."""
    known = thresholds.by_name()
    return [(known[name], number) for name, number in picture.own_thresholds.items()]


def _remedies(case: Case, picture: maturity_of_day.MaturityOfDay) -> dict[str, list[Remedy]]:
    """By code; nothing for those who may not work on the plan."""
    if not may(Permission.WORK_ON_PLAN):
        return {}
    return {
        held.code: remedies(held.code, replace(case, items=picture.items_of(held.evidence)))
        for held in picture.symptoms
    }


def _find_symptom(plan_id: int, code: str) -> tuple[Plan, Symptom]:
    """The plan and the symptom as it holds today; raises Refused if it does not hold."""
    plan = find_plan(plan_id, Permission.WORK_ON_PLAN)
    rights.check_sight(Permission.SEE_RATING)
    if code not in _CODES:
        abort(404)
    symptom = maturity_of_day.symptom(plan, code)
    if symptom is None:
        raise errors.Refused("This does not hold any more, so there is nothing to answer.")
    return plan, symptom


def _answer_form(code: str, found: SymptomAnswer | None) -> SymptomAnswerForm:
    form = SymptomAnswerForm(obj=found, html_id=f"answer-form-{code}")
    form.today = clock.today()
    return form


def _answered(plan: Plan, symptom: Symptom) -> Reply:
    """The answer as it is now, where it was given."""
    address = url_for("maturity.show", plan_id=plan.id, _anchor=f"symptom-{symptom.code}")
    held = _held(plan, symptom)
    return changed(
        address, "maturity/symptom_answers/_answer.html", plan=plan, held=held, is_now=True
    )


def _held(plan: Plan, symptom: Symptom) -> maturity.HeldSymptom:
    return maturity.with_answers([symptom], maturity.answers(plan.id))[0]
