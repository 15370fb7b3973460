"""Conversations of many plans as facts of the rating, by plan."""

from collections import defaultdict

from sqlalchemy import select

from planner import rating
from planner.models import Activity, Conversation, Entry, EntryParticipation
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text

_CONVERSATIONS = FactItems(
    select(Conversation.plan_id, Conversation.id, Conversation.key), Conversation.plan_id
)
# In the order of the plan file, by which entries are numbered.
_ENTRIES = FactItems(
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
_PARTICIPATIONS = FactItems(
    select(EntryParticipation.entry_id, EntryParticipation.person_id)
    .join(Entry, Entry.id == EntryParticipation.entry_id)
    .join(Conversation, Conversation.id == Entry.conversation_id),
    Conversation.plan_id,
)


def conversations(reading: FactReading) -> ByParent[rating.ConversationFact]:
    entries = _entries(reading)
    found: ByParent[rating.ConversationFact] = defaultdict(list)
    for plan, identity, key in reading.rows(_CONVERSATIONS):
        found[plan].append(rating.ConversationFact(key, tuple(entries[identity])))
    return found


def _entries(reading: FactReading) -> ByParent[rating.EntryFact]:
    """By conversation, numbered in the order of the plan file."""
    people, day = reading.people, reading.day
    participants = reading.keys(_PARTICIPATIONS)
    found: ByParent[rating.EntryFact] = defaultdict(list)
    for row in reading.rows(_ENTRIES):
        conversation, identity, key, on, author, state, next_step, activity = row
        entries = found[conversation]
        entries.append(
            rating.EntryFact(
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
