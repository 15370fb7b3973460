"""A plan from its first draft over its period to the next one."""

import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from planner import clock
from planner.actions.editing import Values, assign, lock_plan
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.history.row_json import table_of
from planner.actions.plan import goals, members
from planner.database import db
from planner.models import Customer, Goal, Person, Plan
from planner.models.kinds import GoalStatus, PlanStatus, Via


def year_from(day: datetime.date) -> datetime.date:
    """The last day of the year that begins on `day`."""
    try:
        again = day.replace(year=day.year + 1)
    except ValueError:  # a 29th of February
        again = datetime.date(day.year + 1, 3, 1)
    return again - datetime.timedelta(days=1)


def create(customer: Customer, values: Values, *, by: Person) -> Plan:
    """Begin a plan for a period in which the customer has none; its owner is its first member."""
    plan = Plan(customer=customer)
    assign(plan, values)
    _refuse_overlap(customer.id, plan.starts_on, plan.ends_on)
    db.session.add(plan)
    db.session.flush()
    events.record("created", plan, by=by)
    members.join(plan, customer.owner or by, via=Via.OWNER, by=by)
    return plan


def update(plan: Plan, values: Values, *, by: Person) -> None:
    """Change a plan; raise Refused when its period would run into that of another."""
    starts_on = values.get("starts_on", plan.starts_on)
    ends_on = values.get("ends_on", plan.ends_on)
    _refuse_overlap(plan.customer_id, starts_on, ends_on, but=plan)
    assign(plan, values)
    events.record("updated", plan, by=by)


def activate(plan: Plan, *, by: Person) -> None:
    """Let an agreed plan begin."""
    lock_plan(plan)
    db.session.refresh(plan, ["status"])
    if plan.status is PlanStatus.DRAFT:
        raise Refused("Every member agrees to the plan first; then it can begin.")
    if plan.status is not PlanStatus.AGREED:
        raise Refused("The plan has begun already.")
    plan.status, plan.activated_on = PlanStatus.ACTIVE, clock.today()
    events.record("activated", plan, by=by)


def close(plan: Plan, *, by: Person) -> None:
    """End a plan; it stays readable."""
    lock_plan(plan)
    db.session.refresh(plan, ["status"])
    if plan.status is PlanStatus.CLOSED:
        raise Refused("The plan is closed already.")
    plan.status = PlanStatus.CLOSED
    plan.activated_on = plan.activated_on or clock.today()
    events.record("closed", plan, by=by)


def begin_next(plan: Plan, values: Values, *, by: Person) -> Plan:
    """The plan of the next period: same people, same mode, the goals still open, nothing signed."""
    successor = Plan(customer=plan.customer, **_carried(plan))
    assign(successor, values)
    _refuse_overlap(plan.customer_id, successor.starts_on, successor.ends_on)
    db.session.add(successor)
    db.session.flush()
    events.record("created", successor, by=by)
    for member in plan.members:
        if member.left_on is None and member.person.is_active:
            members.join(successor, member.person, via=member.via, by=by)
    for goal in plan.goals:
        if goal.status is GoalStatus.ACTIVE:
            goals.create(successor, _carried(goal), by=by)
    return successor


def _carried(item: Plan | Goal) -> dict[str, Any]:
    """What it says, without what begins anew and what only says which one it is."""
    left = events.NOT_RECORDED | item.begins_anew | {"key"}
    return {c.name: getattr(item, c.name) for c in table_of(item).c if c.name not in left}


def _refuse_overlap(
    customer_id: int, starts_on: datetime.date, ends_on: datetime.date, but: Plan | None = None
) -> None:
    in_between = and_(
        Plan.status != PlanStatus.CLOSED, Plan.starts_on < ends_on, Plan.ends_on > starts_on
    )
    statement = select(Plan).where(
        Plan.customer_id == customer_id, or_(Plan.starts_on == starts_on, in_between)
    )
    for other in db.session.scalars(statement):
        if but is None or other.id != but.id:
            if other.status is PlanStatus.CLOSED:
                raise Refused(
                    "A closed plan starts on the same day. Choose another day.", field="starts_on"
                )
            raise Refused(
                "There is a plan from %(start)s to %(end)s already. Choose a period outside it,"
                " or close that plan first.",
                field="starts_on",
                start=other.starts_on,
                end=other.ends_on,
            )
