"""The lists of deals on plans: their keys and their length."""

from collections import defaultdict

from sqlalchemy import select

from planner.actions.keys import Keys
from planner.database import db
from planner.imports.records import Records
from planner.imports.writing.origins import concerned
from planner.models import Customer, Deal, Plan


class DealLists:
    """Those of all customers whom the export concerns, loaded once."""

    def __init__(self, records: Records) -> None:
        taken: dict[int, list[str]] = defaultdict(list)
        self._ends: dict[int, int] = defaultdict(int)
        statement = (
            select(Deal.plan_id, Deal.key, Deal.position)
            .join(Plan)
            .join(Customer)
            .where(concerned(records))
        )
        for plan_id, key, position in db.session.execute(statement):
            taken[plan_id].append(key)
            self._ends[plan_id] = max(self._ends[plan_id], position + 1)
        self._keys = defaultdict(Keys, {plan_id: Keys(keys) for plan_id, keys in taken.items()})

    def place_at_end(self, deal: Deal, plan: Plan, key: str) -> None:
        """Put a deal at the end of the list of a plan, with this key or one like it."""
        deal.plan_id = plan.id
        deal.key = self._keys[plan.id].make(key)
        deal.position = self._ends[plan.id]
        self._ends[plan.id] += 1
        if deal in db.session:
            db.session.expire(deal, ["plan"])  # so that it is read again from the column
