"""The contracts of a plan's customer, each with how far it is from its end and what is done."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner import clock
from planner.after_signature.renewals import (
    OPEN_QUESTIONS,
    AtStake,
    Renewal,
    RenewalState,
    at_stake,
    renewals_of,
    with_risks,
)
from planner.contracts.queries.renewal_words import kind_words, notice_words
from planner.models import Contract, Person, Plan
from planner.queries.after_signature import contract_rows, findings_in_sight, renewal_facts
from planner.queries.after_signature.contract_rows import ContractRow
from planner.queries.maturity import evidence
from planner.queries.maturity.evidence import EvidenceItem
from planner.words.signature_words import RENEWAL_WORDS, RISKS

_LINKED = ("activity", "deal", "entry")


@dataclass(frozen=True, slots=True)
class DayOnLine:
    """A day that matters, and where it stands on the line, in percent."""

    name: str
    on: datetime.date
    at: int


@dataclass(frozen=True, slots=True)
class ContractCard:
    row: ContractRow
    renewal: Renewal
    items: dict[str, EvidenceItem]
    """What its work and its risks rest on, by reference."""

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def state(self) -> str:
        return str(RENEWAL_WORDS[self.renewal.state])

    @property
    def is_at_risk(self) -> bool:
        return self.renewal.state is RenewalState.AT_RISK

    @property
    def is_in_work(self) -> bool:
        return self.renewal.state is RenewalState.IN_WORK

    @property
    def is_settled(self) -> bool:
        """Whether nobody asks any more if it goes on."""
        return self.renewal.state in _SETTLED

    @property
    def waits(self) -> bool:
        """Whether it is time to work on the renewal, and nobody does."""
        return not self.renewal.work and self.renewal.state in OPEN_QUESTIONS

    @property
    def kind(self) -> str:
        return kind_words(self.renewal)

    @property
    def notice(self) -> str:
        return notice_words(self.renewal.contract.notice)

    @property
    def work(self) -> list[EvidenceItem]:
        return [self.items[name] for name in self.renewal.work if name in self.items]

    @property
    def risks(self) -> list[tuple[str, list[EvidenceItem]]]:
        """In words, each with what it rests on as far as that has a page."""
        return [
            (str(RISKS[risk.code]), [self.items[e] for e in risk.evidence if e in self.items])
            for risk in self.renewal.risks
        ]

    @property
    def days(self) -> list[DayOnLine]:
        """From the radar day to the end; nothing where there is nothing to decide."""
        renewal = self.renewal
        if renewal.end is None or renewal.decision_on is None or self.is_settled:
            return []
        named = [
            ("decision", renewal.decision_on),
            ("notice", renewal.end.notice_on),
            ("end", renewal.end.on),
        ]
        return [DayOnLine(name, day, self._place(day)) for name, day in named if day is not None]

    @property
    def today_at(self) -> int:
        return self._place(clock.today())

    def _place(self, day: datetime.date) -> int:
        start, end = self.renewal.radar_on, self.renewal.end
        if start is None or end is None or end.on <= start:
            return 0
        return min(max(round(100 * (day - start).days / (end.on - start).days), 0), 100)


_SETTLED = frozenset({RenewalState.RENEWED, RenewalState.TERMINATED, RenewalState.LAPSED})


@dataclass(frozen=True, slots=True)
class ContractCards:
    """Those to come are signed on a later day, and count for nothing until then."""

    cards: list[ContractCard]
    stake: AtStake
    to_come: list[ContractRow]

    def __iter__(self) -> Iterator[ContractCard]:
        return iter(self.cards)

    def __bool__(self) -> bool:
        return bool(self.cards)


def cards_of_plan(plan: Plan, reader: Person) -> ContractCards:
    """Those that are still in question first, by the next day that matters; with the risks that
    `reader` may see by now."""
    rows = contract_rows.contracts_of_customers([plan.customer_id])
    if not rows:
        return ContractCards([], at_stake(()), [])
    (account,) = renewal_facts.accounts(
        {plan.customer_id: rows}, {plan.customer_id: plan.id}
    ).values()
    in_sight = findings_in_sight.seen_by(reader, [plan.customer_id])
    ids = {row.key: row.id for row in rows}
    found = {
        each.contract.key: with_risks(
            each, in_sight.of(plan.customer_id, ids[each.contract.key], each.risks)
        )
        for each in renewals_of(account)
    }
    items = evidence.items_of_evidence(plan, _named(found.values()))
    cards = [ContractCard(row, found[row.key], items) for row in rows if row.key in found]
    to_come = sorted(
        (row for row in rows if row.key not in found), key=lambda row: (row.signed_on, row.id)
    )
    return ContractCards(sorted(cards, key=_order), at_stake(tuple(found.values())), to_come)


def contract_card_of(plan: Plan, contract_id: int, reader: Person) -> ContractCard | None:
    """None where it is signed only on a later day."""
    return next((card for card in cards_of_plan(plan, reader) if card.id == contract_id), None)


def end_of(contract: Contract) -> datetime.date | None:
    """The end that is in question today, by its terms alone."""
    rows = contract_rows.contracts_of_customers([contract.customer_id])
    (account,) = renewal_facts.by_terms_alone({contract.customer_id: rows}).values()
    ends = (each.end for each in renewals_of(account) if each.contract.key == contract.key)
    end = next(ends, None)
    return end.on if end else None


def _named(renewals: Iterable[Renewal]) -> set[str]:
    named = {name for renewal in renewals for name in renewal.work}
    named |= {name for r in renewals for risk in r.risks for name in risk.evidence}
    return {name for name in named if name.partition(":")[0] in _LINKED}


def _order(card: ContractCard) -> tuple[bool, datetime.date]:
    return card.is_settled, card.renewal.anchor or datetime.date.max
