"""The terms of stored contracts, as the rules after the signature ask for them."""

from typing import Protocol

from planner.after_signature.facts import Notice
from planner.models.kinds import NoticeEnd, NoticeUnit

MONTHS_OF_RENEWAL = 12
"""Of a contract that goes on by itself, unless it says otherwise."""


class NoticeTerms(Protocol):
    """A contract, or a row that says of one how notice is given."""

    @property
    def notice_days(self) -> int | None: ...
    @property
    def notice_count(self) -> int | None: ...
    @property
    def notice_unit(self) -> NoticeUnit | None: ...
    @property
    def notice_to(self) -> NoticeEnd | None: ...


def notice_of(terms: NoticeTerms) -> Notice | None:
    """The notice, however it was entered."""
    unit, to = terms.notice_unit, terms.notice_to
    return stored_notice(
        terms.notice_days, terms.notice_count, unit and unit.value, to and to.value
    )


def stored_notice(
    days: int | None, count: int | None, unit: str | None, to: str | None
) -> Notice | None:
    """The same of the four columns as texts and numbers; before there were units, there were days
    only."""
    if days is not None:
        return Notice(days, NoticeUnit.DAY.value)
    if count is None or unit is None:
        return None
    return Notice(count, unit, to or NoticeEnd.END_OF_TERM.value)
