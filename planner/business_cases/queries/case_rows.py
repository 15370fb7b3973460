"""The business cases of a plan as its page lists them, each with what it comes to."""

import datetime
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import bindparam, select

from planner.after_signature.valuation.calculations import calculations_of
from planner.after_signature.valuation.facts import BusinessCaseFact, FlowFact
from planner.after_signature.valuation.present_values import payback, present_value
from planner.business_cases.queries.valuations import decimals
from planner.database import maker, rows
from planner.models import BusinessCase, Flow, Person
from planner.models.kinds import Role, Side
from planner.queries.history.brought_in import brought_in_by
from planner.queries.plan.comments import number_of


@dataclass(frozen=True, slots=True)
class CaseRow:
    """`npv` and `payback` are of the case itself; None where there is no line, or no payback."""

    id: int
    plan_id: int
    title: str
    compared_with: str | None
    on: datetime.date
    discount_rate: Decimal
    author: str
    role: Role
    comments: int
    brought_in_by: str | None
    npv: Fraction | None
    payback: Fraction | None

    @property
    def side(self) -> Side | None:
        return self.role.side


_OF_PLAN = (
    select(
        BusinessCase.id,
        BusinessCase.plan_id,
        BusinessCase.title,
        BusinessCase.compared_with,
        BusinessCase.on,
        BusinessCase.discount_rate,
        Person.name.label("author"),
        Person.role,
        number_of(BusinessCase).label("comments"),
        brought_in_by(BusinessCase).label("brought_in_by"),
    )
    .join(Person, Person.id == BusinessCase.author_id)
    .where(BusinessCase.plan_id == bindparam("plan_id"))
    .order_by(BusinessCase.position, BusinessCase.id)
)
_FLOWS = (
    select(Flow.business_case_id, Flow.amounts, Flow.kind)
    .join(BusinessCase, BusinessCase.id == Flow.business_case_id)
    .where(BusinessCase.plan_id == bindparam("plan_id"))
    .order_by(Flow.position, Flow.id)
)


def cases_of_plan(plan_id: int) -> list[CaseRow]:
    """All cases of a plan in two statements."""
    flows: dict[int, list[FlowFact]] = defaultdict(list)
    for case_id, amounts, kind in rows(_FLOWS, plan_id=plan_id):
        flows[case_id].append(FlowFact(decimals(amounts), kind=kind and kind.value))
    found = rows(_OF_PLAN, plan_id=plan_id)
    make = maker(CaseRow, found)
    return [make(row, **_figures(row.discount_rate, flows[row.id])) for row in found]


def _figures(rate: Decimal, flows: list[FlowFact]) -> dict[str, Fraction | None]:
    if not flows:
        return {"npv": None, "payback": None}
    (calculation,) = calculations_of(BusinessCaseFact("", rate, tuple(flows)))
    now = calculation.flows
    return {"npv": present_value(now, calculation.discount_rate), "payback": payback(now)}
