"""Which codes hold of a renewal in question, from the little that decides it.

`renewal_risks` says the same of a whole customer, with the evidence. Of tens of thousands of
contracts that takes too long; here a few dates that a database can add up are enough. A test
compares both.
"""

from dataclasses import dataclass
from datetime import date

from planner.after_signature.notice_periods import days_later
from planner.after_signature.renewals import RenewalState
from planner.after_signature.thresholds import SignatureThresholds


@dataclass(slots=True)
class ActivityDays:
    """Of the activities that belong to a contract and are not cancelled: whether one is unfinished,
    when the last was done, and the latest date of them all."""

    unfinished: bool = False
    done_on: date | None = None
    latest_on: date | None = None


@dataclass(slots=True)
class LastEntry:
    """The last entry of the conversations that belong to a contract; `place` is its place in the
    plan file, which tells what comes last of those of one day."""

    on: date
    place: tuple[int, ...]
    is_lost: bool


@dataclass(slots=True)
class DealsNaming:
    """Of the deals that name a contract: whether one is planned, whether one is lost without a
    date, and when the last was lost of those with one."""

    is_planned: bool = False
    is_lost_undated: bool = False
    lost_on: date | None = None


NO_DEALS = DealsNaming()


@dataclass(slots=True)
class WorkInShort:
    """What is done about one renewal; by the contract itself and by its field each."""

    deals: DealsNaming
    activities: tuple[ActivityDays, ...] = ()
    entries: tuple[LastEntry, ...] = ()
    decider_against: bool = False

    def is_there(self, radar_on: date) -> bool:
        """Whether there is work on the renewal that is in sight since that day."""
        return (
            self.deals.is_planned
            or any(each.unfinished or _since(each.done_on, radar_on) for each in self.activities)
            or any(each.on >= radar_on for each in self.entries)
        )

    def is_refused(self, radar_on: date) -> bool:
        last = max(self.entries, key=lambda each: (each.on, each.place), default=None)
        said_no = last is not None and last.on >= radar_on and last.is_lost
        deals = self.deals
        lost = deals.is_lost_undated or _since(deals.lost_on, radar_on)
        return said_no or (lost and not deals.is_planned)

    def latest_on(self) -> date | None:
        days = [each.latest_on for each in self.activities]
        days += [each.on for each in self.entries]
        return max((day for day in days if day is not None), default=None)


def _since(day: date | None, radar_on: date) -> bool:
    return day is not None and day >= radar_on


def codes_in_question(
    work: WorkInShort, anchor: date, day: date, limits: SignatureThresholds
) -> tuple[str, ...]:
    """The codes of a renewal that is in question on that day, in the order of `risks_of`."""
    radar_on = days_later(anchor, -limits.radar_days)
    is_there = work.is_there(radar_on)
    is_past_decision = day > days_later(anchor, -limits.decision_days)
    latest = work.latest_on()
    is_quiet = latest is None or (day - latest).days > limits.stalled_days
    rules = (
        ("renewal_late", is_past_decision and not is_there),
        ("renewal_refused", work.is_refused(radar_on)),
        ("renewal_stalled", is_past_decision and is_there and is_quiet),
        ("decider_against", work.decider_against),
    )
    return tuple(code for code, holds in rules if holds)


def state_of_codes(
    codes: tuple[str, ...], work: WorkInShort, anchor: date, limits: SignatureThresholds
) -> RenewalState:
    """Where the renewal of a contract in question stands that these codes are seen of."""
    if codes:
        return RenewalState.AT_RISK
    is_there = work.is_there(days_later(anchor, -limits.radar_days))
    return RenewalState.IN_WORK if is_there else RenewalState.UNTOUCHED
