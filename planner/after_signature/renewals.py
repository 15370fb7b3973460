"""How far each contract is from its end, what is done about that, and what speaks against it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from planner.after_signature.account import Account
from planner.after_signature.codes import CodeFound
from planner.after_signature.facts import ContractFact
from planner.after_signature.notice_periods import days_later
from planner.after_signature.numbers import printed_money
from planner.after_signature.renewal_risks import RenewalWork, risks_of
from planner.after_signature.terms import End, TermKind, end_in_question, term_kind_of
from planner.after_signature.thresholds import SignatureThresholds
from planner.rating.value import value


class RenewalState(StrEnum):
    """Where a contract stands, the first that holds."""

    RENEWED = "renewed"
    TERMINATED = "terminated"
    LAPSED = "lapsed"
    UNDATED = "undated"
    RUNNING = "running"
    AT_RISK = "at_risk"
    IN_WORK = "in_work"
    UNTOUCHED = "untouched"


SETTLED_STATES = (RenewalState.RENEWED, RenewalState.TERMINATED)
OPEN_QUESTIONS = (RenewalState.UNTOUCHED, RenewalState.IN_WORK, RenewalState.AT_RISK)


@value
class Renewal:
    """A contract on a day. `end` is the end in question, None where there is none to compute."""

    contract: ContractFact
    kind: TermKind
    end: End | None
    decision_on: date | None
    radar_on: date | None
    over_on: date | None
    state: RenewalState
    work: tuple[str, ...]
    risks: tuple[CodeFound, ...]

    @property
    def anchor(self) -> date | None:
        return None if self.end is None else self.end.anchor

    def as_json(self) -> dict[str, object]:
        """As `planner contracts dates` prints it: what is settled has only its last day."""
        settled = self.state in SETTLED_STATES
        end = None if settled or self.end is None else self.end
        return {
            "contract": self.contract.key,
            "kind": self.kind.value,
            "term": None if self.end is None else self.end.term,
            "ends_on": _written(self.over_on if end is None else end.on),
            "notice_on": _written(None if end is None else end.notice_on),
            "decision_on": _written(None if settled else self.decision_on),
            "radar_on": _written(None if settled else self.radar_on),
            "over_on": _written(self.over_on),
            "state": self.state.value,
            "at_stake": printed_money(self.contract.annual_value),
            "work": list(self.work),
            "risks": [risk.as_json() for risk in self.risks],
        }


def with_risks(renewal: Renewal, risks: tuple[CodeFound, ...]) -> Renewal:
    """The same for who sees only these of its risks: without any it is not at risk."""
    if risks or renewal.state is not RenewalState.AT_RISK:
        return replace(renewal, risks=risks)
    state = RenewalState.IN_WORK if renewal.work else RenewalState.UNTOUCHED
    return replace(renewal, risks=risks, state=state)


def _written(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def renewals_of(account: Account) -> tuple[Renewal, ...]:
    """Every contract, those that are over too, in the order of the file."""
    return tuple(
        _renewal(account, contract, end_in_question(contract, account.day))
        for contract in account.facts.contracts
    )


def renewals_in_question(account: Account) -> tuple[Renewal, ...]:
    """Those of `renewals_of` of which nobody knows yet whether they go on; at the others nobody
    looks for work and risks, which takes most of the time."""
    return tuple(
        _renewal(account, contract, end)
        for contract in account.facts.contracts
        if not _is_settled(account, contract)
        and _is_in_question(account, contract, end := end_in_question(contract, account.day))
    )


def _is_in_question(account: Account, contract: ContractFact, end: End | None) -> bool:
    state = state_by_terms(contract, end, account.day, account.thresholds)
    return state is RenewalState.UNTOUCHED


def _renewal(account: Account, contract: ContractFact, end: End | None) -> Renewal:
    limits = account.thresholds
    decision_on = None if end is None else days_later(end.anchor, -limits.decision_days)
    radar_on = None if end is None else days_later(end.anchor, -limits.radar_days)
    work: tuple[str, ...] = ()
    risks: tuple[CodeFound, ...] = ()
    is_in_question = not _is_settled(account, contract)
    if decision_on is not None and radar_on is not None and is_in_question:
        found = RenewalWork(account, contract, decision_on, radar_on)
        work, risks = found.references, risks_of(found)
    return Renewal(
        contract=contract,
        kind=term_kind_of(contract),
        end=end,
        decision_on=decision_on,
        radar_on=radar_on,
        over_on=account.last_days[contract.key],
        state=_state(account, contract, end, work, risks),
        work=work,
        risks=risks,
    )


def _is_settled(account: Account, contract: ContractFact) -> bool:
    """Whether nobody asks any more if it goes on: without that question nothing is work or risk."""
    return contract.key in account.followers or contract.terminated_on is not None


def _state(
    account: Account,
    contract: ContractFact,
    end: End | None,
    work: tuple[str, ...],
    risks: tuple[CodeFound, ...],
) -> RenewalState:
    if contract.key in account.followers:
        return RenewalState.RENEWED
    if contract.terminated_on is not None:
        return RenewalState.TERMINATED
    state = state_by_terms(contract, end, account.day, account.thresholds)
    if state is RenewalState.UNTOUCHED and risks:
        return RenewalState.AT_RISK
    if state is RenewalState.UNTOUCHED and work:
        return RenewalState.IN_WORK
    return state


def state_by_terms(
    contract: ContractFact, end: End | None, day: date, limits: SignatureThresholds
) -> RenewalState:
    """Where a contract stands that is neither renewed nor terminated, if nothing is done about it:
    untouched as soon as its renewal is in question. `end` is the one in question on that day."""
    if end is None:
        return RenewalState.UNDATED
    if term_kind_of(contract) is TermKind.FIXED and end.on < day:
        return RenewalState.LAPSED
    if day < days_later(end.anchor, -limits.radar_days):
        return RenewalState.RUNNING
    return RenewalState.UNTOUCHED


@value
class AtStake:
    """What is at stake at a customer, and how many contracts of that have no value."""

    amount: Decimal
    without_value: int


def at_stake(renewals: tuple[Renewal, ...]) -> AtStake:
    """The annual values of the contracts whose renewal is in question."""
    values = [each.contract.annual_value for each in renewals if each.state in OPEN_QUESTIONS]
    known = [amount for amount in values if amount is not None]
    return AtStake(sum(known, Decimal(0)), len(values) - len(known))


def contracts_as_json(account: Account) -> dict[str, object]:
    """The answer of `planner contracts dates`."""
    renewals = renewals_of(account)
    stake = at_stake(renewals)
    return {
        "customer": account.facts.customer.key,
        "as_of": account.day.isoformat(),
        "at_stake": printed_money(stake.amount),
        "without_value": stake.without_value,
        "contracts": [renewal.as_json() for renewal in renewals],
    }
