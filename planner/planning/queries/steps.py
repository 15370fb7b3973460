"""What of a plan the steps of planning together are about, and what they still leave open."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from planner import clock
from planner.database import db
from planner.models import Activity, Deal, Goal, Plan, PlanningSession, Potential
from planner.models.kinds import ActivityStatus, DealStatus, GoalStatus
from planner.queries.plan.plan_page import PlanPage
from planner.queries.plan.potentials import PotentialRow

MOST_ACTIVITIES = 20
"""More are looked through on the plan's own tab."""
_MOST_EARLIER = 4
_UNFINISHED = (ActivityStatus.OPEN, ActivityStatus.PLANNED)


def potentials_to_plan(plan: Plan) -> Sequence[Potential]:
    """Those of the customer in their order."""
    return db.session.scalars(
        select(Potential)
        .where(Potential.customer_id == plan.customer_id)
        .order_by(Potential.position, Potential.id)
    ).all()


def goals_to_plan(plan: Plan) -> Sequence[Goal]:
    return db.session.scalars(
        select(Goal)
        .where(Goal.plan_id == plan.id, Goal.status == GoalStatus.ACTIVE)
        .order_by(Goal.position, Goal.id)
    ).all()


def deals_to_plan(plan: Plan) -> Sequence[Deal]:
    """The next ones first."""
    return db.session.scalars(
        select(Deal)
        .where(Deal.plan_id == plan.id, Deal.status == DealStatus.PLANNED)
        .order_by(Deal.expected_on, Deal.position, Deal.id)
    ).all()


def unfinished_activities(plan: Plan) -> Sequence[Activity]:
    """The next ones first; without a day last."""
    return db.session.scalars(
        select(Activity)
        .where(Activity.plan_id == plan.id, Activity.status.in_(_UNFINISHED))
        .order_by(Activity.due_on.is_(None), Activity.due_on, Activity.position, Activity.id)
    ).all()


def without_goal(plan: Plan, page: PlanPage) -> list[PotentialRow]:
    """The potential that no live goal is about, the largest first."""
    aimed_at = {goal.field_id for goal in goals_to_plan(plan)}
    found = [each for each in page.potentials if each.is_open and each.field_id not in aimed_at]
    return sorted(found, key=lambda each: -each.annual_value)


def earlier_goals(plan: Plan) -> list[Goal]:
    """Goals of the period before that were not reached and do not stand here."""
    before = db.session.scalar(
        select(Plan)
        .where(Plan.customer_id == plan.customer_id, Plan.starts_on < plan.starts_on)
        .order_by(Plan.starts_on.desc())
        .limit(1)
    )
    if before is None:
        return []
    here = {goal.title for goal in plan.goals}
    return [
        goal
        for goal in before.goals
        if goal.status is not GoalStatus.REACHED and goal.title not in here
    ][:_MOST_EARLIER]


def goals_without_deal(plan: Plan) -> list[Goal]:
    aimed_at = {deal.goal_id for deal in deals_to_plan(plan)}
    return [goal for goal in goals_to_plan(plan) if goal.id not in aimed_at]


def deals_without_activity(plan: Plan) -> list[Deal]:
    aimed_at = {activity.deal_id for activity in unfinished_activities(plan)}
    return [deal for deal in deals_to_plan(plan) if deal.id not in aimed_at]


@dataclass(frozen=True, slots=True)
class SoFar:
    """What there is by now: `screened` are the fields looked at since the session began, with
    their value a year and how much of it is ours."""

    screened: int
    value: Decimal
    ours: Decimal
    shared: int
    waiting: int
    deals: int
    deals_value: Decimal
    activities: int
    agreed: int
    members: int

    @property
    def share(self) -> Decimal | None:
        """How much of the value is ours, to the hundredth."""
        return round(self.ours / self.value, 2) if self.value else None


def so_far(session: PlanningSession, page: PlanPage) -> SoFar:
    since = clock.local(session.started_at).date()
    screened = [each for each in page.potentials if each.screened_on >= since]
    live = [card for card in page.goals if card.goal.status is GoalStatus.ACTIVE]
    shared = sum(card.is_shared for card in live)
    return SoFar(
        screened=len(screened),
        value=sum((each.annual_value for each in screened), Decimal(0)),
        ours=sum((_ours(each) for each in screened), Decimal(0)),
        shared=shared,
        waiting=len(live) - shared,
        deals=sum(len(month.deals) for month in page.deals.months),
        deals_value=page.deals.value,
        activities=len(page.activities.unfinished),
        agreed=sum(member.agreed_on is not None for member in page.members),
        members=len(page.members),
    )


def _ours(potential: PotentialRow) -> Decimal:
    return potential.annual_value * (potential.share_of_wallet or Decimal(0))


def is_of_day(session: PlanningSession, day: datetime.date) -> bool:
    """Whether it began on this day, so that its minutes say something."""
    return clock.local(session.started_at).date() == day
