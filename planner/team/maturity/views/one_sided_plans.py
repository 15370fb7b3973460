"""Plans that lean to one side: with what was seen, what would mend it, and what members say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import Blueprint, Response, render_template, request

from planner.access import Standing, member_standing
from planner.models import AgeNames, Plan, Side
from planner.queries.maturity import evidence, organisation, symptom_answers
from planner.rating import RULES, Age, Symptom
from planner.team.maturity.forms import OneSidedPlansForm
from planner.team.maturity.queries import one_sided_plans, plans_of_reader, rated_plans
from planner.team.views.customer_filters import offer_customers
from planner.views.maturity.evidence_links import EvidenceLink, links
from planner.views.maturity.remedies import Case, Remedy, remedies
from planner.views.web import Column, Kind, Permission, Table, check_covering, download, filters, me
from planner.words import SYMPTOMS, age_name, exact_day, gettext, lazy as _, word, yes_or_no

bp = Blueprint("one_sided_plans", __name__)
_FLAG = _("Flagged as one-sided")
_IRON = tuple(rule.code for rule in RULES if rule.age is Age.IRON)


@bp.get("/team/one_sided_plans")
def index() -> str:
    check_covering(Permission.SEE_MATURITY)
    form, wanted = _asked_for()
    names = organisation.sight().age_names
    plans = one_sided_plans.page_of_one_sided_plans(me(), wanted)
    number, counts = one_sided_plans.symptom_counts(me(), wanted)
    return render_template(
        "team/one_sided_plans/index.html",
        form=form,
        wanted=wanted,
        plans=plans.turned(shown),
        number=number,
        seen_there=[(code, name, counts[code]) for code, name in choices()],
        iron=age_name(Age.IRON, names),
        names=names,
        address=filters.addresses_of("one_sided_plans.index"),
        asked=filters.said(wanted, page=None),
    )


def choices() -> Sequence[tuple[str, str]]:
    """What can be asked for: the flag, and the symptoms of the iron age."""
    return [
        (one_sided_plans.FLAGGED, str(_FLAG)),
        *((code, str(SYMPTOMS[code].name)) for code in _IRON),
    ]


def _asked_for() -> tuple[OneSidedPlansForm, one_sided_plans.OneSidedFilter]:
    form = OneSidedPlansForm(request.args)
    form.symptom.offer(list(choices()))
    offer_customers(form)
    form.validate()
    return form, one_sided_plans.OneSidedFilter(**form.asked())


@bp.get("/team/one_sided_plans.<any(csv, xlsx):kind>")
def show_table(kind: str) -> Response:
    """What members wrote in their answers stays with the program: it may name somebody."""
    check_covering(Permission.SEE_MATURITY)
    _form, wanted = _asked_for()
    title = gettext("One-sided plans")
    names = organisation.sight().age_names
    plans = one_sided_plans.all_one_sided_plans(me(), wanted)
    answered = symptom_answers.answers_of_customers(rated_plans.of_reader(me(), wanted))
    return download(Table(title, _columns(names, answered), plans), kind, title)


def _columns(
    names: AgeNames, answered: symptom_answers.Answers
) -> tuple[Column[one_sided_plans.OneSidedPlan], ...]:
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


def _seen(plan: one_sided_plans.OneSidedPlan) -> list[tuple[str, str]]:
    """What the symptoms are called, and what would mend each."""
    words = [SYMPTOMS[symptom.code] for symptom in plan.symptoms]
    return [(str(each.name), str(each.mend)) for each in words]


def _answers(answered: symptom_answers.Answers, plan: one_sided_plans.OneSidedPlan) -> str:
    return "; ".join(filter(None, (_answer(answered, plan, symptom) for symptom in plan.symptoms)))


def _answer(
    answered: symptom_answers.Answers, plan: one_sided_plans.OneSidedPlan, symptom: Symptom
) -> str:
    answer = symptom_answers.holding(answered, plan.id, symptom)
    if answer is None:
        return ""
    until = f" ({exact_day(answer.until)})" if answer.until else ""
    return f"{SYMPTOMS[symptom.code].name}: {word(answer.kind)}{until}"


@dataclass(frozen=True, slots=True)
class ShownSymptom:
    """`evidence` has None for what was deleted since; `remedies` only what the reader may do."""

    code: str
    decides: bool
    rests_on: tuple[str, ...]
    evidence: list[EvidenceLink | None]
    answer: symptom_answers.Answered | None
    remedies: list[Remedy]


@dataclass(frozen=True, slots=True)
class ShownPlan:
    plan: one_sided_plans.OneSidedPlan
    symptoms: list[ShownSymptom]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known about all of the plans, by their ids."""

    items: Mapping[int, Mapping[str, evidence.EvidenceItem]]
    answers: symptom_answers.Answers
    own: Mapping[int, Plan]
    unsigned: Mapping[int, Mapping[int, Decimal | None]]


def shown(plans: Sequence[one_sided_plans.OneSidedPlan]) -> list[ShownPlan]:
    """In as many statements for many plans as for one; what decides comes first."""
    ids = [plan.id for plan in plans]
    own = plans_of_reader.worked_on(ids, me())
    around = _Around(
        evidence.items_of_plans({plan.id: _named(plan) for plan in plans}),
        symptom_answers.answers_of_plans(ids),
        own,
        plans_of_reader.unsigned(own, me().side),
    )
    return [ShownPlan(plan, _symptoms(plan, around)) for plan in plans]


def _named(plan: one_sided_plans.OneSidedPlan) -> list[str]:
    return [name for symptom in plan.symptoms for name in symptom.evidence]


def _symptoms(plan: one_sided_plans.OneSidedPlan, around: _Around) -> list[ShownSymptom]:
    addresses = links(plan.id, around.items.get(plan.id, {}), naming_people=False)
    ordered = sorted(plan.symptoms, key=lambda symptom: not symptom.decides)
    return [
        ShownSymptom(
            code=symptom.code,
            decides=symptom.decides,
            rests_on=symptom.evidence,
            evidence=[addresses.get(name) for name in symptom.evidence],
            answer=symptom_answers.holding(around.answers, plan.id, symptom),
            remedies=_remedies(plan.id, symptom, around),
        )
        for symptom in ordered
    ]


def _remedies(plan_id: int, symptom: Symptom, around: _Around) -> list[Remedy]:
    plan, there = around.own.get(plan_id), around.items.get(plan_id, {})
    if plan is None:
        return []
    items = [there[name] for name in symptom.evidence if name in there]
    unsigned = around.unsigned.get(plan_id, {})
    return remedies(symptom.code, Case(plan, me(), _standings(plan), items, unsigned))


def _standings(plan: Plan) -> set[Standing]:
    """Whoever works on a plan owns its customer, or else is a member."""
    owns = plan.customer.owner_id == me().id
    return {Standing.OWNER if owns else member_standing(me().role)}
