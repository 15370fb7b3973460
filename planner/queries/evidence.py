"""The very items that the evidence of a rating names, so that a person can open them."""

import datetime
import enum
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from planner.database import db
from planner.models import (
    Activity,
    Conversation,
    Entry,
    Field,
    Goal,
    Member,
    Person,
    Plan,
    Potential,
    Request,
)
from planner.models.kinds import RequestStatus


class Noun(enum.StrEnum):
    """What the references of a rating begin with."""

    ACTIVITY = "activity"
    CONVERSATION = "conversation"
    ENTRY = "entry"
    GOAL = "goal"
    MEMBER = "member"
    POTENTIAL = "potential"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Item:
    """`within` is the conversation of an entry; `is_pending` is about requests."""

    reference: str
    noun: Noun
    id: int
    name: str
    on: datetime.date | None = None
    within: int | None = None
    is_pending: bool = False


def items(plan: Plan, references: Iterable[str]) -> dict[str, Item]:
    """The items by their reference, in one statement for each noun that is named.

    What was deleted since the rating is not there.
    """
    wanted: dict[Noun, set[str]] = defaultdict(set)
    for reference in references:
        noun, _, key = reference.partition(":")
        wanted[Noun(noun)].add(key)
    found = (item for noun, keys in wanted.items() for item in _FINDERS[noun](plan, keys))
    return {item.reference: item for item in found}


def _activities(plan: Plan, keys: set[str]) -> Iterator[Item]:
    statement = select(Activity.key, Activity.id, Activity.title, Activity.done_on, Activity.due_on)
    for key, identity, title, done_on, due_on in db.session.execute(
        statement.where(Activity.plan_id == plan.id, Activity.key.in_(keys))
    ):
        yield Item(f"activity:{key}", Noun.ACTIVITY, identity, title, done_on or due_on)


def _conversations(plan: Plan, keys: set[str]) -> Iterator[Item]:
    statement = select(Conversation.key, Conversation.id, Conversation.topic)
    for key, identity, topic in db.session.execute(
        statement.where(Conversation.plan_id == plan.id, Conversation.key.in_(keys))
    ):
        yield Item(f"conversation:{key}", Noun.CONVERSATION, identity, topic)


def _entries(plan: Plan, keys: set[str]) -> Iterator[Item]:
    """A key is that of the conversation and the number in the order of the plan file."""
    talks = {key.rpartition("/")[0] for key in keys}
    statement = (
        select(Conversation.key, Conversation.id, Conversation.topic, Entry.id, Entry.on)
        .join(Entry, Entry.conversation_id == Conversation.id)
        .where(Conversation.plan_id == plan.id, Conversation.key.in_(talks))
        .order_by(Entry.conversation_id, Entry.position, Entry.id)
    )
    numbers: Counter[str] = Counter()
    for talk, talk_id, topic, identity, on in db.session.execute(statement):
        key = f"{talk}/{numbers[talk]}"
        numbers[talk] += 1
        if key in keys:
            yield Item(f"entry:{key}", Noun.ENTRY, identity, topic, on, talk_id)


def _goals(plan: Plan, keys: set[str]) -> Iterator[Item]:
    statement = select(Goal.key, Goal.id, Goal.title)
    for key, identity, title in db.session.execute(
        statement.where(Goal.plan_id == plan.id, Goal.key.in_(keys))
    ):
        yield Item(f"goal:{key}", Noun.GOAL, identity, title)


def _members(plan: Plan, keys: set[str]) -> Iterator[Item]:
    statement = select(Person.key, Member.id, Person.name).join(Member)
    for key, identity, name in db.session.execute(
        statement.where(Member.plan_id == plan.id, Person.key.in_(keys))
    ):
        yield Item(f"member:{key}", Noun.MEMBER, identity, name)


def _potentials(plan: Plan, keys: set[str]) -> Iterator[Item]:
    statement = select(Field.name, Potential.id).join(Potential)
    for name, identity in db.session.execute(
        statement.where(Potential.customer_id == plan.customer_id, Field.name.in_(keys))
    ):
        yield Item(f"potential:{name}", Noun.POTENTIAL, identity, name)


def _requests(plan: Plan, keys: set[str]) -> Iterator[Item]:
    """A reference names who asked; of several requests the latest not accepted is meant."""
    statement = (
        select(Person.key, Request.id, Person.name, Request.on, Request.status)
        .join(Person, Person.id == Request.person_id)
        .where(Request.plan_id == plan.id, Person.key.in_(keys))
        .where(Request.status != RequestStatus.ACCEPTED)
        .order_by(Request.id)
    )
    for key, identity, name, on, status in db.session.execute(statement):
        waits = status is RequestStatus.PENDING
        yield Item(f"request:{key}", Noun.REQUEST, identity, name, on, is_pending=waits)


_FINDERS: dict[Noun, Callable[[Plan, set[str]], Iterator[Item]]] = {
    Noun.ACTIVITY: _activities,
    Noun.CONVERSATION: _conversations,
    Noun.ENTRY: _entries,
    Noun.GOAL: _goals,
    Noun.MEMBER: _members,
    Noun.POTENTIAL: _potentials,
    Noun.REQUEST: _requests,
}
