"""What somebody who looks at many plans at once may do on them, in a statement for all."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from planner.access import Permission, plans_for
from planner.database import db
from planner.models import Commitment, Customer, Goal, Person, Plan
from planner.models.kinds import Side
from planner.team.coverage.queries.coverage_gaps import OF_SIDE


def worked_on(plan_ids: Collection[int], by: Person) -> dict[int, Plan]:
    """Those of the plans on which the person may write."""
    statement = (
        select(Plan)
        .join(Customer, Customer.id == Plan.customer_id)
        .where(Plan.id.in_(plan_ids), plans_for(Permission.WORK_ON_PLAN, by))
        .options(joinedload(Plan.customer))
    )
    return {plan.id: plan for plan in db.session.scalars(statement)}


def unsigned(plan_ids: Collection[int], side: Side | None) -> dict[int, dict[int, Decimal | None]]:
    """By plan the goals under which nobody of the side has signed, each with its target."""
    found: dict[int, dict[int, Decimal | None]] = defaultdict(dict)
    if side is None or not plan_ids:
        return found
    signed = exists().where(
        Commitment.goal_id == Goal.id,
        Person.id == Commitment.person_id,
        Person.role.in_(OF_SIDE[side]),
    )
    statement = select(Goal.plan_id, Goal.id, Goal.target).where(Goal.plan_id.in_(plan_ids))
    for plan_id, goal_id, target in db.session.execute(statement.where(~signed.correlate(Goal))):
        found[plan_id][goal_id] = target
    return found
