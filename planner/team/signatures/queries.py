"""Handovers and renewals of a lead's customers by their states; sums, and never by person."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from planner.after_signature.handover_codes import is_watched
from planner.after_signature.handovers import HandoverState, handovers_under
from planner.after_signature.renewals import OPEN_QUESTIONS, RenewalState, renewals_of, with_risks
from planner.database import rows
from planner.models import Customer, Person
from planner.queries.after_signature import (
    contract_rows,
    findings_in_sight,
    handover_facts,
    renewal_facts,
)
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.after_signature.findings_in_sight import FindingsInSight
from planner.queries.plan import plans
from planner.queries.web.customer_filter import CustomerFilter, asked

_AT_ONCE = 500
_OPEN = (RenewalState.AT_RISK, RenewalState.UNTOUCHED, RenewalState.IN_WORK)
_ORDER = (*_OPEN, *(state for state in RenewalState if state not in _OPEN))


@dataclass(frozen=True, slots=True)
class RenewalSum:
    """`at_stake` is by currency; beside it stands how many have no value."""

    state: RenewalState
    number: int
    at_stake: Mapping[str, Decimal]
    without_value: int

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_QUESTIONS


@dataclass(frozen=True, slots=True)
class SignatureSums:
    handovers: Mapping[HandoverState, int]
    renewals: list[RenewalSum]
    """Those first that are in question."""

    @property
    def at_stake(self) -> Mapping[str, Decimal]:
        """By currency, what nobody knows yet to go on."""
        found: dict[str, Decimal] = defaultdict(Decimal)
        for each in self.renewals:
            for currency, amount in each.at_stake.items() if each.is_open else ():
                found[currency] += amount
        return found


def sums_of(reader: Person, wanted: CustomerFilter) -> SignatureSums:
    """All of them, and no contract at risk for a reason that `reader` does not see yet; so many
    statements for so many customers at once."""
    contracts: dict[int, list[ContractRow]] = defaultdict(list)
    which = asked(reader, wanted)
    for row in contract_rows.contracts_of_all(which):
        contracts[row.customer_id].append(row)
    currencies = _currencies(list(contracts))
    handovers: Counter[HandoverState] = Counter()
    renewals: dict[RenewalState, list[ContractRow]] = defaultdict(list)
    wanted_ids, in_sight = list(contracts), findings_in_sight.seen_by(reader)
    for start in range(0, len(wanted_ids), _AT_ONCE):
        some = {one: contracts[one] for one in wanted_ids[start : start + _AT_ONCE]}
        _add_up(some, in_sight, handovers, renewals)
    return SignatureSums(
        {state: handovers[state] for state in HandoverState if handovers[state]},
        [_sum(state, renewals[state], currencies) for state in _ORDER if renewals[state]],
    )


def _add_up(
    contracts: Mapping[int, list[ContractRow]],
    in_sight: FindingsInSight,
    handovers: Counter[HandoverState],
    renewals: dict[RenewalState, list[ContractRow]],
) -> None:
    current = {one: of[0].id for one, of in plans.plans_of_customers(list(contracts)).items()}
    signed = handover_facts.signed(contracts)
    for account in handover_facts.accounts(signed, current).values():
        for handover in handovers_under(account):
            if handover.is_due and is_watched(handover):
                handovers[handover.state] += 1
    for customer, account in renewal_facts.accounts(contracts, current).items():
        by_key = {row.key: row for row in contracts[customer]}
        for renewal in renewals_of(account):
            row = by_key[renewal.contract.key]
            seen = with_risks(renewal, in_sight.of(customer, row.id, renewal.risks))
            renewals[seen.state].append(row)


def _sum(
    state: RenewalState, found: list[ContractRow], currencies: Mapping[int, str]
) -> RenewalSum:
    at_stake: dict[str, Decimal] = defaultdict(Decimal)
    for row in found:
        if row.annual_value:
            at_stake[currencies[row.customer_id]] += row.annual_value
    without = sum(row.annual_value is None for row in found)
    return RenewalSum(state, len(found), dict(at_stake), without)


def _currencies(customers: list[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(customers), _AT_ONCE):
        some = customers[start : start + _AT_ONCE]
        statement = select(Customer.id, Customer.currency).where(Customer.id.in_(some))
        found.update(map(tuple, rows(statement)))
    return found
