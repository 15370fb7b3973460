"""Conversations of many plans as facts, by plan."""

from collections import defaultdict

from sqlalchemy import select

from planner import rating
from planner.models import (
    Activity,
    Contact,
    Contract,
    Conversation,
    Entry,
    EntryContact,
    EntryParticipation,
    Field,
)
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text

_CONVERSATION = select(Conversation.plan_id, Conversation.id, Conversation.key)
_CONVERSATIONS = FactItems(
    _CONVERSATION,
    Conversation.plan_id,
    whole=_CONVERSATION.add_columns(Field.name, Contract.key)
    .outerjoin(Field, Field.id == Conversation.field_id)
    .outerjoin(Contract, Contract.id == Conversation.contract_id)
    .order_by(Conversation.position, Conversation.id),
)
# In the order of the plan file, by which entries are numbered.
_ENTRY = (
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
    .order_by(Entry.conversation_id, Entry.position, Entry.id)
)
_ENTRIES = FactItems(_ENTRY, Conversation.plan_id, whole=_ENTRY.add_columns(as_text(Entry.channel)))
_PARTICIPATIONS = FactItems(
    select(EntryParticipation.entry_id, EntryParticipation.person_id)
    .join(Entry, Entry.id == EntryParticipation.entry_id)
    .join(Conversation, Conversation.id == Entry.conversation_id),
    Conversation.plan_id,
)
_CONTACTS = FactItems(
    select(EntryContact.entry_id, Contact.key)
    .join(Contact, Contact.id == EntryContact.contact_id)
    .join(Entry, Entry.id == EntryContact.entry_id)
    .join(Conversation, Conversation.id == Entry.conversation_id),
    Conversation.plan_id,
)


def conversations(reading: FactReading) -> ByParent[rating.ConversationFact]:
    entries = _entries(reading)
    found: ByParent[rating.ConversationFact] = defaultdict(list)
    for plan, identity, key, *field_and_contract in reading.rows(_CONVERSATIONS):
        talks = tuple(entries[identity])
        found[plan].append(rating.ConversationFact(key, talks, *field_and_contract))
    return found


def _entries(reading: FactReading) -> ByParent[rating.EntryFact]:
    """By conversation, numbered in the order of the plan file."""
    people, day = reading.people, reading.day
    participants, contacts = reading.keys(_PARTICIPATIONS), _contacts(reading)
    found: ByParent[rating.EntryFact] = defaultdict(list)
    for row in reading.rows(_ENTRIES):
        conversation, identity, key, on, author, state, next_step, activity, *channel = row
        more = (*channel, tuple(contacts.get(identity, ()))) if channel else ()
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
                *more,
            )
        )
    return found


def _contacts(reading: FactReading) -> ByParent[str]:
    """The keys of who was there of the customer, by entry; the rating does not ask."""
    found: ByParent[str] = defaultdict(list)
    for entry, key in reading.rows(_CONTACTS) if reading.whole else ():
        found[entry].append(key)
    return found
