"""The plans that lean to one side, as a file with a row for each of them."""

from typing import Any

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
from planner.views.current import me
from planner.views.downloads import download
from planner.views.exact import exact_day
from planner.views.one_sided_plans import asked_for
from planner.views.rights import check_general
from planner.words import word

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
    rows = (_cells(plan, names, said) for plan in plans)
    return download(Table(title, _columns(), rows), kind, title)


def _columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Key")),
        Column(gettext("Customer")),
        Column(gettext("Team")),
        Column(gettext("Segment")),
        Column(gettext("Age")),
        Column(gettext("Since"), Kind.DATE),
        Column(gettext("One-sidedness"), Kind.NUMBER),
        Column(gettext("Flagged as one-sided")),
        Column(gettext("Leaning side")),
        Column(gettext("What was seen")),
        Column(gettext("What would mend it")),
        Column(gettext("Answers of the members")),
    )


def _cells(plan: OneSidedPlan, names: AgeNames, said: Answers) -> tuple[Any, ...]:
    return (
        plan.key,
        plan.customer,
        plan.team,
        plan.segment,
        age_name(plan.age, names),
        plan.on,
        plan.number,
        gettext("yes") if plan.is_flagged else gettext("no"),
        plan.leaning and word(Side(plan.leaning)),
        "; ".join(str(SYMPTOMS[symptom.code].name) for symptom in plan.symptoms),
        " ".join(str(SYMPTOMS[symptom.code].mend) for symptom in plan.symptoms),
        "; ".join(filter(None, (_answer(said, plan, one) for one in plan.symptoms))),
    )


def _answer(said: Answers, plan: OneSidedPlan, symptom: Symptom) -> str:
    answer = answers.holding(said, plan.id, symptom)
    if answer is None:
        return ""
    until = f" ({exact_day(answer.until)})" if answer.until else ""
    return f"{SYMPTOMS[symptom.code].name}: {word(answer.kind)}{until}"
