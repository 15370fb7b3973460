"""Up to which change somebody has read a plan; no day and no time is kept."""

from sqlalchemy import func, or_, select

from planner.actions.editing import wait_for_oneself
from planner.database import db
from planner.models import Event, Person, Plan, PlanVisit


def note(plan: Plan, last_event: int, *, by: Person) -> None:
    """The plan was read up to this change of it; what was read before stays read."""
    newest = db.session.scalar(
        select(func.max(Event.id)).where(
            Event.customer_id == plan.customer_id,
            or_(Event.plan_id == plan.id, Event.plan_id.is_(None)),
        )
    )
    if newest is None:
        return
    read = min(last_event, newest)
    wait_for_oneself(by)
    visit = db.session.scalar(
        select(PlanVisit).where(PlanVisit.plan_id == plan.id, PlanVisit.person_id == by.id)
    )
    if visit is None:
        db.session.add(PlanVisit(plan_id=plan.id, person_id=by.id, last_event=read))
    else:
        visit.last_event = max(visit.last_event, read)
    db.session.flush()
