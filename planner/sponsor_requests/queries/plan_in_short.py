"""What of a plan an executive has to know before a talk: the little of each that matters most.

Internal notes, comments, other deals and what is thought of our own people are not among it: read
is only what stands here by name.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from planner.after_signature.numbers import MONEY, RATE, YEARS, rounded_figure
from planner.after_signature.renewals import OPEN_QUESTIONS, Renewal, renewals_of
from planner.after_signature.valuation.calculations import calculations_of
from planner.after_signature.valuation.facts import BusinessCaseFact, FlowFact
from planner.after_signature.valuation.present_values import payback, present_value
from planner.after_signature.valuation.rates_of_return import rates_of_return
from planner.database import db
from planner.models import BusinessCase, Goal, Plan
from planner.models.kinds import GoalStatus
from planner.queries.after_signature import contract_rows, handover_rows, renewal_facts
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.after_signature.handover_rows import PromiseRow
from planner.queries.plan import contacts
from planner.queries.plan.contacts import ContactRow

MOST_OF_EACH = 4
"""All of it together has to fit on one printed page."""


@dataclass(frozen=True, slots=True)
class ContractInShort:
    row: ContractRow
    renewal: Renewal

    @property
    def is_at_stake(self) -> bool:
        return self.renewal.state in OPEN_QUESTIONS


@dataclass(frozen=True, slots=True)
class CaseInShort:
    """The four figures of a business case, each rounded; the rate is a year's, 0.08 for 8 %, and
    the payback in years. None is what cannot be said."""

    title: str
    net_present_value: Decimal
    rate_of_return: Decimal | None
    payback: Decimal | None
    total: Decimal


@dataclass(frozen=True, slots=True)
class PlanInShort:
    contacts: list[ContactRow]
    promises: list[PromiseRow]
    contracts: list[ContractInShort]
    goals: list[str]
    case: CaseInShort | None


def plan_in_short(plan: Plan) -> PlanInShort:
    rows = contract_rows.contracts_of_customers([plan.customer_id])
    return PlanInShort(
        contacts=_contacts(plan),
        promises=_promises(rows),
        contracts=_contracts(plan, rows),
        goals=_goals(plan),
        case=_case(plan),
    )


def _contacts(plan: Plan) -> list[ContactRow]:
    """Those of the most influence first."""
    found = contacts.contacts_of_customer(plan.customer_id, plan.id)
    return sorted(found, key=lambda each: -(each.influence or 0))[:MOST_OF_EACH]


def _promises(contracts: list[ContractRow]) -> list[PromiseRow]:
    """What is not kept yet."""
    if not contracts:
        return []
    promised = handover_rows.promises_of([row.id for row in contracts])
    return [each for each in promised if each.kept_on is None][:MOST_OF_EACH]


def _contracts(plan: Plan, rows: list[ContractRow]) -> list[ContractInShort]:
    """Those that are not over, the next that ends first."""
    if not rows:
        return []
    (account,) = renewal_facts.accounts(
        {plan.customer_id: rows}, {plan.customer_id: plan.id}
    ).values()
    running = {
        each.contract.key: each
        for each in renewals_of(account)
        if not account.is_over(each.contract)
    }
    found = [ContractInShort(row, running[row.key]) for row in rows if row.key in running]
    return sorted(found, key=_next_end)[:MOST_OF_EACH]


def _next_end(contract: ContractInShort) -> datetime.date:
    return contract.renewal.anchor or datetime.date.max


def _goals(plan: Plan) -> list[str]:
    """The customer's own."""
    own = (Goal.plan_id == plan.id, Goal.customer_goal, Goal.status == GoalStatus.ACTIVE)
    titles = select(Goal.title).where(*own).order_by(Goal.position, Goal.id)
    return list(db.session.scalars(titles.limit(MOST_OF_EACH)))


def _case(plan: Plan) -> CaseInShort | None:
    """The newest one that has amounts."""
    newest = (BusinessCase.on.desc(), BusinessCase.position.desc())
    cases = select(BusinessCase).where(BusinessCase.plan_id == plan.id).order_by(*newest)
    case = next((each for each in db.session.scalars(cases) if each.flows), None)
    if case is None:
        return None
    return _figures(case)


def _figures(case: BusinessCase) -> CaseInShort:
    lines = [tuple(Decimal(str(amount)) for amount in flow.amounts) for flow in case.flows]
    fact = BusinessCaseFact(case.key, case.discount_rate, tuple(map(FlowFact, lines)))
    base = next(calculations_of(fact))
    years = payback(base.flows)
    rate = rates_of_return(base.flows).rate
    return CaseInShort(
        title=case.title,
        net_present_value=_rounded(present_value(base.flows, base.discount_rate), MONEY),
        rate_of_return=None if rate is None else _rounded(rate, RATE),
        payback=None if years is None else _rounded(years, YEARS),
        total=_rounded(sum(base.flows, Fraction(0)), MONEY),
    )


def _rounded(figure: Fraction, places: int) -> Decimal:
    exact = rounded_figure(figure, places)
    return Decimal(exact.numerator) / Decimal(exact.denominator)
