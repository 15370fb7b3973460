"""The active plans whose rating looks at somebody: whom they name, in whatever part."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select, union
from sqlalchemy.orm import InstrumentedAttribute

from planner.database import rows
from planner.models import (
    Activity,
    Attendance,
    Commitment,
    Conversation,
    Entry,
    EntryParticipation,
    Goal,
    Idea,
    Member,
    Participation,
    Plan,
    Request,
    Review,
)
from planner.models.kinds import PlanStatus


def _named(
    plan_id: InstrumentedAttribute[int], person_id: InstrumentedAttribute[Any], *way: Any
) -> Select[int, int]:
    """Of a table, or of one that `way` leads to from there, which plan names whom."""
    found = select(plan_id.label("plan_id"), person_id.label("person_id"))
    for step in way:
        found = found.join(step)
    return found.where(person_id.in_(bindparam("person_ids", expanding=True)))


_NAMED = union(
    _named(Member.plan_id, Member.person_id),
    _named(Activity.plan_id, Activity.assignee_id),
    _named(Activity.plan_id, Activity.created_by_id),
    _named(Activity.plan_id, Participation.person_id, Activity.participations),
    _named(Conversation.plan_id, Entry.author_id, Conversation.entries),
    _named(
        Conversation.plan_id,
        EntryParticipation.person_id,
        Conversation.entries,
        Entry.participations,
    ),
    _named(Goal.plan_id, Commitment.person_id, Goal.commitments),
    _named(Idea.plan_id, Idea.proposed_by_id),
    _named(Idea.plan_id, Idea.adopted_by_id),
    _named(Request.plan_id, Request.person_id),
    _named(Review.plan_id, Review.by_id),
    _named(Review.plan_id, Attendance.person_id, Review.attendances),
).subquery()
_PLANS = (
    select(_NAMED.c.plan_id, _NAMED.c.person_id)
    .join(Plan, Plan.id == _NAMED.c.plan_id)
    .where(Plan.status == PlanStatus.ACTIVE)
    .order_by(_NAMED.c.plan_id, _NAMED.c.person_id)
)


def plans_naming(person_ids: Collection[int]) -> Sequence[tuple[Any, ...]]:
    """The active plans that name one of these people, each with that person; one statement."""
    return rows(_PLANS, person_ids=list(person_ids))
