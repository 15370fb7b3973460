"""A customer as it stands on a day: what the rules ask about, found out once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from planner.after_signature.as_of import account_as_it_stood
from planner.after_signature.facts import AccountFacts, ContractFact, DealFact
from planner.after_signature.talks import Talk, talks_in
from planner.after_signature.terms import last_day
from planner.after_signature.thresholds import SIGNATURE_DEFAULTS, SignatureThresholds
from planner.rating import ConversationFact, EntryFact, MemberFact, People, PersonFact
from planner.rating.words import SIDE_OF_ROLE, RatedSide


@dataclass(frozen=True)
class Account:
    """The facts as they stood at the end of `day`, and what follows from them.

    Made by `account_on`.
    """

    facts: AccountFacts
    day: date
    thresholds: SignatureThresholds

    def days_since(self, day: date) -> int:
        """Whole days from `day` to the day that is asked about."""
        return (self.day - day).days

    def in_last(self, days: int, day: date) -> bool:
        """Whether `day` is one of the last so many days, the day itself among them."""
        return 0 <= self.days_since(day) < days

    @cached_property
    def people(self) -> dict[str, PersonFact]:
        """By key; what many plans share is found out once for all of them."""
        people = self.facts.plan.people
        return (people if isinstance(people, People) else People(people)).by_key

    def role_of(self, person: str | None) -> str | None:
        if person is None:
            return None
        found = self.people.get(person)
        role = self.asked_roles[person] = None if found is None else found.role
        return role

    @cached_property
    def asked_roles(self) -> dict[str, str | None]:
        """The roles that rules have asked for so far: all that follows from what people are."""
        return {}

    def is_generalist(self, person: str) -> bool:
        """Whether somebody stands on the generalist side."""
        return SIDE_OF_ROLE.get(self.role_of(person) or "") is RatedSide.GENERALIST

    @cached_property
    def members(self) -> tuple[MemberFact, ...]:
        """Those who joined and have not left, in the order of the file."""
        return tuple(member for member in self.facts.plan.members if member.left_on is None)

    @cached_property
    def _departures(self) -> dict[str, date]:
        """The last day on which each of those left who is gone."""
        days: dict[str, list[date]] = defaultdict(list)
        for member in self.facts.plan.members:
            if member.left_on is not None:
                days[member.person].append(member.left_on)
        staying = {member.person for member in self.members}
        return {person: max(left) for person, left in days.items() if person not in staying}

    def gone_on(self, person: str | None) -> date | None:
        """When somebody left who is not there any more; None for who is, or never was."""
        return self._departures.get(person or "")

    def is_gone(self, person: str | None) -> bool:
        return self.gone_on(person) is not None

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        return talks_in(self.facts.plan)

    @cached_property
    def planned_deals(self) -> tuple[DealFact, ...]:
        return tuple(deal for deal in self.facts.deals if deal.is_planned)

    @cached_property
    def followers(self) -> dict[str, list[ContractFact]]:
        """The contracts that renew another one, by the key of that."""
        found: dict[str, list[ContractFact]] = defaultdict(list)
        for contract in self.facts.contracts:
            if contract.renews is not None:
                found[contract.renews].append(contract)
        return found

    @cached_property
    def last_days(self) -> dict[str, date | None]:
        """The last day of each contract by key, None while none is settled."""
        return {
            contract.key: last_day(contract, self.followers.get(contract.key, ()))
            for contract in self.facts.contracts
        }

    @cached_property
    def running_contracts(self) -> tuple[ContractFact, ...]:
        """The contracts that are not over; on its last day a contract still runs."""
        return tuple(each for each in self.facts.contracts if not self.is_over(each))

    def is_over(self, contract: ContractFact) -> bool:
        last = self.last_days[contract.key]
        return last is not None and last < self.day

    @cached_property
    def last_entries(self) -> tuple[tuple[ConversationFact, EntryFact], ...]:
        """Each conversation that has one with its last entry, by date and then by order."""
        return tuple(self._last_entries())

    def _last_entries(self) -> Iterator[tuple[ConversationFact, EntryFact]]:
        for talk in self.facts.plan.conversations:
            if talk.entries:
                yield talk, max(talk.entries, key=lambda entry: (entry.on, entry.index))


def account_on(
    facts: AccountFacts, day: date, thresholds: SignatureThresholds = SIGNATURE_DEFAULTS
) -> Account:
    """The customer as it stood at the end of a day."""
    return Account(account_as_it_stood(facts, day), day, thresholds)
