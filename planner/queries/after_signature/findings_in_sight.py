"""Which of the findings after a signature somebody sees: members at once, everybody else so many
days after the members were told of them, as with the symptoms of a rating."""

import datetime
from collections.abc import Collection, Iterable, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from planner import clock
from planner.access import Permission, plans_for, reads_plans_of_others
from planner.after_signature.codes import CodeFound
from planner.database import rows
from planner.models import Customer, Person, Plan, SignatureFinding
from planner.models.kinds import PlanStatus
from planner.queries.maturity import organisation

_IS_OPEN = Plan.status != PlanStatus.CLOSED


@dataclass(frozen=True, slots=True)
class FindingsInSight:
    """`late` are the customers whose findings are seen late, and `told` is what is seen of those:
    by customer, contract and code. What is about no contract is about the customer."""

    late: Set[int] = frozenset()
    told: Set[tuple[int, int | None, str]] = frozenset()

    def sees(self, customer: int, contract: int | None, code: str) -> bool:
        return customer not in self.late or (customer, contract, code) in self.told

    def of(
        self, customer: int, contract: int | None, codes: Iterable[CodeFound]
    ) -> tuple[CodeFound, ...]:
        """Those of the codes that are seen."""
        return tuple(each for each in codes if self.sees(customer, contract, each.code))


ALL = FindingsInSight()


def seen_by(reader: Person, customers: Collection[int] | None = None) -> FindingsInSight:
    """What `reader` sees at these customers, or at all of them; three statements, and none for
    whoever reads no plans but the own.

    Where no plan is open nobody is told of anything, and there is nothing to wait for.
    """
    if not reads_plans_of_others(reader):
        return ALL
    days = organisation.sight().days_before_leads
    late = _late(reader, customers) if days else frozenset()
    if not late:
        return ALL
    until = clock.today() - datetime.timedelta(days=days)
    return FindingsInSight(late, frozenset(map(tuple, rows(_among(_told(until), customers)))))


def _late(reader: Person, customers: Collection[int] | None) -> frozenset[int]:
    open_plans = select(Plan.customer_id).join(Customer, Customer.id == Plan.customer_id)
    open_plans = open_plans.where(_IS_OPEN)
    own = open_plans.where(plans_for(Permission.SEE_FINDINGS_AT_ONCE, reader))
    found = open_plans.where(Plan.customer_id.not_in(own)).distinct()
    return frozenset(customer for (customer,) in rows(_among(found, customers)))


def _told(until: datetime.date) -> Select[*tuple[Any, ...]]:
    return (
        select(Plan.customer_id, SignatureFinding.contract_id, SignatureFinding.code)
        .join(Plan, Plan.id == SignatureFinding.plan_id)
        .where(_IS_OPEN, SignatureFinding.on <= until)
    )


def _among(
    found: Select[*tuple[Any, ...]], customers: Collection[int] | None
) -> Select[*tuple[Any, ...]]:
    return found if customers is None else found.where(Plan.customer_id.in_(customers))
