"""Which activity of a plan can be the talk that an executive has with the customer."""

from sqlalchemy import and_, or_, select

from planner.database import db
from planner.models import Activity
from planner.models.kinds import ActivityStatus
from planner.queries.web.choices import Choices

_CAN_BE = (ActivityStatus.OPEN, ActivityStatus.PLANNED)


def planned_talks_of_plan(plan_id: int, also: int | None = None) -> Choices:
    """Those with the customer that are still to come, and the one that is chosen already."""
    to_come = and_(Activity.customer_facing, Activity.status.in_(_CAN_BE))
    statement = (
        select(Activity.id, Activity.title)
        .where(Activity.plan_id == plan_id, or_(to_come, Activity.id == also))
        .order_by(Activity.due_on.is_(None), Activity.due_on, Activity.id)
    )
    return [(identity, title) for identity, title in db.session.execute(statement)]
