"""The topics at a glance: talked about last, or not for too long."""

import datetime
from dataclasses import dataclass

from planner.queries.plan.conversations import ConversationRow
from planner.queries.plan.plan_page import PlanPage

_TALKS, _LONG_AGO = 5, datetime.date.min


@dataclass(frozen=True, slots=True)
class TalksGlance:
    rows: list[ConversationRow]
    topics: int
    talks: int
    last_on: datetime.date | None


def talks_glance(page: PlanPage) -> TalksGlance:
    """The topics talked about last, and the one that has waited longest for a word."""
    going_on = [row for group in page.conversations.going_on for row in group.conversations]
    going_on.sort(key=lambda row: row.last_on or _LONG_AGO, reverse=True)
    stale = [row for row in going_on[_TALKS:] if row.stale_days is not None]
    shown = [*going_on[: _TALKS - 1], stale[-1]] if stale else going_on[:_TALKS]
    everything = page.conversations.rows
    days = [row.last_on for row in everything if row.last_on]
    count = sum(row.talks for row in everything)
    return TalksGlance(shown, len(everything), count, max(days, default=None))
