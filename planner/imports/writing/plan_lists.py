"""The ends of lists of plans: keys that are free there, and places."""

from collections.abc import Iterable

from sqlalchemy import select

from planner.actions.keys import Keys
from planner.database import db
from planner.models import Activity, Conversation

_CHUNK = 500


class PlanLists:
    """Those of some plans, for activities or conversations."""

    def __init__(self, noun: type[Activity | Conversation], plan_ids: Iterable[int]) -> None:
        self._noun = noun
        waiting = list(plan_ids)
        taken: dict[int, list[str]] = {plan_id: [] for plan_id in waiting}
        self._ends: dict[int, int] = {}
        for start in range(0, len(waiting), _CHUNK):
            some = noun.plan_id.in_(waiting[start : start + _CHUNK])
            columns = select(noun.plan_id, noun.key, noun.position).where(some)
            for plan_id, key, position in db.session.execute(columns):
                taken[plan_id].append(key)
                self._ends[plan_id] = max(self._ends.get(plan_id, 0), position + 1)
        self._keys = {plan_id: Keys(keys) for plan_id, keys in taken.items()}

    def next(self, plan_id: int) -> dict[str, object]:
        """Plan, key and position of a new one at the end."""
        position = self._ends.get(plan_id, 0)
        self._ends[plan_id] = position + 1
        stem = "activity-1" if self._noun is Activity else "conversation-1"
        return {
            "plan_id": plan_id,
            "key": self._keys[plan_id].make(stem),
            "position": position,
        }
