"""The planned deals at a glance: the next months in which there are some."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner.models.kinds import DealStatus
from planner.queries.plan.deals import DealCard, DealMonth
from planner.queries.plan.plan_page import PlanPage

_MONTHS, _OF_MONTH, _LINES = 6, 2, 6


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A month with the first of its deals, or the months `first` to `last` without any."""

    first: datetime.date
    last: datetime.date
    month: DealMonth | None = None

    @property
    def shown(self) -> list[DealCard]:
        return self.month.deals[:_OF_MONTH] if self.month else []

    @property
    def more(self) -> int:
        return len(self.month.deals) - len(self.shown) if self.month else 0


@dataclass(frozen=True, slots=True)
class DealsGlance:
    """`later` is how many deals are planned behind the last month that is shown."""

    columns: list[MonthColumn]
    later: int
    value: Decimal
    weighted: Decimal
    won: Decimal

    def share(self, value: Decimal) -> int:
        """In percent of all that is won or planned."""
        whole = self.won + self.value
        return int(100 * value / whole) if whole else 0


def deals_glance(page: PlanPage) -> DealsGlance:
    """The next months in which deals are planned; those without are gathered between them."""
    found = page.deals
    won = [one.annual_value for one in found.decided if one.status is DealStatus.WON]
    near = _near(found.months)
    later = sum(len(month.deals) for month in found.months[near:])
    columns = list(_columns(found.months[:near]))
    return DealsGlance(columns, later, found.value, found.weighted, sum(won, Decimal(0)))


def _near(months: Sequence[DealMonth]) -> int:
    """How many of the months there is room for; one is always shown."""
    room = _LINES
    for number, month in enumerate(months[:_MONTHS]):
        room -= min(len(month.deals), _OF_MONTH + 1)
        if room < 0:
            return max(number, 1)
    return _MONTHS


def _columns(months: Sequence[DealMonth]) -> Iterator[MonthColumn]:
    before: datetime.date | None = None
    for month in months:
        if before is not None and (gap := _month_after(before)) < month.first:
            yield MonthColumn(gap, _month_before(month.first))
        yield MonthColumn(month.first, month.first, month)
        before = month.first


def _month_after(first: datetime.date) -> datetime.date:
    return (first + datetime.timedelta(days=31)).replace(day=1)


def _month_before(first: datetime.date) -> datetime.date:
    return (first - datetime.timedelta(days=1)).replace(day=1)
