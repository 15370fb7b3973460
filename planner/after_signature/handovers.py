"""The clock that runs from each signature until the customer is handed over."""

from datetime import date
from enum import StrEnum

from planner.after_signature.account import Account
from planner.after_signature.codes import CodeFound
from planner.after_signature.facts import ContractFact, ProposalFact
from planner.rating.value import value

WINNERS = ("business_developer",)


class HandoverState(StrEnum):
    """How far a handover has come."""

    NONE = "none"
    DONE = "done"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"
    PROPOSED = "proposed"
    DESCRIBED = "described"
    SIGNED = "signed"


UNDER_WAY = (
    HandoverState.SIGNED,
    HandoverState.DESCRIBED,
    HandoverState.PROPOSED,
    HandoverState.SENT_BACK,
)
"""The states in which a business developer may keep a customer who has signed."""


class Handover:
    """The handover of one contract that is not over."""

    def __init__(self, account: Account, contract: ContractFact) -> None:
        self.account = account
        self.contract = contract

    @property
    def days(self) -> int:
        """Whole days since the signature."""
        return self.account.days_since(self.contract.signed_on)

    @property
    def is_due(self) -> bool:
        """Something was proposed, or a business developer won a contract that renews none."""
        won = self.account.role_of(self.contract.won_by) in WINNERS
        return bool(self.contract.proposals) or (won and self.contract.renews is None)

    @property
    def proposal(self) -> ProposalFact | None:
        """The latest one: by its day, and then by order."""
        proposals = self.contract.proposals
        return max(proposals, key=lambda each: (each.proposed_on, each.index), default=None)

    @property
    def standing(self) -> ProposalFact | None:
        """The latest proposal, unless it was sent back or its receiver is gone."""
        latest = self.proposal
        if latest is None or latest.answer == "sent_back" or self.account.is_gone(latest.to):
            return None
        return latest

    @property
    def is_described(self) -> bool:
        contract = self.contract
        said = bool(contract.promises) or bool((contract.promised or "").strip())
        described_on = contract.described_on
        return said and (described_on is None or described_on <= self.account.day)

    @property
    def had_joint_meeting(self) -> bool:
        """A live talk since the signature had the receiver and the winner in it; the receiver
        alone suffices where nobody is known to have won it, or that one is gone."""
        standing, winner = self.standing, self.contract.won_by
        if standing is None:
            return False
        needed = {standing.to}
        if winner is not None and not self.account.is_gone(winner):
            needed.add(winner)
        return any(
            talk.is_live and talk.on >= self.contract.signed_on and needed <= talk.people
            for talk in self.account.talks
        )

    @property
    def state(self) -> HandoverState:
        if not self.is_due:
            return HandoverState.NONE
        standing = self.standing
        if standing is not None and standing.answer == "accepted":
            return HandoverState.DONE if self.had_joint_meeting else HandoverState.ACCEPTED
        if self.proposal is not None and self.proposal.answer == "sent_back":
            return HandoverState.SENT_BACK
        if standing is not None:
            return HandoverState.PROPOSED
        return HandoverState.DESCRIBED if self.is_described else HandoverState.SIGNED

    @property
    def without_receiver_since(self) -> date:
        """The signature, the sending back or the receiver's departure, whichever is later."""
        days = [self.contract.signed_on]
        if self.proposal is not None:
            sent_back = self.proposal.answer == "sent_back"
            days += filter(None, [self.proposal.answered_on if sent_back else None])
            days += filter(None, [self.account.gone_on(self.proposal.to)])
        return max(days)


@value
class HandoverFound:
    """A handover with its state and codes; `receiver` only while the proposal stands."""

    handover: Handover
    state: HandoverState
    receiver: str | None
    codes: tuple[CodeFound, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "contract": self.handover.contract.key,
            "state": self.state.value,
            "winner": self.handover.contract.won_by,
            "receiver": self.receiver,
            "days": self.handover.days,
            "codes": [code.as_json() for code in self.codes],
        }


def handovers_under(account: Account) -> tuple[Handover, ...]:
    """One for each contract that is not over, in the order of the file."""
    return tuple(Handover(account, contract) for contract in account.running_contracts)
