"""Deals that belong to another customer than at the last import."""

from collections.abc import Mapping

from sqlalchemy import exists, select

from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.writing.merging import said_about
from planner.imports.writing.outcome import Outcome
from planner.models import Activity, Deal, Plan


def moved(wanted: Mapping[int, int], outcome: Outcome) -> set[int]:
    """Of deals, given with the customers whose they are in the export, those that it has moved and
    that nothing here holds back."""
    columns = select(Deal.id, Plan.customer_id).join(Plan, Deal.plan_id == Plan.id)
    those = db.session.execute(columns.where(Deal.id.in_(wanted))) if wanted else ()
    elsewhere = [identity for identity, of in those if wanted[identity] != of]
    return {
        identity
        for identity in elsewhere
        if _goes(db.session.get_one(Deal, identity), wanted[identity], outcome)
    }


def _goes(deal: Deal, customer_id: int, outcome: Outcome) -> bool:
    """A deal that somebody placed elsewhere here stays there, and so does one with a goal or with
    activities, which are of its plan."""
    if said_about(deal).customer_id == customer_id:
        outcome.noted.add(Dirt.CHANGED_HERE, "deals: customer")
        return False
    aimed_at = exists().where(Activity.deal_id == deal.id)
    if deal.goal_id is not None or db.session.scalar(select(aimed_at)):
        outcome.noted.add(Dirt.MOVED_IN_EXPORT, place=f"“{deal.title}”")
        return False
    return True
