"""Reads of a plan what the customer may be given, column by column."""

from typing import Any

from sqlalchemy import bindparam, func, select

from planner.customer_page.queries.for_customers import (
    Agreed,
    CustomersGoal,
    ForCustomer,
    OfOurs,
    Step,
)
from planner.database import from_rows, rows
from planner.models import (
    Activity,
    Conversation,
    Customer,
    Deal,
    Entry,
    Field,
    Goal,
    Member,
    Person,
    Plan,
)
from planner.models.kinds import ActivityStatus, DealStatus, GoalStatus, TalkState


def page_for_customer(plan_id: int) -> ForCustomer:
    """Everything that may be given; what of it is given, people choose."""
    (plan,) = rows(_PLAN, plan=plan_id)
    return ForCustomer(
        customer=plan.name,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        goals=tuple(from_rows(CustomersGoal, rows(_GOALS, plan=plan_id))),
        agreed=(
            *(Agreed(f"topic-{row.id}", row.topic, row.on) for row in rows(_TOPICS, plan=plan_id)),
            *(Agreed(f"deal-{row.id}", row.field, row.on) for row in rows(_DEALS, plan=plan_id)),
        ),
        steps=tuple(from_rows(Step, rows(_STEPS, plan=plan_id))),
        people=tuple(from_rows(OfOurs, rows(_PEOPLE, plan=plan_id))),
    )


_ID: Any = bindparam("plan")
_PLAN = (
    select(Customer.name, Plan.starts_on, Plan.ends_on)
    .join(Plan, Plan.customer_id == Customer.id)
    .where(Plan.id == _ID)
)
_GOALS = (
    select(
        Goal.id,
        Goal.title,
        Goal.metric,
        Goal.unit,
        Goal.target,
        Goal.due_on,
        (Goal.status == GoalStatus.REACHED).label("is_reached"),
    )
    .where(Goal.plan_id == _ID, Goal.customer_goal, Goal.status != GoalStatus.DROPPED)
    .order_by(Goal.position, Goal.id)
)
_RANKED = (
    select(
        Conversation.id,
        Conversation.topic,
        Entry.on,
        Entry.state,
        func.row_number()
        .over(
            partition_by=Conversation.id,
            order_by=(Entry.on.desc(), Entry.position.desc(), Entry.id.desc()),
        )
        .label("place"),
    )
    .join(Entry, Entry.conversation_id == Conversation.id)
    .where(Conversation.plan_id == _ID)
    .subquery("talks")
)
_TOPICS = (
    select(_RANKED.c.id, _RANKED.c.topic, _RANKED.c.on)
    .where(_RANKED.c.place == 1, _RANKED.c.state == TalkState.WON)
    .order_by(_RANKED.c.on, _RANKED.c.id)
)
# What a deal is called is ours; its field and its day are known to the customer who signed.
_DEALS = (
    select(Deal.id, Field.name.label("field"), Deal.decided_on.label("on"))
    .join(Field, Field.id == Deal.field_id)
    .where(Deal.plan_id == _ID, Deal.status == DealStatus.WON)
    .order_by(Deal.decided_on, Deal.id)
)
_STEPS = (
    select(Activity.id, Activity.title, Activity.due_on, Person.name.label("by"))
    .outerjoin(Person, Person.id == Activity.assignee_id)
    .where(
        Activity.plan_id == _ID,
        Activity.customer_facing,
        Activity.due_on.is_not(None),
        Activity.status.in_([ActivityStatus.OPEN, ActivityStatus.PLANNED]),
    )
    .order_by(Activity.due_on, Activity.id)
)
_PEOPLE = (
    select(Member.id, Person.name, Person.role, Field.name.label("field"))
    .join(Person, Person.id == Member.person_id)
    .outerjoin(Field, Field.id == Person.field_id)
    .where(Member.plan_id == _ID, Member.left_on.is_(None))
    .order_by(Member.position, Member.id)
)
