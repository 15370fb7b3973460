"""The contracts of many plans' customers as facts, by plan, in the order of the plan file."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from planner.after_signature.facts import ContractFact, PromiseFact, ProposalFact
from planner.models import Contract, Field, Handover, Plan, Promise
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text
from planner.queries.plan.contract_terms import MONTHS_OF_RENEWAL, stored_notice

_before = aliased(Contract)
_CONTRACTS = FactItems(
    select(
        Plan.id,
        Contract.key,
        Contract.signed_on,
        Field.name,
        Contract.annual_value,
        Contract.starts_on,
        Contract.ends_on,
        Contract.notice_days,
        Contract.notice_count,
        as_text(Contract.notice_unit),
        as_text(Contract.notice_to),
        as_text(Contract.renewal),
        Contract.renewal_months,
        _before.key,
        Contract.terminated_on,
        Contract.terminated_to,
        Contract.won_by_id,
        Contract.promised,
        Contract.described_on,
        Contract.handed_to_id,
        Contract.handed_on,
        Contract.accepted_on,
    )
    .join(Contract, Contract.customer_id == Plan.customer_id)
    .outerjoin(Field, Field.id == Contract.field_id)
    .outerjoin(_before, _before.id == Contract.renews_id)
    .order_by(Contract.position, Contract.id),
    Plan.id,
)


_PROMISES = FactItems(
    select(Plan.id, Contract.key, Promise.key, Promise.due_on, Promise.owner_id, Promise.kept_on)
    .join(Contract, Contract.customer_id == Plan.customer_id)
    .join(Promise, Promise.contract_id == Contract.id)
    .order_by(Promise.position, Promise.id),
    Plan.id,
)
_HANDOVERS = FactItems(
    select(
        Plan.id,
        Contract.key,
        Handover.to_id,
        Handover.proposed_on,
        Handover.answered_on,
        as_text(Handover.answer),
    )
    .join(Contract, Contract.customer_id == Plan.customer_id)
    .join(Handover, Handover.contract_id == Contract.id)
    .order_by(Handover.position, Handover.id),
    Plan.id,
)

_OfContracts = dict[tuple[int, str], list[Any]]
"""By plan and key of the contract."""


def contract_facts(reading: FactReading) -> ByParent[ContractFact]:
    promises, proposals = _promises(reading), _proposals(reading)
    found: ByParent[ContractFact] = defaultdict(list)
    for plan, *row in reading.rows(_CONTRACTS):
        at = (plan, row[0])
        found[plan].append(_contract(reading, row, promises.get(at, ()), proposals.get(at, ())))
    return found


def _promises(reading: FactReading) -> _OfContracts:
    people, day = reading.people, reading.day
    found: _OfContracts = defaultdict(list)
    for plan, contract, key, due_on, owner, kept_on in reading.rows(_PROMISES):
        whose = None if owner is None else people[owner].key
        found[plan, contract].append(PromiseFact(contract, key, day(due_on), whose, day(kept_on)))
    return found


def _proposals(reading: FactReading) -> _OfContracts:
    people, day = reading.people, reading.day
    found: _OfContracts = defaultdict(list)
    for plan, contract, to, proposed_on, answered_on, answer in reading.rows(_HANDOVERS):
        listed = found[plan, contract]
        listed.append(
            ProposalFact(
                contract,
                len(listed),
                people[to].key,
                day(proposed_on),
                day(answered_on),
                answer,
            )
        )
    return found


def _contract(
    reading: FactReading,
    row: list[Any],
    promises: Sequence[PromiseFact],
    later_proposals: Sequence[ProposalFact],
) -> ContractFact:
    day, amount, people = reading.day, reading.amount, reading.people
    key, signed_on, field, annual_value, starts_on, ends_on, *rest = row
    days, count, unit, to, renewal, months, renews, terminated_on, terminated_to, *handed = rest
    winner, promised, described_on, receiver, handed_on, accepted_on = handed
    proposals: tuple[ProposalFact, ...] = ()
    if receiver is not None:
        answered_on = day(accepted_on)
        proposal = ProposalFact(
            key,
            0,
            people[receiver].key,
            day(handed_on) or day(signed_on),
            answered_on,
            None if answered_on is None else "accepted",
        )
        proposals = (proposal,)
    return ContractFact(
        key=key,
        signed_on=day(signed_on),
        field=field,
        annual_value=amount(annual_value),
        starts_on=day(starts_on),
        ends_on=day(ends_on),
        notice=stored_notice(days, count, unit, to),
        renewal=renewal,
        renewal_months=months or MONTHS_OF_RENEWAL,
        renews=renews,
        terminated_on=day(terminated_on),
        terminated_to=day(terminated_to),
        won_by=None if winner is None else people[winner].key,
        promised=promised,
        described_on=day(described_on),
        promises=tuple(promises),
        proposals=(*proposals, *later_proposals),
    )
