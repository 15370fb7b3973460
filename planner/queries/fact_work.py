"""Goals, activities and conversations of many plans as facts of the rating, by plan."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from planner import rating
from planner.models import (
    Activity,
    Commitment,
    Conversation,
    Entry,
    EntryParticipation,
    Goal,
    Participation,
)
from planner.queries.fact_rows import ByParent, Reading, as_text, grouped


def goals(reading: Reading) -> ByParent[rating.Goal]:
    """The goals of each plan with their signatures."""
    made = grouped(
        select(
            Commitment.goal_id,
            Goal.plan_id,
            Commitment.person_id,
            Commitment.on,
            Commitment.target,
        )
        .join(Goal, Goal.id == Commitment.goal_id)
        .where(reading.covers(Goal.plan_id)),
        lambda _goal, plan, person, *values: rating.Commitment(reading.key(plan, person), *values),
    )
    statement = select(
        Goal.plan_id, Goal.id, Goal.key, as_text(Goal.status), as_text(Goal.origin), Goal.target
    ).where(reading.covers(Goal.plan_id))
    return grouped(
        statement,
        lambda _plan, goal, key, status, origin, target: rating.Goal(
            key, status, origin, target, made.get(goal, ())
        ),
    )


def activities(reading: Reading) -> ByParent[rating.Activity]:
    """The activities of each plan with all who take part."""
    participants = reading.keys(
        select(Participation.activity_id, Activity.plan_id, Participation.person_id)
        .join(Activity, Activity.id == Participation.activity_id)
        .where(reading.covers(Activity.plan_id))
    )
    statement = select(
        Activity.plan_id,
        Activity.id,
        Activity.key,
        as_text(Activity.kind),
        Activity.created_by_id,
        Activity.created_on,
        as_text(Activity.status),
        Activity.customer_facing,
        Activity.assignee_id,
        Activity.claimed_on,
        Activity.due_on,
        Activity.done_on,
    ).where(reading.covers(Activity.plan_id))

    def activity(plan: int, identity: int, *values: Any) -> rating.Activity:
        key, kind, creator, created_on, status, facing, assignee, claimed_on, *days = values
        return rating.Activity(
            key,
            kind,
            reading.key(plan, creator),
            created_on,
            status,
            facing,
            reading.key_or_none(plan, assignee),
            claimed_on,
            participants.get(identity, ()),
            *days,
        )

    return grouped(statement, activity)


def conversations(reading: Reading) -> ByParent[rating.Conversation]:
    """The conversations of each plan with all their talks."""
    entries = _entries(reading)
    statement = select(Conversation.plan_id, Conversation.id, Conversation.key).where(
        reading.covers(Conversation.plan_id)
    )
    return grouped(
        statement,
        lambda _plan, identity, key: rating.Conversation(key, entries.get(identity, ())),
    )


def _entries(reading: Reading) -> ByParent[rating.Entry]:
    """The entries by conversation, numbered in the order of the plan file."""
    participants = reading.keys(
        select(EntryParticipation.entry_id, Conversation.plan_id, EntryParticipation.person_id)
        .join(Entry, Entry.id == EntryParticipation.entry_id)
        .join(Conversation, Conversation.id == Entry.conversation_id)
        .where(reading.covers(Conversation.plan_id))
    )
    statement = (
        select(
            Entry.conversation_id,
            Conversation.plan_id,
            Entry.id,
            Conversation.key,
            Entry.on,
            Entry.author_id,
            as_text(Entry.state),
            Entry.next_step,
            Activity.key,
        )
        .join(Conversation, Conversation.id == Entry.conversation_id)
        .outerjoin(Activity, Activity.id == Entry.activity_id)
        .where(reading.covers(Conversation.plan_id))
        .order_by(Entry.conversation_id, Entry.position, Entry.id)
    )
    numbers: Counter[int] = Counter()

    def entry(talk: int, plan: int, identity: int, *values: Any) -> rating.Entry:
        key, on, author, state, next_step, activity = values
        index = numbers[talk]
        numbers[talk] += 1
        people = participants.get(identity, ())
        return rating.Entry(
            key, index, on, reading.key(plan, author), state, people, next_step, activity
        )

    return grouped(statement, entry)
