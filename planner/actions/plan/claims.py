"""Claiming an open activity: at once among co-owners, by request where the generalist steers."""

from sqlalchemy import select

from planner.actions.errors import Refused
from planner.actions.plan import assignments, requests
from planner.database import db
from planner.models import Activity, Person, Request
from planner.models.kinds import ActivityStatus, PlanStatus, RequestKind, RequestStatus


def make(activity: Activity, *, by: Person) -> Request | None:
    """Claim an open activity.

    In `co_care`, and for the generalist side, the claim holds at once and None is returned;
    otherwise a pending request. Raise Taken with the winner's name when somebody was faster.
    """
    plan = activity.plan
    if plan.status is PlanStatus.CLOSED:
        raise Refused("The plan is closed; nothing in it can be claimed.")
    assignments.lock_activity(activity)
    if assignments.claims_without_asking(plan, by):
        assignments.give(activity, by, by=by)
        return None
    if activity.status is not ActivityStatus.OPEN:
        raise assignments.taken(activity)
    return requests.create(plan, RequestKind.CLAIM, by=by, activity=activity)


def pending(activity_id: int, *, by: Person) -> Request | None:
    """What `by` has asked for and nobody has answered yet."""
    return db.session.scalar(
        select(Request).where(
            Request.activity_id == activity_id,
            Request.person_id == by.id,
            Request.kind == RequestKind.CLAIM,
            Request.status == RequestStatus.PENDING,
        )
    )


def give_up(activity: Activity, *, by: Person) -> None:
    """Take back what was asked for, or put what somebody has back into the pool."""
    asked = pending(activity.id, by=by)
    if asked is not None:
        requests.withdraw(asked, by=by)
    else:
        assignments.release(activity, by=by)
