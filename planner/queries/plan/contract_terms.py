"""The terms of stored contracts, as the rules after the signature ask for them."""

import datetime
from typing import Protocol

from planner.after_signature.facts import ContractFact, Notice
from planner.models import Contract
from planner.models.kinds import NoticeEnd, NoticeUnit, Renewal

MONTHS_OF_RENEWAL = 12
"""Of a contract that goes on by itself, unless it says otherwise."""
TERMS = (
    Contract.signed_on,
    Contract.starts_on,
    Contract.ends_on,
    Contract.notice_days,
    Contract.notice_count,
    Contract.notice_unit,
    Contract.notice_to,
    Contract.renewal,
    Contract.renewal_months,
)
"""The columns of `StoredTerms`."""


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


class StoredTerms(NoticeTerms, Protocol):
    """A row that also says when a contract begins and ends, and how it goes on."""

    @property
    def signed_on(self) -> datetime.date: ...
    @property
    def starts_on(self) -> datetime.date | None: ...
    @property
    def ends_on(self) -> datetime.date | None: ...
    @property
    def renewal(self) -> Renewal | None: ...
    @property
    def renewal_months(self) -> int | None: ...


def fact_of(terms: StoredTerms, key: str = "") -> ContractFact:
    """The contract by its terms alone."""
    return ContractFact(
        key=key,
        signed_on=terms.signed_on,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        notice=notice_of(terms),
        renewal=terms.renewal and terms.renewal.value,
        renewal_months=terms.renewal_months or MONTHS_OF_RENEWAL,
    )


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
