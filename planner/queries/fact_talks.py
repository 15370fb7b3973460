"""Conversations of many plans as facts of the rating, by plan."""

from collections import defaultdict

from sqlalchemy import select

from planner import rating
from planner.models import Activity, Conversation, Entry, EntryParticipation
from planner.queries.fact_rows import ByParent, Items, Reading, as_text

_CONVERSATIONS = Items(
    select(Conversation.plan_id, Conversation.id, Conversation.key), Conversation.plan_id
)
# In the order of the plan file, by which entries are numbered.
_ENTRIES = Items(
    select(
        Entry.conversation_id,
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
    .order_by(Entry.conversation_id, Entry.position, Entry.id),
    Conversation.plan_id,
)
_PARTICIPATIONS = Items(
    select(EntryParticipation.entry_id, EntryParticipation.person_id)
    .join(Entry, Entry.id == EntryParticipation.entry_id)
    .join(Conversation, Conversation.id == Entry.conversation_id),
    Conversation.plan_id,
)


def conversations(reading: Reading) -> ByParent[rating.Conversation]:
    entries = _entries(reading)
    found: ByParent[rating.Conversation] = defaultdict(list)
    for plan, identity, key in reading.rows(_CONVERSATIONS):
        found[plan].append(rating.Conversation(key, tuple(entries[identity])))
    return found


def _entries(reading: Reading) -> ByParent[rating.Entry]:
    """By conversation, numbered in the order of the plan file."""
    people, day = reading.people, reading.day
    participants = reading.keys(_PARTICIPATIONS)
    found: ByParent[rating.Entry] = defaultdict(list)
    for row in reading.rows(_ENTRIES):
        conversation, identity, key, on, author, state, next_step, activity = row
        entries = found[conversation]
        entries.append(
            rating.Entry(
                key,
                len(entries),
                day(on),
                people[author].key,
                state,
                participants[identity],
                next_step,
                activity,
            )
        )
    return found
