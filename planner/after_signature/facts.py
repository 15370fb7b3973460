"""What the rules before and after the signature are told about a customer.

The plan's part is the facts of the rating; what the rating has no use for stands here. Roles,
states and kinds are the values of the plan file's schema. Lists come in the order of the file, as
some rules ask what came last. Days are dates, amounts are `Decimal`, terms of contracts are as
`Notice` says. The `reference` of an item is the text by which it is named as evidence.
"""

from datetime import date
from decimal import Decimal

from planner.rating import Facts
from planner.rating.value import value


@value
class StageFact:
    """A stage that a customer came to on a day."""

    stage: str
    on: date


@value
class CustomerFact:
    key: str
    stage: str = "customer"
    owner: str | None = None
    stage_history: tuple[StageFact, ...] = ()


@value
class CustomerContactFact:
    """A person at the customer; `known_by` has the days since when, where that is known."""

    key: str
    buying_role: str | None = None
    influence: int | None = None
    attitude: int | None = None
    known_by: tuple[tuple[str, date | None], ...] = ()

    @property
    def reference(self) -> str:
        return f"contact:{self.key}"


@value
class Notice:
    """`count` days, weeks or months (`unit`: day, week, month) to the end `to` of what."""

    count: int
    unit: str
    to: str = "end_of_term"


@value
class PromiseFact:
    contract: str
    key: str
    due_on: date | None = None
    owner: str | None = None
    kept_on: date | None = None

    @property
    def reference(self) -> str:
        return f"promise:{self.contract}/{self.key}"


@value
class ProposalFact:
    """A contract proposed to its receiver; `index` is 0 for the first in the file."""

    contract: str
    index: int
    to: str
    proposed_on: date
    answered_on: date | None = None
    answer: str | None = None

    @property
    def reference(self) -> str:
        return f"handover:{self.contract}/{self.index}"


@value
class ContractFact:
    """A contract with its terms; `renewal` None stands for what follows from the terms."""

    key: str
    signed_on: date
    field: str | None = None
    annual_value: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    notice: Notice | None = None
    renewal: str | None = None
    renewal_months: int = 12
    renews: str | None = None
    terminated_on: date | None = None
    terminated_to: date | None = None
    won_by: str | None = None
    promised: str | None = None
    described_on: date | None = None
    promises: tuple[PromiseFact, ...] = ()
    proposals: tuple[ProposalFact, ...] = ()

    @property
    def begins_on(self) -> date:
        return self.starts_on or self.signed_on

    @property
    def reference(self) -> str:
        return f"contract:{self.key}"


@value
class DealFact:
    key: str
    status: str
    field: str | None = None
    contract: str | None = None
    decided_on: date | None = None

    @property
    def is_planned(self) -> bool:
        return self.status == "planned"

    @property
    def reference(self) -> str:
        return f"deal:{self.key}"


@value
class SponsorRequestFact:
    key: str
    reason: str
    on: date
    status: str
    answered_on: date | None = None
    needed_by: date | None = None
    activity: str | None = None


@value
class AccountFacts:
    """One customer with one plan, and everything that these rules may look at."""

    plan: Facts
    customer: CustomerFact
    contacts: tuple[CustomerContactFact, ...] = ()
    contracts: tuple[ContractFact, ...] = ()
    deals: tuple[DealFact, ...] = ()
    sponsor_requests: tuple[SponsorRequestFact, ...] = ()
