"""All contracts that somebody may see, by the next day that matters; so many statements, however
many contracts there are.

How a contract ends follows from its terms alone. What is done about it is added up by the database
where a state is asked for that rests on it; all else is only read for those that are shown.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select

from planner import clock
from planner.access import visible_customers
from planner.after_signature.account import Account
from planner.after_signature.renewal_states import codes_in_question, state_of_codes
from planner.after_signature.renewals import (
    OPEN_QUESTIONS,
    SETTLED_STATES,
    Renewal,
    RenewalState,
    renewals_of,
    with_risks,
)
from planner.database import rows
from planner.insights.pages import FIRST_PAGE, Page
from planner.models import Contract, Customer, Person
from planner.queries.after_signature import contract_rows, findings_in_sight, renewal_facts
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.after_signature.findings_in_sight import FindingsInSight
from planner.queries.after_signature.months_ahead import MonthsAhead, months_ahead
from planner.queries.after_signature.radar_lines import RadarLine, lines_of
from planner.queries.after_signature.radar_work import work_seen_by
from planner.queries.maturity import organisation
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
GONE = frozenset({*SETTLED_STATES, RenewalState.LAPSED})


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
        return self.renewal.state in GONE

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
    found = found_lines(reader, wanted)
    page = page_of_list(found, lambda line: line.sorted_by, wanted.page, RADAR_PAGE)
    in_question = [line for line in found if line.state in OPEN_QUESTIONS]
    at_stake: dict[str, Decimal] = defaultdict(Decimal)
    for line in in_question:
        at_stake[line.currency] += line.annual_value or 0
    return RadarPage(
        page=page.turned(lambda shown: _with_people(reader, rows_of(reader, shown))),
        number=len(found),
        at_stake={currency: amount for currency, amount in at_stake.items() if amount},
        without_value=sum(line.annual_value is None for line in in_question),
        ahead=months_ahead((line for line in found if line.state not in GONE), clock.today()),
    )


def found_lines(reader: Person, wanted: RadarFilter) -> list[RadarLine]:
    """All that are found, by the next day that matters."""
    found = lines_of([visible_customers(reader), *contracts_asked_for(reader, wanted)])
    if not wanted.state:
        return [line for line in found if line.state not in GONE]
    if wanted.state not in OPEN_QUESTIONS:
        return [line for line in found if line.state == wanted.state]
    return _worked_on(reader, found, wanted.state)


def _worked_on(reader: Person, lines: Sequence[RadarLine], state: str) -> list[RadarLine]:
    """Those in question that are in this state because of what is done about them."""
    there = Questions(reader)
    return [
        line for line in lines if line.state in OPEN_QUESTIONS and there.answer(line)[0] == state
    ]


class Questions:
    """What is done about all contracts in question, and what of that `reader` may see by now."""

    def __init__(self, reader: Person) -> None:
        self._work, self._in_sight = work_seen_by(reader), findings_in_sight.seen_by(reader)
        self._today, self.limits = clock.today(), organisation.signature_thresholds()

    def answer(self, line: RadarLine) -> tuple[RenewalState, tuple[str, ...]]:
        """Where the renewal of a contract in question stands, and the codes that hold."""
        if line.on is None:
            return line.state, ()
        work = self._work.of(line.id, line.field_id, line.customer_id)
        codes = codes_in_question(work, line.on, self._today, self.limits)
        sees, customer, contract = self._in_sight.sees, line.customer_id, line.id
        seen = tuple(code for code in codes if sees(customer, contract, code))
        return state_of_codes(seen, work, line.on, self.limits), seen


def contracts_asked_for(reader: Person, wanted: RadarFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.owner == OWN_CUSTOMERS:
        yield Customer.owner_id == reader.id
    elif wanted.owner:
        yield Customer.owner_id == int(wanted.owner)
    if wanted.field_id is not None:
        yield Contract.field_id == wanted.field_id
    if text := wanted.text.strip():
        in_title = Contract.title.icontains(text, autoescape=True)
        yield or_(name_has(Customer.name_folded, wanted.text), in_title)


def rows_of(reader: Person, lines: Sequence[RadarLine]) -> list[RadarRow]:
    """The same in full: with what is done about those in question, and what speaks against them."""
    asked = {line.customer_id for line in lines if line.state in OPEN_QUESTIONS}
    wanted = list(dict.fromkeys(line.customer_id for line in lines))
    found: dict[int, RadarRow] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found |= _rows_of_customers(reader, some, asked)
    return [found[line.id] for line in lines]


def _rows_of_customers(
    reader: Person, identities: list[int], asked: Set[int]
) -> dict[int, RadarRow]:
    """By contract; what is done is read for customers that are `asked` about only."""
    customers = {row.id: row for row in rows(_CUSTOMERS, customers=identities)}
    contracts: dict[int, list[ContractRow]] = defaultdict(list)
    for row in contract_rows.contracts_of_customers(identities):
        contracts[row.customer_id].append(row)
    in_question = {one: listed for one, listed in contracts.items() if one in asked}
    others = {one: listed for one, listed in contracts.items() if one not in asked}
    accounts = renewal_facts.by_terms_alone(others)
    if in_question:
        readable = plans.readable(reader, list(in_question))
        accounts |= renewal_facts.accounts(in_question, readable)
    in_sight = findings_in_sight.seen_by(reader, list(in_question))
    return {
        row.id: RadarRow(row, renewal, customers[identity])
        for identity, account in accounts.items()
        for row, renewal in _with_renewals(contracts[identity], account, in_sight)
    }


def _with_renewals(
    contracts: Iterable[ContractRow], account: Account, in_sight: FindingsInSight
) -> Iterator[tuple[ContractRow, Renewal]]:
    """What is signed on a later day is not there yet."""
    known = {each.contract.key: each for each in renewals_of(account)}
    for row in contracts:
        if (renewal := known.get(row.key)) is not None:
            yield row, with_risks(renewal, in_sight.of(row.customer_id, row.id, renewal.risks))


_CUSTOMERS = (
    select(
        Customer.id,
        Customer.key,
        Customer.name,
        Customer.currency,
        Person.name.label("owner"),
        Person.key.label("owner_key"),
        Person.role.label("owner_role"),
    )
    .outerjoin(Person, Person.id == Customer.owner_id)
    .where(Customer.id.in_(bindparam("customers", expanding=True)))
)


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
