"""The handovers of a plan's customer: how far each has come, and what is missing."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from planner import clock
from planner.after_signature.handover_codes import handovers_of
from planner.after_signature.handovers import HandoverFound, HandoverState
from planner.models import Person, Plan
from planner.queries.after_signature import contract_rows, findings_in_sight, handover_facts
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.after_signature.handover_rows import PromiseRow, ProposalRow
from planner.words.signature_words import HANDOVER_WORDS, MISSING


@dataclass(frozen=True, slots=True)
class HandoverStep:
    """One of the four, with the day on which it was done."""

    name: str
    is_done: bool
    on: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class HandoverCard:
    row: ContractRow
    found: HandoverFound
    promises: list[PromiseRow]
    proposals: list[ProposalRow]

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def days(self) -> int:
        """Since the signature."""
        return self.found.handover.days

    @property
    def is_due(self) -> bool:
        return self.found.handover.is_due

    @property
    def is_over(self) -> bool:
        return self.found.state is HandoverState.DONE

    @property
    def state(self) -> str:
        return str(HANDOVER_WORDS[self.found.state])

    @property
    def missing(self) -> list[tuple[str, str]]:
        """The codes that hold, each in words."""
        return [(code.code, str(MISSING[code.code])) for code in self.found.codes]

    @property
    def latest(self) -> ProposalRow | None:
        return self.proposals[-1] if self.proposals else None

    @property
    def waiting(self) -> ProposalRow | None:
        """The proposal that is to be answered."""
        standing = self.found.handover.standing
        is_open = standing is not None and standing.answer is None
        return self.latest if is_open else None

    @property
    def receiver(self) -> str | None:
        """Who takes over, as long as the proposal stands."""
        if self.found.receiver is None:
            return None
        return self.latest.to if self.latest else self.row.handed_to

    @property
    def receiver_id(self) -> int | None:
        return None if self.found.receiver is None else int(self.found.receiver)

    @property
    def steps(self) -> list[HandoverStep]:
        """Described, proposed, met together, accepted."""
        handover = self.found.handover
        standing = handover.standing
        proposed_on = standing.proposed_on if standing else None
        answered_on = standing.answered_on if standing else None
        return [
            HandoverStep("described", handover.is_described, self.row.described_on),
            HandoverStep("proposed", standing is not None, proposed_on),
            HandoverStep("met", handover.had_joint_meeting),
            HandoverStep("accepted", answered_on is not None, answered_on),
        ]

    @property
    def is_shown(self) -> bool:
        """Whether there is something to hand over, to keep or to mend."""
        return self.is_due or bool(self.promises) or bool(self.found.codes)

    def is_late(self, promise: PromiseRow) -> bool:
        is_past = promise.due_on is not None and promise.due_on < clock.today()
        return promise.kept_on is None and is_past


@dataclass(frozen=True, slots=True)
class HandoverCards:
    cards: list[HandoverCard]
    others: list[HandoverCard]
    """Contracts that nobody hands over yet."""

    def __iter__(self) -> Iterator[HandoverCard]:
        return iter(self.cards)

    def __bool__(self) -> bool:
        return bool(self.cards)


def cards_of_plan(plan: Plan, reader: Person) -> HandoverCards:
    """Those that are under way first, the longest signed of them first; with the codes that
    `reader` may see by now."""
    every = _all(plan, reader)
    shown = [card for card in every if card.is_shown]
    shown.sort(key=lambda card: (card.is_over, card.row.signed_on, card.id))
    return HandoverCards(shown, [card for card in every if not card.is_shown])


def handover_card_of(plan: Plan, contract_id: int, reader: Person) -> HandoverCard | None:
    """That of one contract; None for one that is over, or signed on a later day."""
    return next((card for card in _all(plan, reader) if card.id == contract_id), None)


def _all(plan: Plan, reader: Person) -> list[HandoverCard]:
    rows = contract_rows.contracts_of_customers([plan.customer_id])
    of_customer = {plan.customer_id: rows} if rows else {}
    return list(cards_of_customers(of_customer, {plan.customer_id: plan.id}, reader))


def cards_of_customers(
    contracts: Mapping[int, list[ContractRow]], plans: Mapping[int, int], reader: Person
) -> Iterator[HandoverCard]:
    """Those of all these contracts that are not over, customer by customer; so many statements,
    however many there are. `plans` has the plan that counts at each customer with one."""
    if not contracts:
        return
    signed = handover_facts.signed(contracts)
    in_sight = findings_in_sight.seen_by(reader, list(contracts))
    for customer, account in handover_facts.accounts(signed, plans).items():
        found = {each.handover.contract.key: each for each in handovers_of(account)}
        for row in contracts[customer]:
            if row.key in found:
                codes = in_sight.of(customer, row.id, found[row.key].codes)
                promises = signed.promises.get(row.id, [])
                proposals = signed.proposals.get(row.id, [])
                seen = replace(found[row.key], codes=codes)
                yield HandoverCard(row, seen, promises, proposals)
