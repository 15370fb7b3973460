"""All contracts that somebody may see, by the next day that matters; so many statements, however
many contracts there are.

How a contract ends follows from its terms alone. What is done about it is only read for those that
are shown, or all where a state is asked for that rests on it.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, or_, select

from planner import clock
from planner.access import visible_customers
from planner.after_signature.renewals import (
    OPEN_QUESTIONS,
    SETTLED_STATES,
    Renewal,
    RenewalState,
    renewals_of,
)
from planner.contracts.queries.months_ahead import MonthsAhead, months_ahead
from planner.database import rows
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Contract, Customer, Person
from planner.queries.after_signature import contract_rows, renewal_facts
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.plan import plans
from planner.queries.plan.customer_list import customer_rows
from planner.queries.plan.customer_list.customer_rows import Colleague
from planner.queries.web.name_search import name_has
from planner.queries.web.paging import ListPage, page_of_list
from planner.words.signature_words import RENEWAL_WORDS, RISKS

RADAR_PAGE = 50
NEAR_DAYS = 90
_HALF_YEAR = 182
OWN_CUSTOMERS = "own"
_AT_ONCE = 1000
_GONE = frozenset({*SETTLED_STATES, RenewalState.LAPSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarFilter:
    """Without a `state` all contracts that are not settled, and have not ended."""

    text: str = ""
    owner: str = ""
    field_id: int | None = None
    state: str = ""
    page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class RadarRow:
    """A contract with its customer, and with who works on that."""

    contract: ContractRow
    renewal: Renewal
    customer: Any
    colleagues: Sequence[Colleague] = ()
    plan: int | None = None
    """The one on whose page it stands."""

    @property
    def state(self) -> str:
        return str(RENEWAL_WORDS[self.renewal.state])

    @property
    def is_gone(self) -> bool:
        return self.renewal.state in _GONE

    @property
    def is_at_risk(self) -> bool:
        return self.renewal.state is RenewalState.AT_RISK

    @property
    def why(self) -> str:
        return " ".join(str(RISKS[risk.code]) for risk in self.renewal.risks)

    @property
    def on(self) -> datetime.date | None:
        """The next day that matters."""
        return self.renewal.anchor

    @property
    def currency(self) -> str:
        return str(self.customer.currency)

    @property
    def annual_value(self) -> Decimal | None:
        return self.contract.annual_value

    def left(self, today: datetime.date) -> str:
        """Under which heading it stands: `near`, `half_year`, `later` or `undated`."""
        if self.on is None:
            return "undated"
        days = (self.on - today).days
        return "near" if days <= NEAR_DAYS else "half_year" if days <= _HALF_YEAR else "later"

    @property
    def notice_on(self) -> datetime.date | None:
        return self.renewal.end.notice_on if self.renewal.end else None

    @property
    def ends_on(self) -> datetime.date | None:
        """The end in question, or the last day of what is settled."""
        if self.renewal.over_on is not None:
            return self.renewal.over_on
        return self.renewal.end.on if self.renewal.end else None

    @property
    def sorted_by(self) -> tuple[int, int]:
        """What has no day that matters stands last."""
        anchor = self.renewal.anchor or datetime.date.max
        return anchor.toordinal(), self.contract.id


@dataclass(frozen=True, slots=True)
class RadarPage:
    page: ListPage[RadarRow]
    number: int
    at_stake: dict[str, Decimal]
    """By currency."""
    without_value: int
    ahead: MonthsAhead | None


def radar_page(reader: Person, wanted: RadarFilter) -> RadarPage:
    """One page of them, and what is at stake on all that are found."""
    found = _found(reader, wanted)
    page = page_of_list(found, lambda row: row.sorted_by, wanted.page, RADAR_PAGE)
    in_question = [row for row in found if row.renewal.state in OPEN_QUESTIONS]
    at_stake: dict[str, Decimal] = defaultdict(Decimal)
    for row in in_question:
        at_stake[row.customer.currency] += row.contract.annual_value or 0
    return RadarPage(
        page=page.turned(lambda shown: _with_people(reader, _worked_on(reader, shown))),
        number=len(found),
        at_stake={currency: amount for currency, amount in at_stake.items() if amount},
        without_value=sum(row.contract.annual_value is None for row in in_question),
        ahead=months_ahead((row for row in found if not row.is_gone), clock.today()),
    )


def all_rows(reader: Person, wanted: RadarFilter) -> list[RadarRow]:
    """All that are found, for a table that is taken away."""
    return _worked_on(reader, _found(reader, wanted))


def _found(reader: Person, wanted: RadarFilter) -> list[RadarRow]:
    which = and_(visible_customers(reader), *_asked_of_customers(reader, wanted))
    customers = {row.id: row for row in rows(_CUSTOMERS.where(which))}
    contracts = _by_customer(contract_rows.contracts_of_all(which))
    known = renewal_facts.by_terms_alone(contracts)
    found = _rows(contracts, customers, known)
    if wanted.field_id is not None or wanted.text:
        there = set(_asked_of_contracts(which, wanted))
        found = [row for row in found if row.contract.id in there]
    if wanted.state in OPEN_QUESTIONS:
        found = [row for row in found if row.renewal.state in OPEN_QUESTIONS]
        found = _worked_on(reader, found)
    if wanted.state:
        found = [row for row in found if row.renewal.state == wanted.state]
    else:
        found = [row for row in found if row.renewal.state not in _GONE]
    return sorted(found, key=lambda row: row.sorted_by)


_CUSTOMERS = (
    select(
        Customer.id,
        Customer.key,
        Customer.name,
        Customer.currency,
        Person.name.label("owner"),
        Person.role.label("owner_role"),
    )
    .outerjoin(Person, Person.id == Customer.owner_id)
    .where(Customer.id.in_(select(Contract.customer_id)))
)


def _asked_of_customers(reader: Person, wanted: RadarFilter) -> Iterable[Any]:
    if wanted.owner == OWN_CUSTOMERS:
        yield Customer.owner_id == reader.id
    elif wanted.owner:
        yield Customer.owner_id == int(wanted.owner)


def _asked_of_contracts(which: Any, wanted: RadarFilter) -> list[int]:
    statement = select(Contract.id).join(Customer, Customer.id == Contract.customer_id).where(which)
    if wanted.field_id is not None:
        statement = statement.where(Contract.field_id == wanted.field_id)
    if wanted.text.strip():
        in_title = Contract.title.icontains(wanted.text.strip(), autoescape=True)
        statement = statement.where(or_(name_has(Customer.name_folded, wanted.text), in_title))
    return [identity for (identity,) in rows(statement)]


def _by_customer(found: Iterable[ContractRow]) -> dict[int, list[ContractRow]]:
    contracts: dict[int, list[ContractRow]] = defaultdict(list)
    for row in found:
        contracts[row.customer_id].append(row)
    return contracts


def _rows(contracts: Any, customers: Any, accounts: Any) -> list[RadarRow]:
    """What was signed on a later day is not there yet."""
    found = []
    for identity, of_customer in contracts.items():
        renewals = {each.contract.key: each for each in renewals_of(accounts[identity])}
        found += [
            RadarRow(row, renewals[row.key], customers[identity])
            for row in of_customer
            if row.key in renewals
        ]
    return found


def _worked_on(reader: Person, shown: Sequence[RadarRow]) -> list[RadarRow]:
    """The same, with what is done about them, and what speaks against them."""
    asked = [row.customer.id for row in shown if row.renewal.state in OPEN_QUESTIONS]
    wanted = list(dict.fromkeys(asked))
    renewals: dict[int, Renewal] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        contracts = _by_customer(contract_rows.contracts_of_customers(some))
        accounts = renewal_facts.accounts(contracts, plans.readable(reader, some))
        for identity, of_customer in contracts.items():
            known = {each.contract.key: each for each in renewals_of(accounts[identity])}
            renewals |= {row.id: known[row.key] for row in of_customer if row.key in known}
    return [replace(row, renewal=renewals.get(row.contract.id, row.renewal)) for row in shown]


def _with_people(reader: Person, shown: Sequence[RadarRow]) -> list[RadarRow]:
    there = list({row.customer.id for row in shown})
    members, of_customers = (
        customer_rows.members_of_customers(reader, there),
        plans.readable(reader, there),
    )
    return [
        replace(
            row,
            colleagues=customer_rows.colleagues(row.customer, members),
            plan=of_customers.get(row.customer.id),
        )
        for row in shown
    ]
