"""Lets rules bring in whoever is missing as soon as a plan changes so that one of them is met.

It happens in the same transaction, so that a change and what follows from it are there together.
What is changed as a part of something large (a file, a table, a merging) is found by the clock.
"""

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from planner.actions.notices import followed_changes
from planner.database import db
from planner.involvement.actions import involvements
from planner.models import Plan

# What a rule looks at, and what makes it hold again.
_MOVING = frozenset(
    {
        *("customer.updated", "stage_move.created", "potential.created", "potential.updated"),
        *("plan.created", "plan.updated", "plan.activated"),
        *("involvement_exception.deleted", "member.left"),
    }
)


def listen() -> None:
    """Before the plans are rated and anybody is told; to be told more than once changes nothing."""
    if not event.contains(db.session, "before_commit", _involve):
        event.listen(db.session, "before_commit", _involve, insert=True)


def _involve(session: Session) -> None:
    if session.in_nested_transaction():
        return
    moved = [each.event for each in followed_changes.noted() if each.event.type in _MOVING]
    if not moved:
        return
    plans = {each.plan_id for each in moved if each.plan_id is not None}
    customers = {each.customer_id for each in moved if each.plan_id is None}
    if customers:
        of_them = Plan.customer_id.in_(customers)
        plans |= set(db.session.scalars(select(Plan.id).where(of_them)))
    involvements.bring_in_by_policy(plans)
