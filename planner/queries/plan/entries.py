"""The talks of one conversation in full."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from planner.database import db
from planner.models import Activity, Contact, Entry, EntryContact, EntryParticipation, Person
from planner.models.kinds import Channel, Role, Side, TalkState
from planner.queries.history.brought_in import brought_in_by
from planner.queries.plan.comments import number_of


@dataclass(frozen=True, slots=True)
class EntryParticipant:
    name: str
    side: Side | None


@dataclass(frozen=True, slots=True)
class EntryCard:
    """A talk. `ours` are those of ours who were there, its author first."""

    id: int
    on: datetime.date
    channel: Channel
    summary: str
    state: TalkState
    next_step: str | None
    activity_id: int | None
    activity: str | None
    comments: int
    brought_in_by: str | None
    ours: list[EntryParticipant]
    theirs: list[str]


def of_conversation(conversation_id: int) -> list[EntryCard]:
    """All talks of a conversation, the newest first, in three statements."""
    ours, theirs = _ours(conversation_id), _theirs(conversation_id)
    statement = (
        select(
            Person.name,
            Person.role,
            Entry.id,
            Entry.on,
            Entry.channel,
            Entry.summary,
            Entry.state,
            Entry.next_step,
            Entry.activity_id,
            Activity.title.label("activity"),
            number_of(Entry).label("comments"),
            brought_in_by(Entry).label("brought_in_by"),
        )
        .join(Person, Person.id == Entry.author_id)
        .outerjoin(Activity, Activity.id == Entry.activity_id)
        .where(Entry.conversation_id == conversation_id)
        .order_by(Entry.on.desc(), Entry.position.desc(), Entry.id.desc())
    )
    cards = []
    for row in db.session.execute(statement):
        told = dict(row._mapping)
        author = EntryParticipant(told.pop("name"), told.pop("role").side)
        others = [person for person in ours[row.id] if person != author]
        cards.append(EntryCard(**told, ours=[author, *others], theirs=theirs[row.id]))
    return cards


def _ours(conversation_id: int) -> dict[int, list[EntryParticipant]]:
    statement = (
        select(Entry.id, Person.name, Person.role)
        .join(EntryParticipation, EntryParticipation.entry_id == Entry.id)
        .join(Person, Person.id == EntryParticipation.person_id)
        .where(Entry.conversation_id == conversation_id)
        .order_by(EntryParticipation.position)
    )
    found: dict[int, list[EntryParticipant]] = defaultdict(list)
    for entry_id, name, role in db.session.execute(statement):
        found[entry_id].append(EntryParticipant(name, Role(role).side))
    return found


def _theirs(conversation_id: int) -> dict[int, list[str]]:
    statement = (
        select(Entry.id, Contact.name)
        .join(EntryContact, EntryContact.entry_id == Entry.id)
        .join(Contact, Contact.id == EntryContact.contact_id)
        .where(Entry.conversation_id == conversation_id)
        .order_by(EntryContact.position)
    )
    found: dict[int, list[str]] = defaultdict(list)
    for entry_id, name in db.session.execute(statement):
        found[entry_id].append(name)
    return found
