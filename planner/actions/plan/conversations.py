"""Conversations by topic, and the talks about each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import bindparam, select

from planner.actions.editing import Values, added, assign, lock, next_position, remove
from planner.actions.errors import Refused
from planner.actions.history import events
from planner.actions.history.event_names import references
from planner.actions.plan import activities
from planner.database import db, named
from planner.models import (
    Activity,
    Contact,
    Conversation,
    Entry,
    EntryContact,
    EntryParticipation,
    Person,
    Plan,
)
from planner.models.kinds import ActivityKind, TalkState
from planner.models.shortening import shortened

_Guest = TypeVar("_Guest", Person, Contact)


@dataclass(frozen=True)
class NextStep:
    """When the next step of a talk is due and who takes it; with both it becomes an activity."""

    due_on: date
    assignee: Person


def create(plan: Plan, values: Values, *, by: Person) -> Conversation:
    """Begin to talk about a topic."""
    conversation = added(Conversation, plan, values)
    events.record("created", conversation, by=by)
    return conversation


def update(conversation: Conversation, values: Values, *, by: Person) -> None:
    """Change the topic, its field or its goal."""
    assign(conversation, values)
    events.record("updated", conversation, by=by)


def delete(conversation: Conversation, *, by: Person) -> None:
    """Delete a topic with all talks about it; each leaves its event."""
    remove(conversation, by=by)


def log(
    conversation: Conversation,
    values: Values,
    *,
    by: Person,
    participants: Sequence[Person] = (),
    contacts: Sequence[Contact] = (),
    next_step: NextStep | None = None,
) -> Entry:
    """Write down a talk; a next step with a day and a person becomes an activity.

    Without a `state` the conversation stands where it stood before that day.
    """
    position = next_position(Entry.conversation_id, conversation.id)
    state = values.get("state") or _state_before(conversation, values["on"])
    entry = Entry(conversation=conversation, author=by, position=position)
    assign(entry, {**values, "state": state})
    entry.participations = _participations(participants)
    entry.contact_participations = _contact_participations(contacts)
    db.session.add(entry)
    events.record("created", entry, by=by)
    if next_step is not None:
        _plan_next_step(entry, next_step, by=by)
    return entry


def agree_next_step(entry: Entry, text: str, step: NextStep, *, by: Person) -> None:
    """Say afterwards what comes next after a talk; it becomes an activity.

    Raise Refused where somebody else has said so by now.
    """
    lock(entry)
    if entry.next_step:
        raise Refused(
            "There is a next step by now: %(step)s",
            field="next_step",
            step=shortened(entry.next_step),
        )
    assign(entry, {"next_step": text})
    events.record("updated", entry, by=by)
    _plan_next_step(entry, step, by=by)


def _state_before(conversation: Conversation, day: date) -> TalkState:
    asked = {"conversation_id": conversation.id, "day": day}
    return db.session.scalar(_STATE_BEFORE, asked) or TalkState.RAISED


_STATE_BEFORE = named(
    select(Entry.state)
    .where(Entry.conversation_id == bindparam("conversation_id"), Entry.on <= bindparam("day"))
    .order_by(Entry.on.desc(), Entry.position.desc(), Entry.id.desc())
    .limit(1)
)


def _plan_next_step(entry: Entry, step: NextStep, *, by: Person) -> Activity:
    if not entry.next_step:
        raise Refused("Say what the next step is.", field="next_step")
    values = {
        "title": shortened(entry.next_step),
        "kind": ActivityKind.OTHER,
        "field_id": entry.conversation.field_id,
        "goal_id": entry.conversation.goal_id,
        "assignee": step.assignee,
        "assignee_id": step.assignee.id,
        "due_on": step.due_on,
    }
    return activities.create(entry.conversation.plan, values, by=by)


def update_entry(
    entry: Entry,
    values: Values,
    *,
    by: Person,
    participants: Sequence[Person],
    contacts: Sequence[Contact],
) -> None:
    """Change what was written down about a talk; who was there keeps the order of before."""
    assign(entry, values)
    changes = events.changes_of(entry)
    people, guests = _ordered(participants, entry.participants), _ordered(contacts, entry.contacts)
    if people != entry.participants:
        changes["participants"] = [references(entry.participants), references(people)]
        entry.participations.clear()
        db.session.flush()
        entry.participations = _participations(people)
    if guests != entry.contacts:
        changes["contacts"] = [references(entry.contacts), references(guests)]
        entry.contact_participations.clear()
        db.session.flush()
        entry.contact_participations = _contact_participations(guests)
    if changes:
        events.record("updated", entry, by=by, changes=changes)


def delete_entry(entry: Entry, *, by: Person) -> None:
    """Delete one talk."""
    remove(entry, by=by)


def _ordered(wanted: Sequence[_Guest], before: Sequence[_Guest]) -> list[_Guest]:
    """Those who stay in their old order, then those who are new; a form knows no order."""
    stay = [person for person in before if person in wanted]
    return stay + [person for person in wanted if person not in before]


def _participations(people: Sequence[Person]) -> list[EntryParticipation]:
    return [EntryParticipation(person=person, position=n) for n, person in enumerate(people)]


def _contact_participations(contacts: Sequence[Contact]) -> list[EntryContact]:
    return [EntryContact(contact=contact, position=n) for n, contact in enumerate(contacts)]
