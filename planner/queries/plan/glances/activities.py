"""The activities at a glance: what is due next."""

from dataclasses import dataclass

from planner import clock
from planner.queries.plan.activities import ActivityRow
from planner.queries.plan.plan_page import PlanPage

_ACTIVITIES = 5


@dataclass(frozen=True, slots=True)
class ActivitiesGlance:
    rows: list[ActivityRow]
    count: int
    due: int
    open: int


def activities_glance(page: PlanPage) -> ActivitiesGlance:
    """What is due next."""
    todo, today = page.activities.unfinished, clock.today()
    due = sum(row.due_on is not None and row.due_on <= today for row in todo)
    count = len(todo) + len(page.activities.finished)
    return ActivitiesGlance(
        todo[:_ACTIVITIES], count, due, sum(row.assignee_id is None for row in todo)
    )
