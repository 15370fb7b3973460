"""How long a contract runs: its kind, the end in question on a day, and its last day."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from planner.after_signature.facts import ContractFact
from planner.after_signature.notice_periods import (
    MONTHS_OF_PERIOD,
    days_later,
    is_month_end,
    last_day_for_notice,
    months_later,
    notice_ends,
    period_end,
)
from planner.rating.value import value

MONTHS_OF_YEAR = 12


class TermKind(StrEnum):
    """How a contract goes on."""

    OPEN = "open"
    UNDATED = "undated"
    ROLLING = "rolling"
    FIXED = "fixed"


@value
class End:
    """An end of a contract, and the last day for notice if one can be given.

    `term` says how often a rolling contract has renewed itself before it.
    """

    on: date
    notice_on: date | None = None
    term: int | None = None

    @property
    def anchor(self) -> date:
        """The day by which it is settled: the last day for notice, without one the end."""
        return self.on if self.notice_on is None else self.notice_on


def term_kind_of(contract: ContractFact) -> TermKind:
    notice = contract.notice
    if notice is not None and notice.to in MONTHS_OF_PERIOD:
        return TermKind.OPEN
    if contract.ends_on is None:
        return TermKind.UNDATED
    renewal = contract.renewal or ("by_agreement" if notice is None else "automatic")
    return TermKind.ROLLING if renewal == "automatic" else TermKind.FIXED


def end_in_question(contract: ContractFact, day: date) -> End | None:
    """The first end that can still be decided on `day`; None for a contract without dates.

    A notice on the last day is in time. Once that day has passed, the next end is in question.
    """
    kind = term_kind_of(contract)
    if kind is TermKind.OPEN:
        return _end_of_open(contract, day)
    if contract.ends_on is None:
        return None
    if kind is TermKind.FIXED:
        return End(contract.ends_on)
    return _end_of_rolling(contract, contract.ends_on, day)


def _end_of_open(contract: ContractFact, day: date) -> End:
    """A notice given on `day` has run its time before every end that can still be reached."""
    notice = contract.notice
    assert notice is not None  # noqa: S101 - its notice makes the kind
    minimum = contract.ends_on or contract.begins_on
    end = period_end(max(minimum, notice_ends(day, notice)), notice.to)
    return End(end, last_day_for_notice(end, notice))


def _end_of_rolling(contract: ContractFact, first: date, day: date) -> End:
    """Each end is counted from the first one, never from the one before it."""
    notice = contract.notice
    reached = day if notice is None else notice_ends(day, notice)
    term = max(0, _months_between(first, reached) // contract.renewal_months - 1)
    while (end := _end_after(contract, first, term)) < reached and end < date.max:
        term += 1
    return End(end, None if notice is None else last_day_for_notice(end, notice), term)


def _end_after(contract: ContractFact, first: date, term: int) -> date:
    months = term * contract.renewal_months
    return months_later(first, months, month_end=is_month_end(first))


def _months_between(start: date, end: date) -> int:
    return (end.year - start.year) * MONTHS_OF_YEAR + end.month - start.month


def last_day(contract: ContractFact, renewing: Iterable[ContractFact]) -> date | None:
    """The last day of a contract, on which it still runs; None while none is settled.

    `renewing` are the contracts that follow it. A contract that was terminated has its termination
    day only once that has come.
    """
    own = _own_last_day(contract)
    starts = [each.begins_on for each in renewing]
    if not starts:
        return own
    before = days_later(min(starts), -1)
    return before if own is None else min(own, before)


def _own_last_day(contract: ContractFact) -> date | None:
    if contract.terminated_on is not None:
        return contract.terminated_to or _end_of_notice(contract, contract.terminated_on)
    return contract.ends_on if term_kind_of(contract) is TermKind.FIXED else None


def _end_of_notice(contract: ContractFact, given_on: date) -> date:
    """The first end for which a notice that arrived on that day is in time."""
    end = end_in_question(contract, given_on)
    if end is not None:
        return end.on
    notice = contract.notice
    return given_on if notice is None else notice_ends(given_on, notice)
