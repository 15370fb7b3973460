"""How long deals of a field usually take, learned from those that were won."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

FEWEST = 5
"""Of fewer won deals nothing can be learned."""


@dataclass(frozen=True, slots=True)
class Won:
    """A won deal: when it first appeared, as a plan or by an activity aimed at it."""

    field_id: int | None
    appeared_on: datetime.date
    decided_on: datetime.date


@dataclass(frozen=True, slots=True)
class LeadTime:
    """`days` is None where too few deals were won to tell."""

    days: int | None
    deals: int


def by_field(won: Iterable[Won]) -> dict[int | None, LeadTime]:
    """The median of the days from a deal's first appearance to its being won.

    What was written down only on the day of the decision, or after it, tells of no lead time.
    """
    days: dict[int | None, list[int]] = defaultdict(list)
    for deal in won:
        if deal.appeared_on < deal.decided_on:
            days[deal.field_id].append((deal.decided_on - deal.appeared_on).days)
    return {field: _lead_time(found) for field, found in days.items()}


def _lead_time(days: list[int]) -> LeadTime:
    if len(days) < FEWEST:
        return LeadTime(None, len(days))
    return LeadTime(int(median(days)), len(days))
