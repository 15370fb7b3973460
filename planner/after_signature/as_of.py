"""The facts of a customer as they stood at the end of a day; no rule can see what came later.

What carries no date counts as it is: a stage without history, attitudes, what was promised, the
status of a deal without a day.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from planner.after_signature.facts import (
    AccountFacts,
    ContractFact,
    CustomerContactFact,
    CustomerFact,
    DealFact,
    PromiseFact,
    ProposalFact,
    SponsorRequestFact,
)
from planner.rating.as_of import as_they_stood


def account_as_it_stood(facts: AccountFacts, as_of: date) -> AccountFacts:
    """Everything as it stood at the end of `as_of`."""
    return AccountFacts(
        plan=as_they_stood(facts.plan, as_of),
        customer=_customer(facts.customer, as_of),
        contacts=tuple(_contact(contact, as_of) for contact in facts.contacts),
        contracts=tuple(_contracts(facts.contracts, as_of)),
        deals=tuple(_deal(deal, as_of) for deal in facts.deals),
        sponsor_requests=tuple(
            _request(request, as_of) for request in facts.sponsor_requests if request.on <= as_of
        ),
    )


def _is_later(day: date | None, as_of: date) -> bool:
    return day is not None and day > as_of


def _customer(customer: CustomerFact, as_of: date) -> CustomerFact:
    history = tuple([entry for entry in customer.stage_history if entry.on <= as_of])
    if len(history) == len(customer.stage_history):
        return customer
    return replace(customer, stage_history=history)


def _contact(contact: CustomerContactFact, as_of: date) -> CustomerContactFact:
    known_by = tuple([known for known in contact.known_by if not _is_later(known[1], as_of)])
    if len(known_by) == len(contact.known_by):
        return contact
    return replace(contact, known_by=known_by)


def _contracts(contracts: Iterable[ContractFact], as_of: date) -> Iterable[ContractFact]:
    return (_contract(contract, as_of) for contract in contracts if contract.signed_on <= as_of)


def _contract(contract: ContractFact, as_of: date) -> ContractFact:
    """Its description keeps its day, since one without a day counts as complete."""
    if contract.proposals or contract.promises:
        proposals = (each for each in contract.proposals if each.proposed_on <= as_of)
        contract = replace(
            contract,
            proposals=tuple(_proposal(each, as_of) for each in proposals),
            promises=tuple(_promise(each, as_of) for each in contract.promises),
        )
    if _is_later(contract.terminated_on, as_of):
        return replace(contract, terminated_on=None, terminated_to=None)
    return contract


def _proposal(proposal: ProposalFact, as_of: date) -> ProposalFact:
    if not _is_later(proposal.answered_on, as_of):
        return proposal
    return replace(proposal, answered_on=None, answer=None)


def _promise(promise: PromiseFact, as_of: date) -> PromiseFact:
    return replace(promise, kept_on=None) if _is_later(promise.kept_on, as_of) else promise


def _deal(deal: DealFact, as_of: date) -> DealFact:
    """A deal decided later is planned."""
    if not _is_later(deal.decided_on, as_of):
        return deal
    return replace(deal, status="planned", decided_on=None)


def _request(request: SponsorRequestFact, as_of: date) -> SponsorRequestFact:
    """A request answered later is unanswered."""
    if not _is_later(request.answered_on, as_of):
        return request
    return replace(request, status="asked", answered_on=None)
