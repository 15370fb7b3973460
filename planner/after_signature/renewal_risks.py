"""What is done about the renewal of a contract, and the four codes that put it at risk."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from planner.after_signature.account import Account
from planner.after_signature.codes import CodeFound, codes_found
from planner.after_signature.facts import ContractFact, DealFact
from planner.rating import ActivityFact, ConversationFact, EntryFact
from planner.rating.evidence import Evidence, items_found

AGAINST = (-2, -1)


class RenewalWork:
    """What belongs to a contract, and which of it is work on the renewal in question."""

    def __init__(
        self,
        account: Account,
        contract: ContractFact,
        decision_on: date,
        radar_on: date,
    ) -> None:
        self.account = account
        self.contract = contract
        self._decision_on = decision_on
        self._radar_on = radar_on

    @property
    def is_past_decision(self) -> bool:
        return self.account.day > self._decision_on

    def is_in_sight(self, day: date | None) -> bool:
        """Whether a day is the radar day or a later one."""
        return day is not None and day >= self._radar_on

    def _belongs(self, item: ActivityFact | ConversationFact) -> bool:
        """An item belongs to the contract that it names, else to every one of its own field."""
        if item.contract is not None:
            return item.contract == self.contract.key
        return item.field is not None and item.field == self.contract.field

    @cached_property
    def deals(self) -> list[DealFact]:
        """The deals that name the contract."""
        return [deal for deal in self.account.facts.deals if deal.contract == self.contract.key]

    @cached_property
    def activities(self) -> list[ActivityFact]:
        """Those that belong to the contract and are not cancelled."""
        items = self.account.facts.plan.activities
        return [item for item in items if item.status != "cancelled" and self._belongs(item)]

    @cached_property
    def entries(self) -> list[EntryFact]:
        """Those of the conversations that belong to the contract, in the order of the file."""
        talks = self.account.facts.plan.conversations
        return [entry for talk in talks if self._belongs(talk) for entry in talk.entries]

    @cached_property
    def entries_in_sight(self) -> list[EntryFact]:
        return [entry for entry in self.entries if self.is_in_sight(entry.on)]

    @cached_property
    def references(self) -> tuple[str, ...]:
        """The work on the renewal, sorted."""
        return tuple(sorted(set(self._references())))

    def _references(self) -> Iterator[str]:
        yield from (deal.reference for deal in self.deals if deal.is_planned)
        yield from (entry.reference for entry in self.entries_in_sight)
        for item in self.activities:
            if item.status != "done" or self.is_in_sight(item.done_on):
                yield item.reference

    def latest_day(self) -> date | None:
        """The latest date of the contract's entries and activities."""
        made = [day for item in self.activities for day in _days_of(item)]
        return max([*made, *(entry.on for entry in self.entries)], default=None)


def _days_of(activity: ActivityFact) -> Iterator[date]:
    days = (activity.created_on, activity.claimed_on, activity.done_on)
    return (day for day in days if day is not None)


def risks_of(work: RenewalWork) -> tuple[CodeFound, ...]:
    """What speaks against the renewal, in the order of the specification."""
    return codes_found(
        (
            ("renewal_late", _late(work)),
            ("renewal_refused", _refused(work)),
            ("renewal_stalled", _stalled(work)),
            ("decider_against", _decider_against(work)),
        )
    )


def _late(work: RenewalWork) -> Evidence:
    """After the decision day there is no work."""
    is_late = work.is_past_decision and not work.references
    return items_found([work.contract] if is_late else [])


def _refused(work: RenewalWork) -> Evidence:
    """The last entry since the radar day has the state lost; or none of the deals that name the
    contract is planned and one was lost since then, or without a date."""
    entries = work.entries_in_sight
    # Of several on the same day the one that comes last in the file is the last.
    last = max(enumerate(entries), key=lambda pair: (pair[1].on, pair[0]))[1] if entries else None
    said_no = [last] if last is not None and last.state == "lost" else []
    return items_found([*said_no, *_lost_deals(work)])


def _lost_deals(work: RenewalWork) -> list[DealFact]:
    if any(deal.is_planned for deal in work.deals):
        return []
    lost = [deal for deal in work.deals if deal.status == "lost"]
    return [deal for deal in lost if deal.decided_on is None or work.is_in_sight(deal.decided_on)]


def _stalled(work: RenewalWork) -> Evidence:
    """After the decision day there is work, and nothing was done for more than 30 days."""
    if not work.is_past_decision or not work.references:
        return None
    account, latest = work.account, work.latest_day()
    if latest is not None and account.days_since(latest) <= account.thresholds.stalled_days:
        return None
    return work.references


def _decider_against(work: RenewalWork) -> Evidence:
    """A contact who is decider has an attitude of -1 or -2."""
    contacts = work.account.facts.contacts
    return items_found(
        contact
        for contact in contacts
        if contact.buying_role == "decider" and contact.attitude in AGAINST
    )
