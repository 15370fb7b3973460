"""What was seen on plans that a lead looks at: with its evidence, answers and what would mend it.

No person is named here, beside figures: who said and did what stands at the plan itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.access import Standing, member_standing
from planner.models import Plan
from planner.queries.maturity import evidence, symptom_answers
from planner.queries.maturity.evidence import EvidenceItem
from planner.queries.maturity.symptom_answers import Answered, Answers
from planner.rating import Symptom
from planner.team.maturity.queries import plans_of_reader
from planner.team.maturity.queries.one_sided_plans import OneSidedPlan
from planner.views.maturity.evidence_links import Link, links
from planner.views.maturity.remedies import Case, Remedy, remedies
from planner.views.web import me


@dataclass(frozen=True, slots=True)
class ShownSymptom:
    """`evidence` has None for what was deleted since; `remedies` only what the reader may do."""

    code: str
    decides: bool
    rests_on: tuple[str, ...]
    evidence: list[Link | None]
    answer: Answered | None
    remedies: list[Remedy]


@dataclass(frozen=True, slots=True)
class ShownPlan:
    plan: OneSidedPlan
    symptoms: list[ShownSymptom]


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known about all of the plans, by their ids."""

    items: Mapping[int, Mapping[str, EvidenceItem]]
    answers: Answers
    own: Mapping[int, Plan]
    unsigned: Mapping[int, Mapping[int, Decimal | None]]


def shown(plans: Sequence[OneSidedPlan]) -> list[ShownPlan]:
    """In as many statements for many plans as for one; what decides comes first."""
    ids = [plan.id for plan in plans]
    own = plans_of_reader.worked_on(ids, me())
    around = _Around(
        evidence.items_of_plans({plan.id: _named(plan) for plan in plans}),
        symptom_answers.of_plans(ids),
        own,
        plans_of_reader.unsigned(own, me().side),
    )
    return [ShownPlan(plan, _symptoms(plan, around)) for plan in plans]


def _named(plan: OneSidedPlan) -> list[str]:
    return [name for symptom in plan.symptoms for name in symptom.evidence]


def _symptoms(plan: OneSidedPlan, around: _Around) -> list[ShownSymptom]:
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
