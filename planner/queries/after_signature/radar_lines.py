"""Every contract that the radar may show, as it stands by its terms alone.

There may be tens of thousands, of which a page shows fifty: they are read with few columns, as the
driver hands them over, and what follows from the same terms is found out once.
"""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select

from planner import clock
from planner.after_signature.facts import ContractFact
from planner.after_signature.renewals import RenewalState, state_by_terms
from planner.after_signature.terms import End, end_in_question
from planner.after_signature.thresholds import SignatureThresholds
from planner.database import rows
from planner.models import Contract, Customer
from planner.models.types import amount_of
from planner.queries.maturity import organisation
from planner.queries.maturity.fact_rows import as_text, driver_rows
from planner.queries.plan.contract_terms import MONTHS_OF_RENEWAL, stored_notice
from planner.rating.value import value

_TERMS_KEPT = 2**15
"""Of so many different terms a process remembers what follows: some 10 MB."""
_Stored = tuple[Any, ...]
"""The columns of `_TERMS`, of the driver's own types."""
_Standing = tuple[RenewalState, End | None, datetime.date | None, int]


@value
class RadarLine:
    """A contract with its end in question, whose next day that matters is `on`, None where it has
    none.

    It is untouched as soon as its renewal is in question, whatever is done about it.
    """

    id: int
    customer_id: int
    field_id: int | None
    currency: str
    annual_value: Decimal | None
    state: RenewalState
    end: End | None
    on: datetime.date | None
    sorted_by: tuple[int, int]
    """By that day, and what has none last."""


_TERMS = (
    Contract.ends_on,
    # When it begins only matters for a contract without an end of its own.
    func.coalesce(Contract.ends_on, Contract.starts_on, Contract.signed_on),
    Contract.notice_days,
    Contract.notice_count,
    as_text(Contract.notice_unit),
    as_text(Contract.notice_to),
    as_text(Contract.renewal),
    Contract.renewal_months,
)
_LINES = (
    select(
        Contract.id,
        Contract.customer_id,
        Contract.field_id,
        Customer.currency,
        Contract.annual_value,
        Contract.terminated_on <= bindparam("today"),
        *_TERMS,
    )
    .join(Customer, Customer.id == Contract.customer_id)
    # What is signed on a later day is not there yet.
    .where(Contract.signed_on <= bindparam("today"))
)
_RENEWED = select(Contract.renews_id).where(
    Contract.renews_id.is_not(None), Contract.signed_on <= bindparam("today")
)


def lines_of(which: Iterable[ColumnElement[bool]]) -> list[RadarLine]:
    """Those that meet the conditions on contracts and customers, by the next day that matters; two
    statements."""
    today, limits = clock.today(), organisation.signature_thresholds()
    renewed = {identity for (identity,) in rows(_RENEWED, today=today)}
    standings = _standings(today, limits)
    found = []
    for row in driver_rows(_LINES.where(*which), today=today):
        identity, customer, field, currency, amount, is_terminated, *_terms = row
        state, end, on, ordinal = standings[row[-len(_TERMS) :]]
        if identity in renewed:
            state = RenewalState.RENEWED
        elif is_terminated:
            state = RenewalState.TERMINATED
        found.append(
            RadarLine(
                identity,
                customer,
                field,
                currency,
                amount_of(amount),
                state,
                end,
                on,
                (ordinal, identity),
            )
        )
    found.sort(key=lambda line: line.sorted_by)
    return found


class _Standings(dict[_Stored, _Standing]):
    """Where contracts stand on a day by their terms, each found out when it is first asked for."""

    def __init__(self, day: datetime.date, limits: SignatureThresholds) -> None:
        super().__init__()
        self._day, self._limits = day, limits

    def __missing__(self, terms: _Stored) -> _Standing:
        if len(self) >= _TERMS_KEPT:
            self.clear()
        found = self[terms] = _standing(terms, self._day, self._limits)
        return found


_standings = lru_cache(1)(_Standings)


def _standing(terms: _Stored, day: datetime.date, limits: SignatureThresholds) -> _Standing:
    """Where a contract with these terms stands on a day if nobody renews or terminates it, and the
    next day that matters, as itself and as a number."""
    contract = _fact(*terms)
    end = end_in_question(contract, day)
    on = None if end is None else end.anchor
    state = state_by_terms(contract, end, day, limits)
    return state, end, on, (on or datetime.date.max).toordinal()


def _fact(ends_on: Any, begins_on: Any, *others: Any) -> ContractFact:
    *notice, renewal, months = others
    return ContractFact(
        key="",
        signed_on=_day(begins_on),
        ends_on=ends_on and _day(ends_on),
        notice=stored_notice(*notice),
        renewal=renewal,
        renewal_months=months or MONTHS_OF_RENEWAL,
    )


def _day(stored: Any) -> datetime.date:
    """SQLite hands over a text, PostgreSQL a day."""
    return datetime.date.fromisoformat(stored) if isinstance(stored, str) else stored
