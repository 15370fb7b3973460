"""What stands in a calendar, whatever it is."""

import datetime
import enum
from dataclasses import dataclass

DAYS_BACK, DAYS_AHEAD = datetime.timedelta(days=90), datetime.timedelta(days=400)
"""How far a feed reaches from today."""
DAYS_KEPT = datetime.timedelta(days=30)
"""For how long it is told that something is off."""


class DatedKind(enum.StrEnum):
    """What its identifier begins with."""

    ACTIVITY = "activity"
    REVIEW = "review"
    GOAL = "goal"
    DEAL = "deal"
    CONTRACT = "contract"
    NOTICE = "notice"


class DatedState(enum.StrEnum):
    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class LastChange:
    """How often what a calendar tells of something has changed, and when the last time."""

    number: int
    at: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something on its day. What is gone has neither title nor customer: whether its reader may
    still know them cannot be told. `what` is the kind of an activity."""

    kind: DatedKind
    id: int
    on: datetime.date
    state: DatedState
    last: LastChange
    what: enum.StrEnum | None = None
    title: str | None = None
    customer: str | None = None

    @property
    def is_gone(self) -> bool:
        return self.customer is None
