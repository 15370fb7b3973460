"""The plans that lean to one side, as a file with a row for each of them."""

from flask import Blueprint, Response
from flask_babel import gettext

from planner.access import Permission
from planner.exports.tables import Column, Kind, Table
from planner.models.kinds import Side
from planner.models.setting import AgeNames
from planner.queries import answers, one_sided_plans, organisation
from planner.queries.answers import Answers
from planner.queries.one_sided_plans import OneSidedPlan
from planner.queries.rated_plans import of_reader
from planner.rating import Symptom
from planner.rating_words import SYMPTOMS, age_name
from planner.translation import lazy as _
from planner.views.current import me
from planner.views.downloads import download
from planner.views.exact import exact_day
from planner.views.one_sided_plans import asked_for
from planner.views.rights import check_general
from planner.words import word, yes_or_no

bp = Blueprint("one_sided_plans_tables", __name__)


@bp.get("/team/one_sided_plans.<any(csv, xlsx):kind>")
def show(kind: str) -> Response:
    """What members wrote in their answers stays with the program: it may name somebody."""
    check_general(Permission.SEE_MATURITY)
    _form, wanted = asked_for()
    title = gettext("One-sided plans")
    names = organisation.sight().age_names
    plans = one_sided_plans.everything(me(), wanted)
    said = answers.of_customers(of_reader(me(), wanted.customers))
    return download(Table(title, _columns(names, said), plans), kind, title)


def _columns(names: AgeNames, said: Answers) -> tuple[Column[OneSidedPlan], ...]:
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
        Column(_("Answers of the members"), lambda plan: _answers(said, plan)),
    )


def _seen(plan: OneSidedPlan) -> list[tuple[str, str]]:
    """What the symptoms are called, and what would mend each."""
    words = [SYMPTOMS[symptom.code] for symptom in plan.symptoms]
    return [(str(each.name), str(each.mend)) for each in words]


def _answers(said: Answers, plan: OneSidedPlan) -> str:
    return "; ".join(filter(None, (_answer(said, plan, symptom) for symptom in plan.symptoms)))


def _answer(said: Answers, plan: OneSidedPlan, symptom: Symptom) -> str:
    answer = answers.holding(said, plan.id, symptom)
    if answer is None:
        return ""
    until = f" ({exact_day(answer.until)})" if answer.until else ""
    return f"{SYMPTOMS[symptom.code].name}: {word(answer.kind)}{until}"
