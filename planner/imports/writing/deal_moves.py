"""Deals that belong to another customer than at the last import."""

from sqlalchemy import exists, select

from planner.database import db
from planner.imports.dirt import Dirt
from planner.imports.writing.merging import said_about
from planner.imports.writing.outcome import Outcome
from planner.models import Activity, Customer, Deal


def is_moved(deal: Deal, customer: Customer, outcome: Outcome) -> bool:
    """Whether the export has moved the deal to this customer and nothing here holds it back.

    A deal that somebody placed elsewhere here stays there, and so does one with a goal or with
    activities, which are of its plan.
    """
    if deal.plan.customer_id == customer.id:
        return False
    if said_about(deal).customer_id == customer.id:
        outcome.noted.add(Dirt.CHANGED_HERE, "deals: customer")
        return False
    aimed_at = exists().where(Activity.deal_id == deal.id)
    if deal.goal_id is not None or db.session.scalar(select(aimed_at)):
        outcome.noted.add(Dirt.MOVED_IN_EXPORT, place=f"“{deal.title}”")
        return False
    return True
