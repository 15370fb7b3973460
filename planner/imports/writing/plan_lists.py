"""The ends of lists of plans: keys that are free there, and places."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from planner.actions.keys import Keys
from planner.database import db
from planner.models import Activity, Conversation, Deal

_MOST = 5_000
"""So many plans are remembered, since rows of one come close to each other."""


class PlanLists:
    """Those of some plans, for one noun."""

    def __init__(self, noun: type[Activity | Conversation | Deal]) -> None:
        self._noun = noun
        self._keys: dict[int, Keys] = {}
        self._ends: dict[int, int] = {}

    def look_at(self, plan_ids: Collection[int]) -> None:
        """Get to know these plans; what was placed on others so far has to be stored."""
        if len(self._keys) > _MOST:
            self._keys, self._ends = {}, {}
        missing = {plan_id for plan_id in plan_ids if plan_id not in self._keys}
        taken: dict[int, list[str]] = defaultdict(list)
        noun = self._noun
        columns = select(noun.plan_id, noun.key, noun.position).where(noun.plan_id.in_(missing))
        for plan_id, key, position in db.session.execute(columns) if missing else ():
            taken[plan_id].append(key)
            self._ends[plan_id] = max(self._ends.get(plan_id, 0), position + 1)
        self._keys |= {plan_id: Keys(taken[plan_id]) for plan_id in missing}

    def next(self, plan_id: int, stem: str) -> dict[str, object]:
        """Plan, key and position of a new one at the end, with this key or one like it."""
        position = self._ends.get(plan_id, 0)
        self._ends[plan_id] = position + 1
        key = self._keys[plan_id].make(stem)
        return {"plan_id": plan_id, "key": key, "position": position}
