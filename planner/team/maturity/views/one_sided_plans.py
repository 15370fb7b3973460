"""Plans that lean to one side: with what was seen, what would mend it, and what members say."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, Response, render_template, request

from planner.exports.tables import Column, Kind, Table
from planner.models import AgeNames, Side
from planner.queries.maturity import organisation, symptom_answers
from planner.queries.maturity.symptom_answers import Answers
from planner.rating import Age, Symptom
from planner.rating.symptoms import RULES
from planner.team.maturity.forms import OneSidedPlansForm
from planner.team.maturity.queries import one_sided_plans
from planner.team.maturity.queries.one_sided_plans import FLAGGED, OneSidedFilter, OneSidedPlan
from planner.team.maturity.queries.rated_plans import of_reader
from planner.team.maturity.views.shown_symptoms import shown
from planner.team.views.customer_filters import offer_customers
from planner.translation import gettext, lazy as _
from planner.views.web import Permission, check_covering, download, exact_day, filters, me
from planner.words.kinds import word, yes_or_no
from planner.words.rating import SYMPTOMS, age_name

bp = Blueprint("one_sided_plans", __name__)
_FLAG = _("Flagged as one-sided")
_IRON = tuple(rule.code for rule in RULES if rule.age is Age.IRON)


@bp.get("/team/one_sided_plans")
def index() -> str:
    check_covering(Permission.SEE_MATURITY)
    form, wanted = _asked_for()
    names = organisation.sight().age_names
    plans, has_more = one_sided_plans.page_of_one_sided_plans(me(), wanted)
    number, counts = one_sided_plans.symptom_counts(me(), wanted)
    return render_template(
        "team/one_sided_plans/index.html",
        form=form,
        wanted=wanted,
        plans=shown(plans),
        has_more=has_more,
        number=number,
        seen_there=[(code, name, counts[code]) for code, name in choices()],
        iron=age_name(Age.IRON, names),
        names=names,
        address=partial(filters.address_asking, "one_sided_plans.index"),
        asked=filters.said(wanted, page=None),
    )


def choices() -> Sequence[tuple[str, str]]:
    """What can be asked for: the flag, and the symptoms of the iron age."""
    return [(FLAGGED, str(_FLAG)), *((code, str(SYMPTOMS[code].name)) for code in _IRON)]


def _asked_for() -> tuple[OneSidedPlansForm, OneSidedFilter]:
    form = OneSidedPlansForm(request.args)
    form.symptom.offer(list(choices()))
    offer_customers(form)
    form.validate()
    return form, OneSidedFilter(**form.asked())


@bp.get("/team/one_sided_plans.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    """What members wrote in their answers stays with the program: it may name somebody."""
    check_covering(Permission.SEE_MATURITY)
    _form, wanted = _asked_for()
    title = gettext("One-sided plans")
    names = organisation.sight().age_names
    plans = one_sided_plans.all_one_sided_plans(me(), wanted)
    answered = symptom_answers.of_customers(of_reader(me(), wanted))
    return download(Table(title, _columns(names, answered), plans), kind, title)


def _columns(names: AgeNames, answered: Answers) -> tuple[Column[OneSidedPlan], ...]:
    return (
        Column(_("Key"), lambda plan: plan.key),
        Column(_("Customer"), lambda plan: plan.customer),
        Column(_("Team"), lambda plan: plan.team),
        Column(_("Segment"), lambda plan: plan.segment),
        Column(_("Age"), lambda plan: age_name(plan.age, names)),
        Column(_("Since"), lambda plan: plan.on, Kind.DATE),
        Column(_("One-sidedness"), lambda plan: plan.number, Kind.NUMBER),
        Column(_("Flagged as one-sided"), lambda plan: yes_or_no(plan.is_flagged)),
        Column(_("Leaning side"), lambda plan: plan.leaning and word(Side(plan.leaning))),
        Column(_("What was seen"), lambda plan: "; ".join(name for name, _mend in _seen(plan))),
        Column(_("What would mend it"), lambda plan: " ".join(mend for _name, mend in _seen(plan))),
        Column(_("Answers of the members"), lambda plan: _answers(answered, plan)),
    )


def _seen(plan: OneSidedPlan) -> list[tuple[str, str]]:
    """What the symptoms are called, and what would mend each."""
    words = [SYMPTOMS[symptom.code] for symptom in plan.symptoms]
    return [(str(each.name), str(each.mend)) for each in words]


def _answers(answered: Answers, plan: OneSidedPlan) -> str:
    return "; ".join(filter(None, (_answer(answered, plan, symptom) for symptom in plan.symptoms)))


def _answer(answered: Answers, plan: OneSidedPlan, symptom: Symptom) -> str:
    answer = symptom_answers.holding(answered, plan.id, symptom)
    if answer is None:
        return ""
    until = f" ({exact_day(answer.until)})" if answer.until else ""
    return f"{SYMPTOMS[symptom.code].name}: {word(answer.kind)}{until}"
