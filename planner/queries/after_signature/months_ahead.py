"""What comes up in each of the next twelve months, in the currency that most contracts are in."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

MONTHS = 12
_THOUSAND = Decimal(1000)
_TEN = Decimal(10)


class ComesUp(Protocol):
    """A contract whose next day that matters is `on`, None where it has none."""

    @property
    def on(self) -> datetime.date | None: ...
    @property
    def currency(self) -> str: ...
    @property
    def annual_value(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class MonthAhead:
    """`height` is a part of 100 of the largest of them."""

    first: datetime.date
    amount: Decimal
    height: int

    @property
    def thousands(self) -> Decimal:
        """With one digit behind the point where that says something."""
        amount = self.amount / _THOUSAND
        return round(amount, 1 if amount < _TEN else 0)


@dataclass(frozen=True, slots=True)
class MonthsAhead:
    currency: str
    months: list[MonthAhead]


def months_ahead(contracts: Iterable[ComesUp], today: datetime.date) -> MonthsAhead | None:
    """What is overdue counts in this month; None where nothing with a value comes up."""
    valued = [each for each in contracts if each.on is not None and each.annual_value]
    if not valued:
        return None
    currency = Counter(each.currency for each in valued).most_common(1)[0][0]
    amounts: dict[datetime.date, Decimal] = defaultdict(Decimal)
    for day, amount in _by_day(valued, currency).items():
        amounts[max(day, today).replace(day=1)] += amount
    firsts = [_month_later(today, months) for months in range(MONTHS)]
    largest = max(amounts[first] for first in firsts)
    if not largest:
        return None
    return MonthsAhead(
        currency,
        [
            MonthAhead(first, amounts[first], round(100 * amounts[first] / largest))
            for first in firsts
        ],
    )


def _month_later(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    return datetime.date(day.year + years, month + 1, 1)


def _by_day(valued: Iterable[ComesUp], currency: str) -> dict[datetime.date, Decimal]:
    """Of tens of thousands of contracts many come up on the same day."""
    amounts: dict[datetime.date, Decimal] = defaultdict(Decimal)
    for each in valued:
        if each.on is not None and each.annual_value and each.currency == currency:
            amounts[each.on] += each.annual_value
    return amounts
