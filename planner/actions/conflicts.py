"""What did not hold where two people changed the same; it stays in the history."""

from planner.actions import events
from planner.actions.events import Changes
from planner.database import Base
from planner.models import EventType, Person


def keep_lost(item: Base, changes: Changes, *, by: Person) -> None:
    """Write down what `by` typed and gave up; `changes` are `{field: [what lost, what holds]}`."""
    if changes:
        events.record(EventType.CONFLICT_RESOLVED, item, by=by, changes=changes)
