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
    if terms.notice_days is not None:
        return Notice(terms.notice_days, NoticeUnit.DAY.value)
    if terms.notice_count is None or terms.notice_unit is None:
        return None
    to = terms.notice_to or NoticeEnd.END_OF_TERM
    return Notice(terms.notice_count, terms.notice_unit.value, to.value)
