"""Activities and conversations of many plans with all that the rules after the signature ask of
them, by plan, in the order of the plan file.

The rating is told less of them, and rates many more plans at once.
"""

from collections import defaultdict
from typing import Any

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
    Participation,
)
from planner.queries.maturity.fact_rows import ByParent, FactItems, FactReading, as_text

_ACTIVITIES = FactItems(
    select(
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
        Field.name,
        Contract.key,
    )
    .outerjoin(Field, Field.id == Activity.field_id)
    .outerjoin(Contract, Contract.id == Activity.contract_id)
    .order_by(Activity.position, Activity.id),
    Activity.plan_id,
)
_PARTICIPATIONS = FactItems(
    select(Participation.activity_id, Participation.person_id).join(
        Activity, Activity.id == Participation.activity_id
    ),
    Activity.plan_id,
)
_CONVERSATIONS = FactItems(
    select(Conversation.plan_id, Conversation.id, Conversation.key, Field.name, Contract.key)
    .outerjoin(Field, Field.id == Conversation.field_id)
    .outerjoin(Contract, Contract.id == Conversation.contract_id)
    .order_by(Conversation.position, Conversation.id),
    Conversation.plan_id,
)
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
        as_text(Entry.channel),
    )
    .join(Conversation, Conversation.id == Entry.conversation_id)
    .outerjoin(Activity, Activity.id == Entry.activity_id)
    .order_by(Entry.conversation_id, Entry.position, Entry.id),
    Conversation.plan_id,
)
_ENTRY_PARTICIPATIONS = FactItems(
    select(EntryParticipation.entry_id, EntryParticipation.person_id)
    .join(Entry, Entry.id == EntryParticipation.entry_id)
    .join(Conversation, Conversation.id == Entry.conversation_id),
    Conversation.plan_id,
)
_ENTRY_CONTACTS = FactItems(
    select(EntryContact.entry_id, Contact.key)
    .join(Contact, Contact.id == EntryContact.contact_id)
    .join(Entry, Entry.id == EntryContact.entry_id)
    .join(Conversation, Conversation.id == Entry.conversation_id),
    Conversation.plan_id,
)


def activities(reading: FactReading) -> ByParent[rating.ActivityFact]:
    participants = reading.keys(_PARTICIPATIONS)
    found: ByParent[rating.ActivityFact] = defaultdict(list)
    for plan, identity, *row in reading.rows(_ACTIVITIES):
        found[plan].append(_activity(reading, row, participants.get(identity, ())))
    return found


def _activity(
    reading: FactReading, row: list[Any], participants: tuple[str, ...]
) -> rating.ActivityFact:
    people, day = reading.people, reading.day
    key, kind, creator, created_on, status, facing, assignee, *rest = row
    claimed_on, due_on, done_on, field, contract = rest
    return rating.ActivityFact(
        key=key,
        kind=kind,
        created_by=people[creator].key,
        created_on=day(created_on),
        status=status,
        customer_facing=bool(facing),
        assignee=None if assignee is None else people[assignee].key,
        claimed_on=day(claimed_on),
        participants=participants,
        due_on=day(due_on),
        done_on=day(done_on),
        field=field,
        contract=contract,
    )


def conversations(reading: FactReading) -> ByParent[rating.ConversationFact]:
    entries = _entries(reading)
    found: ByParent[rating.ConversationFact] = defaultdict(list)
    for plan, identity, key, field, contract in reading.rows(_CONVERSATIONS):
        talks = tuple(entries.get(identity, ()))
        found[plan].append(rating.ConversationFact(key, talks, field, contract))
    return found


def _entries(reading: FactReading) -> ByParent[rating.EntryFact]:
    """By conversation, numbered in the order of the plan file."""
    people, day = reading.people, reading.day
    participants, contacts = reading.keys(_ENTRY_PARTICIPATIONS), _contacts(reading)
    found: ByParent[rating.EntryFact] = defaultdict(list)
    for row in reading.rows(_ENTRIES):
        conversation, identity, key, on, author, state, next_step, activity, channel = row
        entries = found[conversation]
        entries.append(
            rating.EntryFact(
                conversation=key,
                index=len(entries),
                on=day(on),
                author=people[author].key,
                state=state,
                participants=participants.get(identity, ()),
                next_step=next_step,
                activity=activity,
                channel=channel,
                contacts=tuple(contacts.get(identity, ())),
            )
        )
    return found


def _contacts(reading: FactReading) -> ByParent[str]:
    """The keys of who was there of the customer, by entry."""
    found: ByParent[str] = defaultdict(list)
    for entry, key in reading.rows(_ENTRY_CONTACTS):
        found[entry].append(key)
    return found
